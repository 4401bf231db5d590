"""Everything that happened to a case, as lines in the order of time: moves, notes, referrals,
looks into it, and what became of each message about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from flows.masking import mask_numbers
from storage import casebook, cases
from storage.tables import Audit, Case, Document, Move, Note, Outbox, ReferralMove, Staff


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    what: str
    """`case_shown`, `return`, `warned` ..."""
    origin: str = ""
    target: str = ""
    """Empty where the case stayed as it was."""
    role: str = ""
    who: str = ""
    """Name and number of a staff member; empty for the system, a resident, the command line."""
    channel: str = ""
    about: str = ""
    """Which clock, program or notice; who got the case."""
    reason: str = ""
    """Numbers as long as a NIK are masked."""


def lines_of(session: Session, case: Case) -> list[Line]:
    """The whole history, the oldest first."""
    names = {row.id: f"{row.name} ({row.id})" for row in session.scalars(select(Staff))}
    found = [
        *(_moved(move, names) for move in cases.history(session, case.id)),
        *(_noted(note, names) for note in casebook.notes(session, case.id)),
        *_referred(session, case, names),
        *_looked(session, case, names),
        *_told(session, case),
    ]
    return sorted(found, key=lambda line: line.at)


def _moved(move: Move, names: dict[int, str]) -> Line:
    return Line(
        move.at,
        move.event,
        move.origin,
        move.target,
        move.role,
        _name(names, move.staff_id),
        move.channel,
        about=_name(names, move.facilitator_id),
        reason=mask_numbers(move.reason or ""),
    )


def _noted(note: Note, names: dict[int, str]) -> Line:
    return Line(
        note.at,
        note.event,
        role=note.role,
        who=_name(names, note.staff_id),
        channel=note.channel,
        about=note.code,
        reason=mask_numbers(note.words or ""),
    )


def _referred(session: Session, case: Case, names: dict[int, str]) -> Iterator[Line]:
    programs = {row.id: row.program for row in casebook.referrals(session, case.id)}
    for move in casebook.referral_history(session, programs):
        yield _answered(move, programs[move.referral_id], names)


def _answered(move: ReferralMove, program: str, names: dict[int, str]) -> Line:
    return Line(
        move.at,
        move.event,
        move.origin,
        move.target,
        move.role,
        _name(names, move.staff_id),
        move.channel,
        program,
        mask_numbers(move.reason or ""),
    )


def _looked(session: Session, case: Case, names: dict[int, str]) -> Iterator[Line]:
    papers = select(Document.id).where(Document.case_id == case.id)
    theirs = select(Audit).where(
        or_(
            (Audit.subject == "case") & (Audit.subject_id == case.id),
            (Audit.subject == "document") & Audit.subject_id.in_(papers),
        )
    )
    for row in session.scalars(theirs.order_by(Audit.id)):
        about = f"document {row.subject_id}" if row.subject == "document" else ""
        who = _name(names, row.staff_id)
        role = "" if row.staff_id else "command line"
        yield Line(row.at, row.action, role=role, who=who, channel=row.channel, about=about)


def _told(session: Session, case: Case) -> Iterator[Line]:
    """Messages about it that were not asked for: what became of each, and why."""
    theirs = select(Outbox).where(Outbox.case_id == case.id, Outbox.notice != "")
    for row in session.scalars(theirs.order_by(Outbox.id)):
        yield Line(
            row.created_at,
            f"notice {row.status}",
            channel=row.channel,
            about=row.notice,
            reason=row.reason,
        )


def _name(names: dict[int, str], staff_id: int | None) -> str:
    return names.get(staff_id, str(staff_id)) if staff_id is not None else ""
