"""Lines of print as a reader of letters gives them for an invented card; no extra is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.pictures.reading_lines import Line

TODAY = date(2026, 11, 23)
NIK = "3576024508829991"
"""A woman born on 5 August 1982."""
NIK_WORDS = "NIK: 3576********9991, lahir 5 Agustus 1982, perempuan, akhiran 9991"
FAMILY = (
    ("BUDI CONTOH", "3576020203809990", "02-03-1980"),
    ("SITI CONTOH", NIK, "05-08-1982"),
    ("ANI CONTOH", "3576025106129993", "11-06-2012"),
)
KK = "3576020101209992"


def at(x: float, y: float, text: str, score: float = 0.99) -> Line:
    """One piece of print, 20 pixels tall, 11 to a letter."""
    return Line(text, score, (x, y), (x + 11.0 * len(text), y), 20.0)


def ktp(
    nik: str = NIK,
    name: str = "SITI CONTOH",
    born: str = "MOJOKERTO, 05-08-1982",
    sex: str = "PEREMPUAN",
    village: str = "KRANGGAN",
    score: float = 0.99,
) -> list[Line]:
    """An identity card; labels and values in pieces of their own, as they mostly come."""
    rows = (
        ("Nama", name), ("Tempat/Tgl Lahir", born), ("Jenis Kelamin", sex),
        ("Alamat", "JL. CONTOH NO. 9"), ("RT/RW", "001/002"), ("Kel/Desa", village),
        ("Kecamatan", "KRANGGAN"), ("Status Perkawinan", "KAWIN"), ("Pekerjaan", "WIRASWASTA"),
        ("Kewarganegaraan", "WNI"), ("Berlaku Hingga", "TIDAK PERNAH"),
    )  # fmt: skip
    lines = [at(300, 10, "PROVINSI CONTOH"), at(20, 60, f"NIK : {nik}", score)]
    for place, (label, words) in enumerate(rows):
        y = 100.0 + 30 * place
        lines += [at(20, y, label), at(240, y, f": {words}")]
    return lines


def kk(
    number: str = KK, people: Sequence[tuple[str, str, str]] = FAMILY, score: float = 0.99
) -> list[Line]:
    """A family card."""
    lines = [
        at(500, 20, "KARTU KELUARGA"), at(520, 50, f"No. {number}", score),
        at(20, 90, f"Nama Kepala Keluarga : {people[0][0]}"),
        at(20, 120, "Desa/Kelurahan"), at(240, 120, ": KRANGGAN"),
        at(80, 160, "Nama Lengkap"), at(400, 160, "NIK"), at(800, 160, "Status Hubungan"),
    ]  # fmt: skip
    for place, (name, nik, born) in enumerate(people):
        y = 190.0 + 30 * place
        lines += [at(20, y, str(place + 1)), at(80, y, name), at(400, y, nik), at(700, y, born)]
    return [*lines, at(20, 400, "Dikeluarkan Tanggal : 01-02-2024")]


def letter() -> list[Line]:
    """A letter of the kelurahan about the same person."""
    words = ("SURAT KETERANGAN TIDAK MAMPU", "Yang bertanda tangan di bawah ini", "Nama : SITI",
             f"NIK : {NIK}", "Jenis Kelamin : PEREMPUAN", "Alamat : JL. CONTOH")  # fmt: skip
    return [at(40, 30.0 * place, text) for place, text in enumerate(words)]
