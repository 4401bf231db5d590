"""Somebody opens the link to a photo: who, whether they still may, and on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.lifecycle import Actor
from handlers import viewing
from handlers.house import House
from handlers.inbound import persist
from handlers.staffing import roles_of
from storage import cases, papers, staff
from storage.tables import Case, Document, Staff

OPENED = "document_opened"
MOST_OPENINGS = 5
"""Of one link: a phone may load a photo twice, a link that is passed on is opened by many."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be shown now."""

    key: str
    mime: str


def opened(house: House, document_id: int, staff_id: int, given_at: datetime) -> Opened | None:
    """Note the opening of a link that was given at that moment; none when it may not be shown
    (any more). Raises Unavailable."""
    return persist(lambda: _opened(house, document_id, staff_id, given_at))


def _opened(house: House, document_id: int, staff_id: int, given_at: datetime) -> Opened | None:
    with house.database.write() as session:
        document = session.get(Document, document_id)
        member = session.get(Staff, staff_id, with_for_update=True)
        if document is None or document.case_id is None or member is None or not member.active:
            return None
        case = session.get_one(Case, document.case_id)
        actor = _as_staff(session, member)
        shown_with = (case, *cases.split_off(session, case.id))
        able = any(viewing.may_open(session, one, document, actor) for one in shown_with)
        if document.status != "fetched" or not able:
            return None
        if papers.openings(session, document_id, staff_id, OPENED, given_at) >= MOST_OPENINGS:
            return None
        cases.seen(
            session,
            staff_id=member.id,
            action=OPENED,
            subject="document",
            subject_id=document.id,
            channel="web",
            at=house.clock(),
        )
        return Opened(document.key, document.mime)


def _as_staff(session: Session, member: Staff) -> Actor:
    programs = staff.programs_of(session, member.id)
    return Actor(member.id, roles_of(session, member.id), member.contact_id, programs)
