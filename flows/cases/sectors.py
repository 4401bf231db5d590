"""What a case is about: the nine information sectors of SLRT and those a city needs besides.

The categories of the first release (`flows.cases.categories`) are codes here as well, so that
an old case keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.bilingual import Bilingual

SECTORS: Mapping[str, Bilingual] = {
    "health": Bilingual("Kesehatan / KIS", "Kesehatan / KIS"),
    "education": Bilingual("Pendidikan / KIP", "Pendidikan / KIP"),
    "social": Bilingual("Bantuan sosial", "Bantuan sosial"),
    "food": Bilingual("Sembako dan pangan", "Sembako lan tetedhan"),
    "economy": Bilingual("Usaha dan kerja", "Usaha lan padamelan"),
    "energy": Bilingual("Listrik dan gas", "Listrik lan gas"),
    "housing": Bilingual("Rumah, air, jamban", "Griya, toya, jamban"),
    "agriculture": Bilingual("Pertanian", "Tetanen"),
    "fishery": Bilingual("Perikanan", "Perikanan"),
    "civil": Bilingual("KTP, KK, dan akta", "KTP, KK, lan akta"),
    "protection": Bilingual("Perlindungan orang", "Pangayoman tiyang"),
    "law": Bilingual("Bantuan hukum", "Bantuan hukum"),
    "institution": Bilingual("Panti dan yayasan", "Panti lan yayasan"),
    "data": Bilingual("Data DTKS / DTSEN", "Data DTKS / DTSEN"),
    "other": Bilingual("Lainnya", "Sanesipun"),
}
"""Labels fit a list row of WhatsApp (24 characters)."""
