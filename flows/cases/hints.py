"""What might help somebody, by what they say of themselves: hints, never a promise.

The limits are data of the catalogue (`helps`, `decile_max`, `screens_employees`). Being inside a
limit is necessary and never sufficient: the owner of a program decides, by its quota.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.cases.catalogue import Catalogue, Entry, reaches

GROUPS = (
    "pupil", "mother", "elder", "disabled", "sick", "orphan", "house", "work", "family",
)  # fmt: skip
"""Whom or what help is for, as people are asked and as the catalogue names it."""
MOST_DECILE = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody told of themselves."""

    group: str
    decile: int | None = None
    """None where it is not known."""
    employees: bool = False
    """Somebody on the family card works for the state, the army, the police or a state company."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What fits, what does not and why, in the order of the lists."""

    fitting: tuple[Entry, ...]
    beyond: tuple[Entry, ...]
    """Their decile is above the limit."""
    screened: tuple[Entry, ...]
    """Families of employees of the state are left out there."""
    over: tuple[Entry, ...]
    """It has ended, or is not open now, and says why."""


def hints_for(asked: Asked, catalogue: Catalogue, city: str, on: date) -> Hints:
    """What the catalogue has for them in that city on that day: services of the city first,
    loans last."""
    here = [e for e in catalogue.entries if asked.group in e.helps and reaches(e.city, city)]
    here.sort(key=lambda e: (e.kind != "service", e.loan, e.order))
    is_open = [entry for entry in here if entry.open(on)]
    screened = [e for e in is_open if asked.employees and e.screens_employees]
    beyond = [e for e in is_open if e not in screened and _is_beyond(e, asked.decile)]
    return Hints(
        tuple(e for e in is_open if e not in screened and e not in beyond),
        tuple(beyond),
        tuple(screened),
        tuple(e for e in here if not e.open(on) and e.closed),
    )


def _is_beyond(entry: Entry, decile: int | None) -> bool:
    return decile is not None and entry.decile_max is not None and decile > entry.decile_max


def hint_gaps(entries: Iterable[Entry], on: date) -> Iterator[str]:
    """Words that name no group, and groups for which nothing is open."""
    listed = tuple(entries)
    for entry in listed:
        unknown = sorted(set(entry.helps) - set(GROUPS))
        yield from (f"{entry.kind} {entry.code}: {name} is no group (helps)" for name in unknown)
    helped = {group for entry in listed if entry.open(on) for group in entry.helps}
    if helped:
        missing = (group for group in GROUPS if group not in helped)
        yield from (f"group {group}: nothing that is open helps it (helps)" for group in missing)
