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


def facilitators(city: City) -> tuple[Part, ...]:
    """57 people: 7 in Wates, the others spread evenly over the other 17 kelurahan."""
    return tuple(_spread(city))


def _spread(city: City) -> Iterator[Part]:
    villages = [v for d in city.districts for v in d.villages]
    others = [v for v in villages if v.code != WATES]
    places = [v for v in villages if v.code == WATES] * IN_WATES
    while len(places) < FACILITATORS:
        places.append(others[(len(places) - IN_WATES) % len(others)])
    counted: dict[str, int] = {}
    for village in places:
        counted[village.code] = counted.get(village.code, 0) + 1
        name = f"Fasilitator {village.name} {counted[village.code]} Contoh"
        yield Part(name, ((Role.FACILITATOR, village.code),), f"Kelurahan {village.name}")
