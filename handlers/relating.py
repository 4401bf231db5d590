"""Other cases that are, or may be, the same matter: hints for staff, never for residents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from flows.cases.casefile import Related
from flows.cases.likeness import alike, alike_place
from flows.words import Text, _staff
from handlers.here import Here
from storage import needs
from storage.tables import Case, Person

ALIKE = "look_alikes"
"""The job that looks for reports like a new one; its subject is a case."""
RECENT = timedelta(days=90)
NEIGHBOURS = 60
"""So many of the newest cases of the village are compared by name; each name is unsealed."""
MOST = 5
LINKED = _staff("pelapor lain untuk orang dan keperluan yang sama")
FOLLOWED = _staff("laporan utama untuk orang dan keperluan yang sama")
SAME_REPORTER = _staff("mungkin sama: pelapor dan keperluannya sama")
SAME_NAME = _staff("mungkin sama: namanya mirip, di kelurahan yang sama")
SAME_BOTH = _staff("mungkin sama: nama dan alamatnya mirip")
SAME_PLACE = _staff("mungkin sama: alamatnya mirip dan keperluannya sama")


def related(here: Here, case: Case, may_look: Callable[[Case], bool]) -> tuple[Related, ...]:
    """Reports linked with the case, then those that look alike; only what this reader may see."""
    found: dict[int, Related] = {}
    for one in _candidates(here, case):
        if len(found) < MOST and may_look(one[0]):
            other, why = one
            found.setdefault(other.id, Related(other.id, other.version, other.ticket, why))
    return tuple(found.values())


def _candidates(here: Here, case: Case) -> Iterator[tuple[Case, Text]]:
    if case.duplicate_of is not None:
        yield here.session.get_one(Case, case.duplicate_of), FOLLOWED
    for other in needs.linked(here.session, case.id):
        yield other, LINKED
    if case.need:
        for other in needs.same_reporter(here.session, case, MOST):
            yield other, SAME_REPORTER
    yield from look_alike(here, case)


def look_alike(here: Here, case: Case) -> Iterator[tuple[Case, Text]]:
    """Open reports of the village that may be of the same person or house, the likeliest first."""
    name, address = _name(here, case), _address(case)
    found: list[tuple[int, Case, Text]] = []
    for other, theirs in needs.near(here.session, case, here.now - RECENT, NEIGHBOURS):
        of_name = bool(name) and alike(name, theirs)
        of_place = bool(address) and alike_place(address, _address(other))
        if of_name:
            found.append((0 if of_place else 1, other, SAME_BOTH if of_place else SAME_NAME))
        elif of_place and other.need == case.need:
            found.append((2, other, SAME_PLACE))
    for _rank, other, why in sorted(found, key=lambda one: one[0]):
        yield other, why


def _name(here: Here, case: Case) -> str:
    if case.person_id is None:
        return ""
    return here.session.get_one(Person, case.person_id).name


def _address(case: Case) -> str:
    """Where the person lives, as far as the talk asked."""
    return str((case.details or {}).get("ask_address") or "")
