"""Requests about one's own data: stored, found, and what they hold on to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.tables import Address, Case, Consent, Contact, DataRequest, Document, Person

DECISIONS = ("letter", "draft")
"""Questions that letters and their drafts answer (`flows.talks.acts`)."""
OPEN = ("received", "waiting")
OVER = (
    "cancelled", "closed", "duplicate", "out_of_scope", "resolved_locally", "unreachable",
)  # fmt: skip
"""States in which nobody works on a case any more (`flows.cases.states.OVER`)."""


def lock(session: Session, request_id: int) -> DataRequest | None:
    """The request, held until the transaction ends."""
    return session.get(DataRequest, request_id, with_for_update=True, populate_existing=True)


def open_of(
    session: Session, contact_id: int, kind: str, person_id: int | None
) -> DataRequest | None:
    """The same wish of the same contact that nobody has settled yet."""
    return session.scalars(
        select(DataRequest).where(
            DataRequest.contact_id == contact_id,
            DataRequest.kind == kind,
            DataRequest.person_id == person_id,
            DataRequest.state.in_(OPEN),
        )
    ).first()


def of_contact(session: Session, contact_id: int, limit: int) -> Sequence[DataRequest]:
    """A contact's own requests, the newest first."""
    mine = select(DataRequest).where(DataRequest.contact_id == contact_id)
    return session.scalars(mine.order_by(DataRequest.id.desc()).limit(limit)).all()


def waiting(session: Session, limit: int) -> Sequence[DataRequest]:
    """Requests that an officer has to act on, what is due first before the others."""
    wait = select(DataRequest).where(DataRequest.state == "received")
    return session.scalars(wait.order_by(DataRequest.due_at, DataRequest.id).limit(limit)).all()


def agreed_deletions(session: Session) -> Sequence[DataRequest]:
    """Deletions that were agreed to and wait for the end of a case."""
    wait = select(DataRequest).where(DataRequest.state == "waiting", DataRequest.kind == "delete")
    return session.scalars(wait.order_by(DataRequest.id)).all()


def cases_of(session: Session, contact_id: int, person_id: int | None) -> Sequence[Case]:
    """Cases that this contact reported or that are about this person, the oldest first."""
    theirs = [Case.contact_id == contact_id]
    if person_id is not None:
        theirs.append(Case.person_id == person_id)
    return session.scalars(select(Case).where(or_(*theirs)).order_by(Case.id)).all()


def about_person(session: Session, person_id: int | None) -> Sequence[Case]:
    """Cases that are about this person, whoever reported them."""
    theirs = select(Case).where(Case.person_id == person_id)
    return session.scalars(theirs.order_by(Case.id)).all() if person_id is not None else ()


def still_open(session: Session, cases: Sequence[Case]) -> list[Case]:
    """Those of them on which somebody still works; a report that follows another one is as open
    as that one."""
    mains = {case.id: session.get_one(Case, case.duplicate_of) for case in cases
             if case.duplicate_of is not None}  # fmt: skip
    return [case for case in cases if mains.get(case.id, case).state not in OVER]


def withdraw_consents(session: Session, contact_id: int, now: datetime) -> int:
    """Every consent that still holds is taken back; how many there were."""
    taken = session.scalars(
        update(Consent)
        .where(Consent.contact_id == contact_id, Consent.given.is_(True))
        .where(Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Consent.id)
    )
    return len(taken.all())


def children(session: Session, parent: Person, nik_key: str) -> Person | None:
    """The person with that NIK on the parent's own family card."""
    if parent.kk_key is None:
        return None
    return session.scalar(
        select(Person).where(Person.nik_key == nik_key, Person.kk_key == parent.kk_key)
    )


def frozen_contact(session: Session, contact_id: int) -> bool:
    """Whether nothing may be done with this contact's data for now."""
    return session.get_one(Contact, contact_id).frozen_at is not None


def files_of(session: Session, case_id: int) -> Sequence[Document]:
    """Files of a case that are still there, but for letters, which have a time of their own."""
    theirs = select(Document).where(
        Document.case_id == case_id,
        Document.status != "purged",
        Document.question.not_in(DECISIONS),
    )
    return session.scalars(theirs.order_by(Document.id)).all()


def addresses_of(session: Session, contact_id: int) -> Sequence[Address]:
    """Every address of a contact, open or shut."""
    return session.scalars(
        select(Address).where(Address.contact_id == contact_id).order_by(Address.id)
    ).all()
