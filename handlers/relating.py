"""Other cases that are, or may be, the same matter: hints for staff, never for residents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from flows.cases.casefile import Related
from flows.cases.likeness import alike
from flows.words import Text, _staff
from handlers.here import Here
from storage import needs
from storage.tables import Case, Person

RECENT = timedelta(days=90)
NEIGHBOURS = 60
"""So many of the newest cases of the village are compared by name; each name is unsealed."""
MOST = 5
LINKED = _staff("pelapor lain untuk orang dan keperluan yang sama")
FOLLOWED = _staff("laporan utama untuk orang dan keperluan yang sama")
SAME_REPORTER = _staff("mungkin sama: pelapor dan keperluannya sama")
SAME_NAME = _staff("mungkin sama: namanya mirip, di kelurahan yang sama")


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
    name = _name(here, case)
    if not name:
        return
    near = needs.names_near(here.session, case, here.now - RECENT, NEIGHBOURS)
    for other_id, theirs in near.items():
        if alike(name, theirs):
            yield here.session.get_one(Case, other_id), SAME_NAME


def _name(here: Here, case: Case) -> str:
    if case.person_id is None:
        return ""
    return here.session.get_one(Person, case.person_id).name
