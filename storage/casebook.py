"""Notes, clocks and referrals of cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import Move, Note, Referral, ReferralMove, Staff, StaffRole


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did something to a case."""

    role: str
    staff_id: int | None = None
    channel: str = ""


def note(
    session: Session,
    case_id: int,
    event: str,
    at: datetime,
    by: Doer,
    *,
    code: str = "",
    words: str | None = None,
) -> Note:
    """Append to a case's history something that left it where it was."""
    row = Note(
        case_id=case_id,
        at=at,
        event=event,
        role=by.role,
        staff_id=by.staff_id,
        channel=by.channel,
        code=code,
        words=words or None,
    )
    session.add(row)
    session.flush()
    return row


def notes(session: Session, case_id: int, *events: str) -> Sequence[Note]:
    """The notes of a case, the oldest first; of these events where any are named."""
    theirs = select(Note).where(Note.case_id == case_id)
    if events:
        theirs = theirs.where(Note.event.in_(events))
    return session.scalars(theirs.order_by(Note.id)).all()


def attempts(session: Session, case_id: int) -> Sequence[Note]:
    """Visits in vain, the oldest first; a case that was reopened begins anew."""
    reopened = select(func.max(Move.at)).where(Move.case_id == case_id, Move.event == "reopen")
    since = session.scalar(reopened)
    return [one for one in notes(session, case_id, "attempt") if since is None or one.at > since]


def roles_present(session: Session, scopes: Collection[str]) -> frozenset[str]:
    """Roles that somebody has in one of these areas who is active and opened their link."""
    rows = session.scalars(
        select(StaffRole.role)
        .join(Staff, Staff.id == StaffRole.staff_id)
        .where(
            Staff.active.is_(True), Staff.contact_id.is_not(None), StaffRole.area_code.in_(scopes)
        )
        .distinct()
    )
    return frozenset(rows)


def referrals(session: Session, case_id: int) -> Sequence[Referral]:
    """Every referral of a case, the oldest first."""
    theirs = select(Referral).where(Referral.case_id == case_id)
    return session.scalars(theirs.order_by(Referral.id)).all()


def lock_referral(session: Session, referral_id: int) -> Referral | None:
    """The referral, held until the transaction ends; lock its case first."""
    return session.get(Referral, referral_id, with_for_update=True, populate_existing=True)


def referral_history(session: Session, referral_ids: Collection[int]) -> Sequence[ReferralMove]:
    """The moves of these referrals, the oldest first."""
    theirs = select(ReferralMove).where(ReferralMove.referral_id.in_(referral_ids))
    return session.scalars(theirs.order_by(ReferralMove.id)).all()
