"""Timers: one row per subject and kind, due at a moment or not running.

Every set and unset bumps the row's sequence. Whoever reads a due timer remembers the
sequence, locks what the timer is about, and takes it: if it was set anew, unset or taken
meanwhile, the sequence differs and nothing happens. So any number of processes may tick.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from storage.statements import dialect_of, run
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
    timer = {"subject": subject, "subject_id": subject_id, "kind": kind, "due_at": due_at}
    run(session, _set(dialect_of(session)), {**timer, "sequence": 1, "attempts": 0})


@cache
def _set(dialect: str) -> Executable:
    statement = insert_for(dialect, Timer)
    again = {"due_at": statement.excluded.due_at, "sequence": Timer.sequence + 1, "attempts": 0}
    return statement.on_conflict_do_update(
        index_elements=["subject", "subject_id", "kind"], set_=again
    )


def unset_timer(session: Session, subject: str, subject_id: int, kind: str) -> None:
    """Stop it; harmless when it does not run."""
    run(session, _UNSET, {"about": subject, "whose": subject_id, "what": kind})


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


_UNSET = (
    update(Timer)
    .where(Timer.subject == bindparam("about"), Timer.subject_id == bindparam("whose"))
    .where(Timer.kind == bindparam("what"))
    .values(due_at=None, sequence=Timer.sequence + 1)
)
