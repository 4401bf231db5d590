"""Jobs on PostgreSQL: Procrastinate's rows, written in the transaction that orders them.

Its tables stand in our database and its functions do the work; we add two indexes (migration
0005). A job's queue and task are its kind, so that a worker of an older release leaves kinds
alone that it does not know. Its only argument is the subject's id.

    todo       not begun, or to be tried again not before `scheduled_at`
    doing      a worker has it; free again when the worker is silent or takes too long
    succeeded  kept for a while, so that an order that comes late is not done twice
    failed     tried often enough; ordered anew it is a new row
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NoReturn

import psycopg
from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from storage.jobs import WrongProcrastinate

MADE_FOR = "03.04.00_50_post_add_retry_failed_job_procedure"
"""The last of Procrastinate's own migrations that our schema holds. A newer one needs a
migration of ours that brings the difference."""
ONCE = "uq_procrastinate_jobs_once"
"""Our index: of one kind and subject, one job that is open or done."""
OPEN = "ix_procrastinate_jobs_open"
INDEXES = (
    f"CREATE UNIQUE INDEX {ONCE} ON procrastinate_jobs (queueing_lock)"
    " WHERE status IN ('todo', 'doing', 'succeeded')",
    f"CREATE INDEX {OPEN} ON procrastinate_jobs (status, queue_name)"
    " WHERE status IN ('todo', 'doing', 'failed')",
)


def check() -> None:
    """Raises `WrongProcrastinate`, with what to do."""
    found = max(path.stem for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    if found != MADE_FOR:
        raise WrongProcrastinate(
            f"The installed Procrastinate has the tables of {found[:8]}, and this release needs "
            f"those of {MADE_FOR[:8]}. Install the packages of deploy/requirements.txt."
        )


def install(connection: Connection) -> None:
    """Procrastinate's tables and our indexes, in the transaction of `connection`.

    Raises `WrongProcrastinate`.
    """
    check()
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    raw.execute(SchemaManager.get_schema())
    for index in INDEXES:
        connection.execute(text(index))


def order(session: Session, kind: str, subject_id: int) -> bool:
    """Have it done once; whether something is to be done now that was not before."""
    try:
        with session.begin_nested():
            _defer(session, kind, subject_id)
    except AlreadyEnqueued:
        return False
    except UniqueViolation as error:
        if error.constraint_name != ONCE:
            raise
        return False
    except ConnectorException as error:
        _as_ours(error)
    return True


def order_first(session: Session, kind: str, subject_id: int) -> bool:
    """The same, without a savepoint: for what nobody can have ordered before."""
    try:
        _defer(session, kind, subject_id)
    except ConnectorException as error:
        _as_ours(error)
    return True


def _defer(session: Session, kind: str, subject_id: int) -> None:
    session.flush()
    raw = session.connection().connection.driver_connection  # in the savepoint, if there is one
    wanted = _app().configure_task(
        kind, queue=kind, queueing_lock=f"{kind}:{subject_id}", connection=raw
    )
    wanted.defer(subject_id=subject_id)


def free_stalled(session: Session, silent: timedelta, claim: timedelta) -> int:
    """Free the jobs of workers that were not heard of for `silent`, and those that a worker has
    had for longer than `claim`; how many. Of two that look at once, one frees."""
    freed = session.execute(text(_FREE), {"silent": silent, "claim": claim})
    return len(freed.all())


_FREE = """
WITH stalled AS MATERIALIZED (
    SELECT job.id
    FROM procrastinate_jobs job
    LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND (
        worker.id IS NULL
        OR worker.last_heartbeat < now() - :silent
        OR now() - :claim > (
            SELECT max(event.at) FROM procrastinate_events event
            WHERE event.job_id = job.id AND event.type = 'started'
        )
    )
    FOR UPDATE OF job SKIP LOCKED
)
SELECT id, procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM stalled
"""
_STATES = {"todo": "waiting", "doing": "running", "failed": "failed"}


def open_jobs(session: Session) -> list[tuple[str, str, int, timedelta]]:
    """Kind, state (`waiting`, `running`, `failed`), how many, age of the oldest."""
    rows = session.execute(text(_OPEN_JOBS))
    return [(kind, _STATES[status], count, age) for kind, status, count, age in rows]


_OPEN_JOBS = """
SELECT job.queue_name, job.status::text, count(*), max(now() - (
    SELECT min(event.at) FROM procrastinate_events event WHERE event.job_id = job.id
))
FROM procrastinate_jobs job
WHERE job.status IN ('todo', 'doing', 'failed')
GROUP BY job.queue_name, job.status
ORDER BY job.queue_name, job.status
"""


@cache
def _app() -> App:
    """Only its way of deferring is used: it never opens a connection."""
    return App(connector=SyncPsycopgConnector())


def _as_ours(error: ConnectorException) -> NoReturn:
    """As SQLAlchemy would have raised it, so that what passes by itself is known to."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.Error):
        raise error
    kinds: tuple[type[DBAPIError], ...] = (OperationalError, InterfaceError)
    kind = next((k for k in kinds if k.__name__ in _names(cause)), DBAPIError)
    raise kind("procrastinate_defer_jobs_v1", None, cause, hide_parameters=True) from None


def _names(cause: psycopg.Error) -> set[str]:
    return {one.__name__ for one in type(cause).__mro__}
