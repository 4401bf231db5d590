"""Nothing is done with somebody's data for now: no officer opens or changes them, and the clocks
of their reports stand still, until they say otherwise.

What asks: `lifecycle.permit` refuses every move, `viewing` every look, lists leave the case out.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers import clocks
from handlers.here import Here
from handlers.privacy import telling
from storage import cases, people
from storage.tables import Case, Contact, DataRequest, Person


def freeze(here: Here, row: DataRequest) -> None:
    """The person, who asked, and every case that is about them, the open ones and the others."""
    contact, person = _whose(here, row)
    if contact is not None:
        contact.frozen_at = here.now
    if person is not None:
        person.frozen_at = here.now
    for case in _cases(here, row):
        case.frozen_at = here.now
        clocks.rest(here, case)
    here.session.flush()


def thaw(here: Here, row: DataRequest) -> None:
    """Everything goes on where it stood. A parent who thaws thaws what they froze for a child."""
    contact, person = _whose(here, row)
    if contact is not None:
        contact.frozen_at = None
    if person is not None:
        person.frozen_at = None
    for case in _cases(here, row):
        case.frozen_at = None
        here.session.flush()
        if case.duplicate_of is None:
            clocks.align(here, case, None)
        cases.refresh_cards(here.session, case.id)
    here.session.flush()


def _whose(here: Here, row: DataRequest) -> tuple[Contact | None, Person | None]:
    contact = people.lock(here.session, row.contact_id) if row.about == "self" else None
    person = here.session.get(Person, row.person_id) if row.person_id is not None else None
    return contact, person


def _cases(here: Here, row: DataRequest) -> Sequence[Case]:
    found = telling.cases_of(here.session, row)
    locked = [cases.lock(here.session, case.id) for case in found]
    return [case for case in locked if case is not None and case.anonymised_at is None]
