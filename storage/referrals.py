"""Referrals of cases to programs, and the programs' own contacts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from storage import staff, together
from storage.casebook import Doer
from storage.statements import run
from storage.tables import Referral, ReferralMove, Staff, StaffRole

_ANY = select(Referral.id).where(Referral.case_id == bindparam("of")).limit(1)
OPEN = ("sent", "waiting_quota")
"""`flows.cases.referrals.OPEN`, for queries."""


def send(
    session: Session, case_id: int, program: str, at: datetime, due_at: datetime, by: Doer
) -> Referral:
    """Ask a program about a case; a case that was reopened may ask the same one again."""
    asked = select(func.max(Referral.turn)).where(
        Referral.case_id == case_id, Referral.program == program
    )
    row = Referral(
        case_id=case_id,
        program=program,
        turn=(session.scalar(asked) or 0) + 1,
        state="sent",
        sent_at=at,
        sent_by=by.staff_id,
        due_at=due_at,
    )
    session.add(row)
    session.flush()
    _remember(session, row, "refer", "", at, by, "")
    return row


def move(
    session: Session, row: Referral, event: str, target: str, at: datetime, by: Doer, words: str
) -> None:
    """Store what the program answered, with its history; the referral must be locked."""
    origin, row.state, row.version = row.state, target, row.version + 1
    _remember(session, row, event, origin, at, by, words)


def _remember(
    session: Session, row: Referral, event: str, origin: str, at: datetime, by: Doer, words: str
) -> None:
    session.add(
        ReferralMove(
            referral_id=row.id,
            version=row.version,
            at=at,
            event=event,
            origin=origin,
            target=row.state,
            role=by.role,
            staff_id=by.staff_id,
            channel=by.channel,
            reason=words or None,
        )
    )
    session.flush()


def latest(session: Session, case_id: int) -> Sequence[Referral]:
    """The referrals of a case that count, the oldest first: those it was last sent out with. A
    case that was reopened may have asked before."""
    held: Sequence[Referral] | None = together.known(session, "referrals", case_id)
    if held is not None:
        return _latest(held)
    if not run(session, _ANY, {"of": case_id}):
        return ()
    theirs = select(Referral).where(Referral.case_id == case_id)
    return _latest(session.scalars(theirs.order_by(Referral.id)).all())


def all_of(session: Session, case_ids: Collection[int]) -> dict[int, list[Referral]]:
    """Every referral of these cases, by their ids, the oldest first."""
    theirs = select(Referral).where(Referral.case_id.in_(case_ids)).order_by(Referral.id)
    return together.grouped(case_ids, ((row.case_id, row) for row in session.scalars(theirs)))


def _latest(rows: Sequence[Referral]) -> Sequence[Referral]:
    last = max((row.sent_at for row in rows), default=None)
    return list({row.program: row for row in rows if row.sent_at == last}.values())


def undecided(session: Session, case_id: int) -> Sequence[Referral]:
    """Those of them that no program has decided."""
    return [row for row in latest(session, case_id) if row.state in OPEN]


def referred_to(session: Session, case_id: int, programs: Collection[str]) -> bool:
    """Whether the case was ever referred to one of these programs and not withdrawn again."""
    row = select(Referral.id).where(
        Referral.case_id == case_id,
        Referral.program.in_(programs),
        Referral.state != "withdrawn",
    )
    return session.scalar(row.limit(1)) is not None


def contacts(session: Session, program: str, scopes: Collection[str]) -> Sequence[Staff]:
    """Who answers for that program in one of these areas and can be reached."""
    theirs = select(StaffRole.staff_id).where(
        StaffRole.role == "program_manager",
        StaffRole.program == program,
        StaffRole.area_code.in_(scopes),
    )
    able = select(Staff).where(*staff.REACHED)
    return session.scalars(able.where(Staff.id.in_(theirs)).order_by(Staff.id)).all()


def case_of(session: Session, referral_id: int) -> int | None:
    """Which case it is about, so that the case can be locked first."""
    return session.scalar(select(Referral.case_id).where(Referral.id == referral_id))
