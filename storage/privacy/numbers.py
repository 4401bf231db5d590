"""A person on another number: from which one, which reports go over, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import (
    Address,
    Case,
    Contact,
    Document,
    NumberChange,
    Outbox,
    Staff,
    Verification,
)

SELF = "self"


def lock(session: Session, change_id: int) -> NumberChange | None:
    """The change, held until the transaction ends."""
    return session.get(NumberChange, change_id, with_for_update=True, populate_existing=True)


def of_verification(session: Session, verification_id: int) -> NumberChange | None:
    """The change for which an officer was asked."""
    found = select(NumberChange.id).where(NumberChange.verification_id == verification_id)
    change_id = session.scalar(found.order_by(NumberChange.id.desc()).limit(1))
    return lock(session, change_id) if change_id is not None else None


def told_to(session: Session, contact_id: int, since: datetime) -> NumberChange | None:
    """The newest change away from that contact which its owner may still refuse."""
    found = session.scalar(
        select(NumberChange.id)
        .where(
            NumberChange.old_contact_id == contact_id,
            NumberChange.state.in_(("asked", "bound")),
            NumberChange.asked_at >= since,
        )
        .order_by(NumberChange.id.desc())
        .limit(1)
    )
    return lock(session, found) if found is not None else None


def waits_already(session: Session, contact_id: int, person_id: int) -> NumberChange | None:
    """The same wish, which nobody has settled yet."""
    return session.scalars(
        select(NumberChange).where(
            NumberChange.contact_id == contact_id,
            NumberChange.person_id == person_id,
            NumberChange.state == "asked",
        )
    ).first()


def old_contact(session: Session, person_id: int, new_id: int) -> int | None:
    """Who was found to be this person on another number; else who last reported about themselves
    under this person's NIK. Never a staff member."""
    staff = select(Staff.contact_id).where(Staff.contact_id.is_not(None))
    proven = session.scalar(
        select(Verification.contact_id)
        .where(
            Verification.person_id == person_id,
            Verification.relation == SELF,
            Verification.state == "verified",
            Verification.contact_id != new_id,
            Verification.contact_id.not_in(staff),
        )
        .order_by(Verification.id.desc())
        .limit(1)
    )
    if proven is not None:
        return proven
    cases = session.scalars(
        select(Case)
        .where(Case.person_id == person_id, Case.contact_id != new_id)
        .where(Case.contact_id.not_in(staff))
        .order_by(Case.id.desc())
    )
    return next((case.contact_id for case in cases if case.relation == SELF), None)


def is_proven(session: Session, person_id: int, contact_id: int, now: datetime) -> bool:
    """Whether an officer found that this contact is this person, and that still holds."""
    found = select(Verification.id).where(
        Verification.person_id == person_id,
        Verification.contact_id == contact_id,
        Verification.relation == SELF,
        Verification.state == "verified",
        Verification.until > now,
    )
    return session.scalar(found.limit(1)) is not None


def own_cases(session: Session, person_id: int, contact_id: int, *, proven: bool) -> Sequence[Case]:
    """Reports of that contact about this person; of a contact that nobody verified only those
    which they made about themselves."""
    theirs = session.scalars(
        select(Case)
        .where(Case.person_id == person_id, Case.contact_id == contact_id)
        .order_by(Case.id)
    ).all()
    return [case for case in theirs if proven or case.relation == SELF]


def hand_over(session: Session, cases: Sequence[Case], to: Address) -> list[list[Any]]:
    """These reports, their papers and what waits to be told of them are that address' now. Each
    with the talk, the address and the contact that it had."""
    moved: list[list[Any]] = []
    for case in cases:
        moved.append([case.id, case.talk, case.address_id, case.contact_id])
        _move(session, case, to.contact_id, -case.id, to)
    return moved


def hand_back(session: Session, moved: Sequence[Sequence[int]]) -> None:
    """What `hand_over` moved is where it was."""
    for case_id, talk, address_id, contact_id in moved:
        case = session.get(Case, case_id)
        if case is not None and case.anonymised_at is None:
            _move(session, case, contact_id, talk, session.get_one(Address, address_id))


def _move(session: Session, case: Case, contact_id: int, talk: int, to: Address) -> None:
    papers = update(Document).where(
        Document.case_id == case.id, Document.contact_id == case.contact_id
    )
    session.execute(papers.values(contact_id=contact_id, talk=talk))
    waits = Outbox.status.in_(("waiting", "held")), Outbox.address_id == case.address_id
    session.execute(
        update(Outbox)
        .where(Outbox.case_id == case.id, *waits)
        .values(address_id=to.id, channel=to.channel)
    )
    case.contact_id, case.talk, case.address_id = contact_id, talk, to.id
    session.flush()


def bind(session: Session, change: NumberChange, until: datetime, now: datetime) -> Verification:
    """The new number is this person's until that day; no other number is."""
    others = select(Verification).where(
        Verification.person_id == change.person_id,
        Verification.contact_id != change.contact_id,
        Verification.relation == SELF,
        Verification.state == "verified",
    )
    for other in session.scalars(others):
        other.state, other.until = "ended", now
    own = session.get(Verification, change.verification_id) if change.verification_id else None
    if own is None:
        own = Verification(
            contact_id=change.contact_id,
            person_id=change.person_id,
            relation=SELF,
            address_id=change.address_id,
            asked_at=now,
        )
        session.add(own)
    own.state, own.until, own.decided_at = "verified", until, own.decided_at or now
    session.flush()
    return own


def unbind(session: Session, change: NumberChange, now: datetime) -> None:
    """The new number is nobody's again."""
    session.execute(
        update(Verification)
        .where(
            Verification.person_id == change.person_id,
            Verification.contact_id == change.contact_id,
            Verification.state.in_(("asked", "verified")),
        )
        .values(state="ended", until=now)
    )


def language_of(session: Session, contact_id: int) -> str:
    """What a contact reads; empty where they never chose."""
    return session.get_one(Contact, contact_id).language
