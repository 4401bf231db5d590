"""Clocks of cases: one row a case and kind, begun anew where it starts again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from storage import together
from storage.statements import entities
from storage.tables import Case, ClockRow, Timer

_OF_CASE = select(*ClockRow.__table__.c).where(ClockRow.case_id == bindparam("of"))

SUBJECT = "case"
"""What the timers of clocks are about."""


def of_case(session: Session, case_id: int) -> dict[str, ClockRow]:
    """The clocks of a case, by kind, also those that have ended."""
    held: dict[str, ClockRow] | None = together.known(session, "clocks", case_id)
    if held is not None:
        return held
    rows = entities(session, ClockRow, _OF_CASE, {"of": case_id})
    return {row.kind: row for row in rows}


def start(
    session: Session,
    row: ClockRow | None,
    case_id: int,
    kind: str,
    length: timedelta,
    now: datetime,
    counts: str,
) -> ClockRow:
    """A clock that runs from now on; what its row said of an earlier run is in the notes."""
    if row is None:
        row = ClockRow(case_id=case_id, kind=kind)
        session.add(row)
    row.length, row.counts = int(length.total_seconds()), counts
    row.spent = row.warned = 0
    row.started_at = row.running_since = now
    row.paused_for = ""
    row.due_at = row.breached_at = row.ended_at = None
    return row


def running_kinds(
    session: Session, states: Collection[str]
) -> list[tuple[int, str, str, frozenset[str]]]:
    """Id, state and stage of every case in these states with the clocks that run for it.

    Reports that follow another case have none of their own.
    """
    rows = session.execute(
        select(Case.id, Case.state, Case.stage, ClockRow.kind)
        .outerjoin(ClockRow, and_(ClockRow.case_id == Case.id, ClockRow.running_since.is_not(None)))
        .where(Case.duplicate_of.is_(None), Case.state.in_(states), Case.frozen_at.is_(None))
        .order_by(Case.id)
    )
    found: dict[int, tuple[str, str, set[str]]] = {}
    for case_id, state, stage, kind in rows:
        kinds = found.setdefault(case_id, (state, stage, set()))[2]
        kinds.update([kind] if kind else [])
    return [(case_id, state, stage, frozenset(k)) for case_id, (state, stage, k) in found.items()]


def without_timer(session: Session) -> list[ClockRow]:
    """Running clocks that nothing will remember; those that gave every warning are among them."""
    timer = and_(
        Timer.subject == SUBJECT, Timer.subject_id == ClockRow.case_id, Timer.kind == ClockRow.kind
    )
    alone = select(ClockRow).outerjoin(Timer, timer).where(ClockRow.running_since.is_not(None))
    return list(session.scalars(alone.where(Timer.due_at.is_(None)).order_by(ClockRow.id)))


def broken(session: Session, kind: str) -> list[Case]:
    """Cases whose clock of that kind ran out and still runs, the oldest breach first."""
    rows = (
        select(Case)
        .join(ClockRow, ClockRow.case_id == Case.id)
        .where(ClockRow.kind == kind, ClockRow.breached_at.is_not(None))
        .where(ClockRow.ended_at.is_(None))
    )
    return list(session.scalars(rows.order_by(ClockRow.breached_at, Case.id)))
