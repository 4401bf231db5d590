"""Notes, clocks and referrals of cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, func, insert, select
from sqlalchemy.orm import Session

from storage import staff, together
from storage.statements import Rows, placed, places, room_for, run
from storage.tables import Case, Move, Note, Referral, ReferralMove, Staff, StaffRole

_MOVED = insert(Move)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did something to a case."""

    role: str
    staff_id: int | None = None
    channel: str = ""


def move(  # noqa: PLR0913  the columns of the row
    session: Session,
    case: Case,
    version: int,
    event: str,
    target: str,
    at: datetime,
    by: Doer,
    *,
    origin: str = "",
    reason: str | None = None,
    facilitator_id: int | None = None,
) -> None:
    """Append a move from where the case is (`origin` where that is not what it says) to `target`,
    which gave it that version. Raises `IntegrityError` where another one gave it that before."""
    row = {
        "case_id": case.id,
        "version": version,
        "at": at,
        "event": event,
        "origin": origin or case.state,
        "target": target,
        "role": by.role,
        "staff_id": by.staff_id,
        "channel": by.channel,
        "reason": reason,
        "facilitator_id": facilitator_id,
    }
    run(session, _MOVED, row)


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
    held: Sequence[Note] | None = together.known(session, "attempts", case_id)
    if held is not None:
        return held
    reopened = select(func.max(Move.at)).where(Move.case_id == case_id, Move.event == "reopen")
    since = session.scalar(reopened)
    return [one for one in notes(session, case_id, "attempt") if since is None or one.at > since]


def attempts_of(session: Session, case_ids: Collection[int]) -> dict[int, list[Note]]:
    """The same of several cases, by their ids."""
    tried = select(Note).where(Note.case_id.in_(case_ids), Note.event == "attempt")
    rows = session.scalars(tried.order_by(Note.id)).all()
    since = _reopened(session, {row.case_id for row in rows}) if rows else {}
    counted = ((row.case_id, row) for row in rows)
    anew = ((of, row) for of, row in counted if of not in since or row.at > since[of])
    return together.grouped(case_ids, anew)


def _reopened(session: Session, case_ids: Collection[int]) -> dict[int, datetime]:
    """When each of them was reopened last, of those that were."""
    rows = session.execute(
        select(Move.case_id, func.max(Move.at))
        .where(Move.case_id.in_(case_ids), Move.event == "reopen")
        .group_by(Move.case_id)
    )
    return {row[0]: row[1] for row in rows}


def roles_present(session: Session, scopes: Collection[str]) -> frozenset[str]:
    """Roles that somebody has in one of these areas who can be reached."""
    held: frozenset[str] | None = together.known(session, "roles", tuple(scopes))
    if held is not None:
        return held
    around = together.known(session, "staff", tuple(scopes))
    if around is not None:
        return frozenset(around)
    return frozenset(row.role for row in _held_in(session, scopes))


def roles_of_areas(
    session: Session, scopes: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], frozenset[str]]:
    """The same for several places, each named by its areas."""
    areas = {code for codes in scopes for code in codes}
    there = together.grouped(areas, ((r.area_code, r.role) for r in _held_in(session, areas)))
    return {codes: frozenset(role for code in codes for role in there[code]) for codes in scopes}


def _held_in(session: Session, areas: Collection[str]) -> Rows:
    """Area and role of everybody there who can be reached, each pair once."""
    return run(session, _reachable(room_for(areas)), placed("area", areas))


@cache
def _reachable(room: int) -> Executable:
    there = StaffRole.area_code.in_(places(StaffRole.area_code, "area", room))
    return (
        select(StaffRole.area_code, StaffRole.role)
        .join(Staff, Staff.id == StaffRole.staff_id)
        .where(*staff.REACHED, there)
        .distinct()
    )


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
