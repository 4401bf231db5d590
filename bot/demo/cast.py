"""Who plays in the demo: invented staff of the size that is documented for Kota Mojokerto.

69 people: 1 manager, 2 front office, 2 back office, 4 program administrators, 3 supervisors
(one per kecamatan) and 57 facilitators, 7 of them in Wates. Two supervisors stand in for each
other in the whole city, as deputies, so that whichever one presses may decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.cases.states import Role
from flows.facts import City

FACILITATORS = 57
IN_WATES = 7
WATES = "35.76.02.1010"


@dataclass(frozen=True, slots=True)
class Part:
    """One invented staff member."""

    name: str
    roles: tuple[tuple[Role, str], ...]
    title: str
    programs: tuple[str, ...] = ()
    """Codes of the programs they own."""


def supervisors(city: City) -> tuple[Part, ...]:
    """One per kecamatan; the first two are deputies for the whole city."""
    names = ("Ratna Contoh", "Hadi Contoh", "Wiwik Contoh")
    parts = []
    for place, (name, district) in enumerate(zip(names, city.districts, strict=False)):
        roles = [(Role.SUPERVISOR, district.code)]
        if place < 2:
            roles.append((Role.SUPERVISOR, city.code))
        parts.append(Part(name, tuple(roles), f"Supervisor {district.name}"))
    return tuple(parts)


def secretariat(city: City) -> tuple[Part, ...]:
    """Manager, front office, back office and program administrators."""
    people = (
        ("Surya Contoh", Role.MANAGER, "Manajer SLRT"),
        ("Dewi Contoh", Role.FRONT_OFFICE, "Front office"),
        ("Anton Contoh", Role.FRONT_OFFICE, "Front office"),
        ("Lestari Contoh", Role.BACK_OFFICE, "Back office"),
        ("Joko Contoh", Role.BACK_OFFICE, "Back office"),
        ("Endang Contoh", Role.PROGRAM_ADMINISTRATOR, "Pengelola program"),
        ("Bambang Contoh", Role.PROGRAM_ADMINISTRATOR, "Pengelola program"),
        ("Sri Contoh", Role.PROGRAM_ADMINISTRATOR, "Pengelola program"),
        ("Agus Contoh", Role.PROGRAM_ADMINISTRATOR, "Pengelola program"),
    )
    return tuple(Part(name, ((role, city.code),), title) for name, role, title in people)


def others(city: City) -> tuple[Part, ...]:
    """Who is not counted among the 69: the desk in Wates, the heads who initial and sign, and
    the contacts of two programs."""
    return (
        Part("Wiji Contoh", ((Role.PUSKESOS_OFFICER, WATES),), "Puskesos Wates"),
        Part("Haryono Contoh", ((Role.DIVISION_HEAD, city.code),), "Kepala bidang"),
        Part("Retno Contoh", ((Role.AGENCY_HEAD, city.code),), "Kepala dinas"),
        Part("Yusuf Contoh", ((Role.PROGRAM_MANAGER, city.code),), "Kontak PKH", ("PKH",)),
        Part(
            "Nurul Contoh",
            ((Role.PROGRAM_MANAGER, city.code),),
            "Kontak Sembako, PBI JKN",
            ("SEMBAKO", "PBI_JKN"),
        ),
    )


def facilitators(city: City) -> tuple[Part, ...]:
    """57 people: 7 in Wates, the others spread evenly over the other 17 kelurahan."""
    return tuple(_spread(city))


_FIRST_NAMES = (
    "Ayu", "Bagus", "Citra", "Dimas", "Eka", "Fajar", "Gita", "Hendra", "Indah", "Jaka",
    "Kartika", "Laras", "Mega", "Nanda", "Okta", "Putri", "Qori", "Rizal", "Sekar", "Teguh",
    "Umi", "Vina", "Wahyu", "Yanti", "Zainal", "Arum", "Bayu", "Cahya", "Diah", "Edi", "Fitri",
    "Galih", "Heru", "Ika", "Jati", "Kusuma", "Lina", "Mulyono", "Novi", "Oki", "Prapto", "Rina",
    "Slamet", "Tutik", "Utami", "Wulan", "Yoga", "Zahra", "Aris", "Bekti", "Candra", "Danang",
    "Erni", "Fendi", "Guntur", "Harti", "Imam",
)  # fmt: skip
"""One for each facilitator, so that a name in the news tells who it was."""


def _spread(city: City) -> Iterator[Part]:
    villages = [v for d in city.districts for v in d.villages]
    others = [v for v in villages if v.code != WATES]
    places = [v for v in villages if v.code == WATES] * IN_WATES
    while len(places) < FACILITATORS:
        places.append(others[(len(places) - IN_WATES) % len(others)])
    for first, village in zip(_FIRST_NAMES, places, strict=True):
        role = ((Role.FACILITATOR, village.code),)
        yield Part(f"{first} Contoh", role, f"Kelurahan {village.name}")
