"""Whose business it is when it is not the social agency's: who that is, and how to reach them.

A city may answer more of these itself; what stands here holds everywhere in Indonesia, so that
nobody is sent away without a number or a door to knock at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.cases.bilingual import Bilingual
from flows.words import Text, _staff

OTHER = "other"
"""Named by the officer in words of their own."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency that a report may belong to."""

    code: str
    label: Text
    """For the officer's list, at most 24 characters."""
    name: Bilingual
    """In the middle of a sentence."""
    reach: Bilingual
    """How a resident comes to it, in the middle of a sentence."""
    hints: tuple[str, ...] = ()
    """What an officer may type for it."""


_ALL = (
    Agency(
        "lapor",
        _staff("Jalan, saluran: LAPOR!"),
        Bilingual(
            "pengelola jalan dan fasilitas umum, lewat SP4N-LAPOR!",
            "ingkang ngopeni margi lan fasilitas umum, lumantar SP4N-LAPOR!",
        ),
        Bilingual(
            "buka lapor.go.id atau kirim SMS ke 1708, gratis",
            "mbikak lapor.go.id utawi kintun SMS dhateng 1708, gratis",
        ),
        ("jalan", "lubang", "saluran", "got", "sampah", "lampu jalan", "lapor", "infrastruktur"),
    ),
    Agency(
        "police",
        _staff("Kejahatan: polisi 110"),
        Bilingual("kepolisian", "kepolisian"),
        Bilingual(
            "telepon 110 kapan saja, gratis, atau datang ke polsek terdekat",
            "nelpun 110 wekdal menapa kemawon, gratis, utawi rawuh dhateng polsek ingkang celak",
        ),
        ("polisi", "maling", "pencurian", "penipuan", "kejahatan", "narkoba"),
    ),
    Agency(
        "emergency",
        _staff("Kebakaran, banjir: 112"),
        Bilingual(
            "layanan darurat 112 (pemadam, BPBD, ambulans)",
            "layanan darurat 112 (pamadham, BPBD, ambulans)",
        ),
        Bilingual(
            "telepon 112 kapan saja, gratis, walau tanpa pulsa",
            "nelpun 112 wekdal menapa kemawon, gratis, sanadyan tanpa pulsa",
        ),
        ("kebakaran", "banjir", "pohon tumbang", "bpbd", "damkar", "112"),
    ),
    Agency(
        "pln",
        _staff("Listrik: PLN 123"),
        Bilingual("PLN", "PLN"),
        Bilingual(
            "telepon 123 atau buka aplikasi PLN Mobile",
            "nelpun 123 utawi mbikak aplikasi PLN Mobile",
        ),
        ("listrik", "pln", "token", "meteran", "mati lampu"),
    ),
    Agency(
        "water",
        _staff("Air ledeng: PDAM"),
        Bilingual("PDAM (perusahaan air minum kota)", "PDAM (perusahaan toya kitha)"),
        Bilingual(
            "datang ke kantor PDAM dengan nomor pelanggan di rekening air",
            "rawuh dhateng kantor PDAM kanthi nomer langganan ing rekening toya",
        ),
        ("air", "pdam", "ledeng"),
    ),
    Agency(
        "civil_registry",
        _staff("KTP, KK, akta: Dukcapil"),
        Bilingual(
            "Dinas Kependudukan dan Pencatatan Sipil (Dukcapil)",
            "Dinas Kependudukan dan Pencatatan Sipil (Dukcapil)",
        ),
        Bilingual(
            "datang ke kantor Dukcapil atau kantor kecamatan membawa KK; semuanya gratis",
            "rawuh dhateng kantor Dukcapil utawi kantor kecamatan ngasta KK; sedaya gratis",
        ),
        ("ktp", "kk", "akta", "dukcapil", "capil", "nik"),
    ),
    Agency(
        "health",
        _staff("Layanan medis, BPJS 165"),
        Bilingual("Puskesmas atau BPJS Kesehatan", "Puskesmas utawi BPJS Kesehatan"),
        Bilingual(
            "datang ke Puskesmas, atau telepon 165 untuk urusan BPJS",
            "rawuh dhateng Puskesmas, utawi nelpun 165 kangge perkawis BPJS",
        ),
        ("puskesmas", "rumah sakit", "bpjs", "dokter", "obat"),
    ),
    Agency(
        "work",
        _staff("Kerja, upah: Disnaker"),
        Bilingual("Dinas Tenaga Kerja", "Dinas Tenaga Kerja"),
        Bilingual(
            "datang ke kantornya membawa KTP, atau buka siapkerja.kemnaker.go.id",
            "rawuh dhateng kantoripun ngasta KTP, utawi mbikak siapkerja.kemnaker.go.id",
        ),
        ("kerja", "lowongan", "phk", "upah", "gaji", "disnaker", "pesangon"),
    ),
    Agency(
        "school",
        _staff("Sekolah: Disdik"),
        Bilingual("Dinas Pendidikan", "Dinas Pendidikan"),
        Bilingual(
            "tanyakan dulu ke sekolah, lalu datang ke kantor Dinas Pendidikan",
            "nyuwun pirsa rumiyin dhateng sekolah, lajeng rawuh dhateng kantor Dinas Pendidikan",
        ),
        ("sekolah", "ijazah", "ppdb", "guru"),
    ),
    Agency(
        "land",
        _staff("Tanah: kantor BPN"),
        Bilingual("Kantor Pertanahan (BPN)", "Kantor Pertanahan (BPN)"),
        Bilingual(
            "datang ke kantornya membawa surat tanah dan KTP",
            "rawuh dhateng kantoripun ngasta serat siti lan KTP",
        ),
        ("tanah", "sertifikat", "bpn"),
    ),
    Agency(
        "religion",
        _staff("Nikah, cerai: KUA"),
        Bilingual("Kantor Urusan Agama (KUA)", "Kantor Urusan Agama (KUA)"),
        Bilingual(
            "datang ke KUA di kecamatan Anda membawa KTP dan KK",
            "rawuh dhateng KUA ing kecamatan panjenengan ngasta KTP lan KK",
        ),
        ("kua", "nikah", "cerai", "agama"),
    ),
)

AGENCIES: Mapping[str, Agency] = {agency.code: agency for agency in _ALL}
"""By code, in the order of the officer's list."""

UNKNOWN_REACH = Bilingual(
    "tanyakan alamatnya di kantor kelurahan", "nyuwun pirsa alamatipun wonten ing kantor kelurahan"
)


def named(code: str, own: str = "") -> Bilingual | Text:
    """The agency's name; `own` are the officer's words for one that is not listed."""
    agency = AGENCIES.get(code)
    return agency.name if agency else Text(own or code, literal=True)


def reached(code: str, own: str = "") -> Bilingual | Text:
    """How to come to it."""
    agency = AGENCIES.get(code)
    if agency is not None:
        return agency.reach
    return Text(own, literal=True) if own else UNKNOWN_REACH
