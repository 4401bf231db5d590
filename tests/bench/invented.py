"""A registry of invented people, any size, the same for the same seed.

Nobody's number can be among them: every NIK begins with 99, a province that does not exist (codes
end at 96), so that serials need not stay above 9990. Names end in CONTOH.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADERS = ("iddtks", "provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan", "alamat", "dusun",
           "rt", "rw", "nomor_kk", "nomor_nik", "nama", "tanggal_lahir", "tempat_lahir",
           "jenis_kelamin", "nama_ibu_kandung", "hubungan_keluarga", "desil", "pkh", "periode_pkh",
           "bpnt")  # fmt: skip
_FIRST_WORDS = """\
Soekarno Sutrisno Djoko Tjahjono Moch Mohammad Siti Nur Sri Endang Wahyu Agus Budi Dewi
Rina Yusuf Joesoef Achmad Ahmad Slamet Suparman Soeparman Kasmirah Painem Ponirah Tukinem Suyatno
Hartono Mulyono Moeljono Sumarni Soemarni Kartini Lestari Ningsih Wati Rahayu Widodo Purnomo Eko
Dwi Tri Catur Panca Hadi Imam Fatimah Aisyah Khoirul Choirul Zainal Abdul Rochman Rohman Aminah
Maryam Maimunah Sulastri Soelastri Bambang Gatot Teguh Yanto Heri Hery Rudi Rudy Dedi Dedy Fitri
Puji Pudji Djuminah Juminah Chotimah Khotimah Nanik Anik Yuni Yuli Indah Ayu Bagus Galih Satrio
Arief Arif Fajar Fadjar Hidayat Ismail Ibrahim Yahya Zulaikha Salamah Rukmini Roekmini"""
_SECOND_WORDS = """\
Wibowo Santoso Setiawan Kusuma Wijaya Widjaja Saputra Saputro Pratama Utomo Oetomo
Handoyo Susanto Soesanto Gunawan Suryadi Soerjadi Cahyono Prasetyo Prasetijo Hariyanto Harijanto
Nugroho Suharto Soeharto Basuki Basoeki Raharjo Rahardjo Mulyadi Supriyadi Soeprijadi Iskandar
Syarif Sjarif Maulana Firmansyah Ramadhan Kurniawan Hermawan Sugiarto Soegiarto Winarno Suwarno
Sudarsono Soedarsono Puspita Anggraini Permata Safitri Handayani Wulandari Astuti Kusumawati
Setyowati Purwanti Suryani Mardiyah Khasanah Chasanah Munawaroh Nurjanah Nurdjanah"""
_FIRST, _SECOND = _FIRST_WORDS.split(), _SECOND_WORDS.split()
AREAS = {
    "35.76": ("Jawa Timur", "Kota Mojokerto"),
    "32.75": ("Jawa Barat", "Kota Bekasi"),
}


@dataclass(frozen=True, slots=True)
class Invented:
    """One line of the file."""

    nik: str
    kk: str
    name: str
    village: str
    district: str
    decile: str


def people(count: int, villages: list[tuple[str, str]], seed: int = 1) -> Iterator[Invented]:
    """`villages` are kecamatan and kelurahan names."""
    dice = random.Random(seed)
    middle = [f"{a} {b}" for a in _FIRST for b in _SECOND]
    for number in range(count):
        district, village = villages[dice.randrange(len(villages))]
        woman = dice.random() < 0.5
        day = dice.randint(1, 28) + 40 * woman
        born = f"{day:02}{dice.randint(1, 12):02}{dice.randint(30, 99):02}"
        # Province 99 does not exist: city, district and serial count the people.
        area, serial = divmod(number, 9998)
        nik = f"99{area:04}{born}{serial + 1:04}"
        family = number // 3
        kk = f"99{family % 10000:04}010120{family // 10000 + 1:04}"
        name = f"{dice.choice(middle)} {dice.choice(_SECOND)}" if dice.random() < 0.4 else (
            dice.choice(middle))  # fmt: skip
        decile = str(dice.randint(1, 10)) if dice.random() < 0.9 else ""
        yield Invented(nik, kk, f"{name} Contoh".upper(), village, district, decile)


def write(
    path: Path,
    count: int,
    villages: list[tuple[str, str]],
    *,
    city: str = "32.75",
    seed: int = 1,
    changed: float = 0.0,
) -> None:
    """The file, separated by `|`; one line in 500 is faulty, and with `changed` that share of
    deciles differs and as many people are left out."""
    dice = random.Random(seed + 1)
    province, name = AREAS[city]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(HEADERS)
        for number, one in enumerate(people(count, villages, seed)):
            if changed and dice.random() < changed:
                continue
            decile = one.decile
            if changed and decile and dice.random() < changed:
                decile = str(int(decile) % 10 + 1)
            nik = one.nik if number % 500 else one.nik[:15]
            out.writerow((
                f"ID{number:09}", province, name, one.district, one.village,
                f"Jl. Contoh No. {number % 300}", "", f"{number % 12 + 1:03}",
                f"{number % 7 + 1:03}", one.kk, nik, one.name, "1980-01-01", "Contoh",
                "P" if number % 2 else "L", "IBU CONTOH", "ISTRI" if number % 3 else "KEPALA",
                decile, str(number % 2), "2026-TW4" if number % 2 else "", str(number % 3 == 0)[0],
            ))  # fmt: skip
