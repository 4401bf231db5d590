"""Timers: one row per subject and kind, due at a moment or not running.

Every set and unset bumps the row's sequence. Whoever reads a due timer remembers the
sequence, locks what the timer is about, and takes it: if it was set anew, unset or taken
meanwhile, the sequence differs and nothing happens. So any number of processes may tick.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, Integer, String, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.statements import dialect_of, placed, places, room_for, run
from storage.tables import Timer
from storage.upsert import insert_for

PUT_OFF = timedelta(minutes=10)
"""How long a timer that failed is put off at most."""


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer as it was read; `take` says whether it still stands."""

    id: int
    subject: str
    subject_id: int
    kind: str
    due_at: datetime
    sequence: int


def set_timer(session: Session, subject: str, subject_id: int, kind: str, due_at: datetime) -> None:
    """Let it run until `due_at`, whatever it did before."""
    set_timers(session, subject, subject_id, {kind: due_at})


def set_timers(
    session: Session, subject: str, subject_id: int, due: Mapping[str, datetime]
) -> None:
    """Let each kind run until its moment, whatever it did before: one statement."""
    if not due:
        return
    values: dict[str, Any] = {"subject": subject, "subject_id": subject_id}
    for place, (kind, due_at) in enumerate(due.items()):
        values |= {f"kind_{place}": kind, f"due_{place}": due_at}
    run(session, _set(dialect_of(session), len(due)), values)


@cache
def _set(dialect: str, count: int) -> Executable:
    statement = insert_for(dialect, Timer).values([_row(place) for place in range(count)])
    again = {"due_at": statement.excluded.due_at, "sequence": Timer.sequence + 1, "attempts": 0}
    return statement.on_conflict_do_update(
        index_elements=["subject", "subject_id", "kind"], set_=again
    )


def _row(place: int) -> dict[str, Any]:
    return {
        "subject": bindparam("subject", type_=String()),
        "subject_id": bindparam("subject_id", type_=Integer()),
        "kind": bindparam(f"kind_{place}", type_=String()),
        "due_at": bindparam(f"due_{place}", type_=UtcDateTime()),
        "sequence": literal(1),
        "attempts": literal(0),
    }


def unset_timer(session: Session, subject: str, subject_id: int, kind: str) -> None:
    """Stop it; harmless when it does not run."""
    unset_timers(session, subject, subject_id, (kind,))


def unset_timers(session: Session, subject: str, subject_id: int, kinds: Collection[str]) -> None:
    """Stop each of these kinds; harmless where one does not run."""
    if not kinds:
        return
    values = {"about": subject, "whose": subject_id, **placed("kind", kinds)}
    run(session, _unset(room_for(kinds)), values)


@cache
def _unset(room: int) -> Executable:
    return (
        update(Timer)
        .where(Timer.subject == bindparam("about"), Timer.subject_id == bindparam("whose"))
        .where(Timer.kind.in_(places(Timer.kind, "kind", room)))
        .values(due_at=None, sequence=Timer.sequence + 1)
    )


def runs(session: Session, subject: str, subject_id: int, kind: str) -> bool:
    """Whether that timer waits for a moment."""
    theirs = select(Timer.id).where(
        Timer.subject == subject,
        Timer.subject_id == subject_id,
        Timer.kind == kind,
        Timer.due_at.is_not(None),
    )
    return session.scalar(theirs) is not None


def due(session: Session, now: datetime, limit: int) -> list[DueTimer]:
    """Timers whose moment has come, the longest due first."""
    rows = session.execute(
        select(Timer.id, Timer.subject, Timer.subject_id, Timer.kind, Timer.due_at, Timer.sequence)
        .where(Timer.due_at <= now)
        .order_by(Timer.due_at, Timer.id)
        .limit(limit)
    )
    return [DueTimer(*row) for row in rows]  # type: ignore[arg-type]  # due_at is set


def take(session: Session, timer_id: int, sequence: int) -> bool:
    """Make this transaction the one that fires it; `False` when it no longer stands.

    It is due again if the transaction is rolled back.
    """
    taken = session.scalar(
        update(Timer)
        .where(Timer.id == timer_id, Timer.sequence == sequence, Timer.due_at.is_not(None))
        .values(due_at=None, sequence=Timer.sequence + 1)
        .returning(Timer.id)
    )
    return taken is not None


def put_off(session: Session, timer_id: int, sequence: int, until: datetime) -> bool:
    """Firing it failed: try at `until`, so that it does not stand in the way of the others."""
    put = session.scalar(
        update(Timer)
        .where(Timer.id == timer_id, Timer.sequence == sequence, Timer.due_at.is_not(None))
        .values(due_at=until, attempts=Timer.attempts + 1)
        .returning(Timer.id)
    )
    return put is not None


def next_due(session: Session) -> datetime | None:
    """When the next one is due, which may have passed; none when nothing runs."""
    return session.scalar(select(func.min(Timer.due_at)))


def late(session: Session, now: datetime, by: timedelta) -> int:
    """How many have been due for longer than `by`, or failed and were put off."""
    # What was put off is due again soon, so that the index by moment finds it.
    soon = Timer.due_at <= now + PUT_OFF
    waits = or_(Timer.due_at <= now - by, Timer.attempts > 0)
    return session.scalar(select(func.count()).select_from(Timer).where(soon, waits)) or 0
