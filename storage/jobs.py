"""Slow work that was ordered in the transaction that caused it. Jobs are immediate,
idempotent and unordered; one per kind and subject. A job that fails many times stays `failed`
until it is ordered again.

    order, open_jobs, waiting     on both databases
    claim_job, finish, retry ...  on SQLite, where the program's own runner does the work;
                                  on PostgreSQL Procrastinate does (storage.deferring)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.statements import leave_work, run
from storage.tables import Job


class WrongProcrastinate(Exception):
    """The installed Procrastinate is not the one that our tables are made for."""


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that one worker has until its lease runs out."""

    id: int
    kind: str
    subject_id: int
    attempts: int
    """This one included."""


@dataclass(frozen=True, slots=True)
class OpenJobs:
    """Jobs of one kind in one state: `waiting`, `running`, `failed`."""

    kind: str
    status: str
    count: int
    oldest: timedelta
    """For how long the first of them has been ordered."""


def order(
    session: Session, kind: str, subject_id: int, now: datetime, *, fresh: bool = False
) -> bool:
    """Have it done once, however often it is ordered; whether something is to be done now
    that was not before. `now` is when it was ordered; `fresh` says that this very transaction
    made its subject, so that nobody can have ordered it before."""
    leave_work(session, JOBS)
    if _procrastinates(session):
        from storage import deferring

        if fresh:
            return deferring.order_first(session, kind, subject_id)
        return deferring.order(session, kind, subject_id)
    job = {"kind": kind, "subject_id": subject_id, "created_at": now, "status": "waiting"}
    return bool(run(session, _ORDER, job))


def claim_job(session: Session, worker: str, now: datetime, lease: timedelta) -> ClaimedJob | None:
    """The oldest job that may be done now, or that a worker has had for longer than `lease`;
    commit before working."""
    row = run(session, _CLAIM, {"now": now, "lost": now - lease, "worker": worker}).first()
    return ClaimedJob(*row) if row else None


def finish(session: Session, job_id: int) -> None:
    """It was done."""
    _leave(session, job_id, "done")


def retry(session: Session, job_id: int, until: datetime, error: str) -> None:
    """It failed; again, not before `until`. `error` is class and place, never a text."""
    _leave(session, job_id, "waiting", error, until)


def fail(session: Session, job_id: int, error: str) -> None:
    """It failed for good."""
    _leave(session, job_id, "failed", error)


def give_back(session: Session, job_id: int, until: datetime) -> None:
    """The database did not let it be done: again, not before `until`; that was no try."""
    run(session, _GIVE_BACK, {"of": job_id, "until": until})


def release_jobs(session: Session, worker_prefix: str) -> int:
    """Free what workers of that name had when they died; how many."""
    freed = session.scalars(
        update(Job)
        .where(Job.status == "running", Job.claimed_by.startswith(worker_prefix, autoescape=True))
        .values(status="waiting", claimed_by="")
        .returning(Job.id)
    )
    return len(freed.all())


def workers(session: Session, prefix: str) -> list[str]:
    """Names, beginning so, of the workers that have jobs now."""
    theirs = Job.claimed_by.startswith(prefix, autoescape=True)
    found = select(Job.claimed_by).where(Job.status == "running", theirs).distinct()
    return list(session.scalars(found))


def open_jobs(session: Session, now: datetime) -> list[OpenJobs]:
    """What is not done, by kind and state."""
    if _procrastinates(session):
        from storage import deferring

        return [OpenJobs(*row) for row in deferring.open_jobs(session)]
    rows = session.execute(
        select(Job.kind, Job.status, func.count(), func.min(Job.created_at))
        .where(Job.status.in_(("waiting", "running", "failed")))
        .group_by(Job.kind, Job.status)
        .order_by(Job.kind, Job.status)
    )
    return [OpenJobs(kind, status, n, now - oldest) for kind, status, n, oldest in rows]


def waiting(session: Session, now: datetime) -> int:
    """How many are not done yet (and have not failed for good)."""
    return sum(some.count for some in open_jobs(session, now) if some.status != "failed")


def _procrastinates(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _leave(
    session: Session, job_id: int, status: str, error: str = "", until: datetime | None = None
) -> None:
    run(session, _LEAVE, {"of": job_id, "as": status, "why": error, "until": until})


JOBS = "jobs"
"""Whom to ring when one was ordered."""
_AT_ONCE = {"status": "waiting", "attempts": 0, "error": "", "not_before": None}
_ORDER = (
    sqlite.insert(Job)
    .on_conflict_do_update(
        index_elements=["kind", "subject_id"], set_=_AT_ONCE, where=Job.status == "failed"
    )
    .returning(Job.id)
)
_NOW = bindparam("now", type_=UtcDateTime())
_FREE = or_(
    and_(Job.status == "waiting", or_(Job.not_before.is_(None), Job.not_before <= _NOW)),
    and_(Job.status == "running", Job.claimed_at <= bindparam("lost", type_=UtcDateTime())),
)
_FIRST = select(Job.id).where(_FREE).order_by(Job.id).limit(1)
_CLAIM = (
    update(Job)
    .where(Job.id == _FIRST.scalar_subquery())
    .values(
        status="running",
        claimed_at=_NOW,
        claimed_by=bindparam("worker"),
        attempts=Job.attempts + 1,
    )
    .returning(Job.id, Job.kind, Job.subject_id, Job.attempts)
)
_GIVE_BACK = (
    update(Job)
    .where(Job.id == bindparam("of"), Job.status == "running")
    .values(
        status="waiting",
        not_before=bindparam("until", type_=UtcDateTime()),
        claimed_by="",
        attempts=Job.attempts - 1,
    )
)
_LEAVE = (
    update(Job)
    .where(Job.id == bindparam("of"), Job.status == "running")
    .values(
        status=bindparam("as"),
        error=bindparam("why"),
        not_before=bindparam("until", type_=UtcDateTime()),
        claimed_by="",
    )
)
