"""How much waits, and for how long: numbers for whoever watches the machine.

Every question here reads an index that holds only what is open, so that its cost follows what
waits and never what was ever stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from storage import jobs, outbox, timers
from storage.jobs import OpenJobs
from storage.outbox import Backlog
from storage.tables import Card, Inbox, Outbox

LATE = timedelta(seconds=30)
"""A timer that is due for longer than this is late: they are looked for every second."""
# Written into the statements, so that the databases see that the partial indexes fit.
_HELD = literal("held", literal_execute=True)
_PARKED = literal("parked", literal_execute=True)


@dataclass(frozen=True, slots=True)
class Held:
    """Messages that wait for something that has no time."""

    channel: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Timers:
    """What is due and did not fire yet."""

    late: int
    """Due for longer than `LATE`."""
    lag: timedelta
    """For how long the longest of all due ones has been due; zero when none is."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of the queues at one moment."""

    backlog: Sequence[Backlog]
    held: Sequence[Held]
    jobs: Sequence[OpenJobs]
    timers: Timers
    parked: int
    cards: int
    """Cards in groups that do not show the present state yet."""


def figures(session: Session, now: datetime) -> Figures:
    """Everything at once, as one transaction sees it."""
    return Figures(
        backlog=outbox.backlog(session, now),
        held=held(session),
        jobs=jobs.open_jobs(session, now),
        timers=due_timers(session, now),
        parked=_count(session, Inbox.status == _PARKED),
        cards=_count(session, Card.wanted > Card.shown),
    )


def held(session: Session) -> list[Held]:
    """Held messages by channel and reason."""
    rows = session.execute(
        select(Outbox.channel, Outbox.reason, func.count())
        .where(Outbox.status == _HELD)
        .group_by(Outbox.channel, Outbox.reason)
        .order_by(Outbox.channel, Outbox.reason)
    )
    return [Held(*row) for row in rows]


def due_timers(session: Session, now: datetime) -> Timers:
    """How late the timers are."""
    first = timers.next_due(session)
    lag = max(timedelta(), now - first) if first else timedelta()
    return Timers(timers.late(session, now, LATE), lag)


def _count(session: Session, of: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(of)) or 0
