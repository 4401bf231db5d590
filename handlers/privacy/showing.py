"""What is kept of somebody and who looked, told to themselves: counts and masked numbers only,
since a phone may be a family's."""

from __future__ import annotations

from flows.cases.registry import masked_name
from flows.cases.states import Role
from flows.masking import mask_numbers
from flows.moments import Moment
from flows.privacy import (
    GOT,
    LOOKS,
    OFFICE,
    ROLES,
    SENT,
    Asked,
    Kind,
    Look,
    State,
    Stored,
    seen,
    told,
)
from flows.words import Text, _, lines
from handlers.here import Here
from handlers.privacy import telling
from storage import staff
from storage.privacy import requests, summary
from storage.tables import Audit, Case, Document, Person

MOST_REQUESTS, MOST_LOOKS = 5, 10
MENU = _("Ketik DATA SAYA untuk pilihan lain, atau MENU.")


def stored(here: Here, me: Person | None) -> None:
    """What we keep of this number."""
    telling.answer(here, lines(told(stored_of(here, me), here.house.zone.key), MENU))


def stored_of(here: Here, me: Person | None) -> Stored:
    """How much of which kind is kept of who is talking."""
    contact_id = here.address.contact_id
    found = summary.counted(here.session, contact_id)
    return Stored(
        reports=found.reports,
        open_reports=found.open_reports,
        people=found.people,
        files=found.files,
        messages=found.messages,
        consent=summary.agreed_at(here.session, contact_id),
        requests=asked_by(here),
        name=masked_name(me.name) if me else "",
        nik=mask_numbers(me.nik or "") if me else "",
        kk=mask_numbers(me.kk or "") if me else "",
        frozen=here.contact.frozen_at is not None,
        officer=here.house.data_officer,
    )


def asked_by(here: Here) -> tuple[Asked, ...]:
    """Their own requests, the oldest first."""
    rows = requests.of_contact(here.session, here.address.contact_id, MOST_REQUESTS)
    zone = here.house.zone.key
    return tuple(
        Asked(row.id, Kind(row.kind), State(row.state), Moment(row.due_at, zone))
        for row in reversed(rows)
    )


def looked(here: Here, me: Person | None) -> None:
    """Who of the staff opened their data, and when: roles, no names."""
    looks = looks_of(here, me, MOST_LOOKS)
    telling.answer(here, lines(seen(looks, here.house.zone.key), MENU))


def looks_of(here: Here, me: Person | None, limit: int) -> tuple[Look, ...]:
    """The newest first."""
    rows = summary.looks(
        here.session, here.address.contact_id, me.id if me is not None else None, limit
    )
    roles: dict[int, Text] = {}
    return tuple(Look(row.at, _who(here, row, roles), _what(here, row)) for row in rows)


def _who(here: Here, row: Audit, known: dict[int, Text]) -> Text:
    if row.staff_id is None:
        return OFFICE
    if row.staff_id not in known:
        held = [Role(role) for role, _area in staff.roles(here.session, row.staff_id)]
        known[row.staff_id] = next((ROLES[role] for role in held if role in ROLES), OFFICE)
    return known[row.staff_id]


def _what(here: Here, row: Audit) -> Text:
    """With the number of the report, where it was one."""
    words = GOT if row.action == SENT else LOOKS.get(row.subject, _("membuka data Anda"))
    case = None
    if row.subject == "case":
        case = here.session.get(Case, row.subject_id)
    elif row.subject == "document":
        document = here.session.get(Document, row.subject_id)
        if document is not None and document.case_id is not None:
            case = here.session.get(Case, document.case_id)
    return words.format(ticket=case.ticket if case is not None else "-")
