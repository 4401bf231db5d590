"""On SQLite jobs are claimed by one worker at a time. What holds on both databases, and for
both who work them, is in tests/bot/test_jobs.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from storage import jobs
from storage.database import Database
from storage.jobs import ClaimedJob

LEASE = timedelta(minutes=5)
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _order(database: Database, now: datetime, subject_id: int = 1) -> bool:
    with database.write() as session:
        return jobs.order(session, "fetch", subject_id, now)


def _claim(database: Database, now: datetime, worker: str = "host-1") -> ClaimedJob:
    job = _try_claim(database, now, worker)
    assert job is not None
    return job


def _try_claim(database: Database, now: datetime, worker: str = "host-1") -> ClaimedJob | None:
    with database.write() as session:
        return jobs.claim_job(session, worker, now, LEASE)


def test_an_ordered_job_is_claimed(database: Database, now: datetime) -> None:
    _order(database, now, 7)

    job = _claim(database, now)
    assert (job.kind, job.subject_id, job.attempts) == ("fetch", 7, 1)


def test_a_job_ordered_twice_is_done_once(database: Database, now: datetime) -> None:
    assert [_order(database, now), _order(database, now)] == [True, False]
    _claim(database, now)

    assert _try_claim(database, now) is None


def test_a_finished_job_is_not_done_again(database: Database, now: datetime) -> None:
    _order(database, now)
    job = _claim(database, now)
    with database.write() as session:
        jobs.finish(session, job.id)

    assert not _order(database, now)
    assert _try_claim(database, now + 2 * LEASE) is None


def test_a_failed_job_can_be_ordered_again(database: Database, now: datetime) -> None:
    _order(database, now)
    job = _claim(database, now)
    with database.write() as session:
        jobs.fail(session, job.id, "KeyError")
    assert _try_claim(database, now + 2 * LEASE) is None

    assert _order(database, now)
    assert _claim(database, now).attempts == 1


def test_a_job_to_be_tried_again_waits_for_its_moment(database: Database, now: datetime) -> None:
    _order(database, now)
    job = _claim(database, now)
    with database.write() as session:
        jobs.retry(session, job.id, now + LEASE, "Later")

    assert _try_claim(database, now) is None
    assert _claim(database, now + LEASE).attempts == 2


def test_a_dead_workers_job_is_free_when_its_lease_is_over(
    database: Database, now: datetime
) -> None:
    _order(database, now)
    _claim(database, now)

    assert _try_claim(database, now + LEASE - timedelta(seconds=1)) is None
    assert _claim(database, now + LEASE).attempts == 2


def test_a_dead_workers_jobs_can_be_freed_at_once(database: Database, now: datetime) -> None:
    _order(database, now, 1)
    _order(database, now, 2)
    _claim(database, now, "host-1")
    _claim(database, now, "other-1")
    with database.write() as session:
        assert jobs.release_jobs(session, "host-") == 1

    assert _claim(database, now).subject_id == 1


def test_workers_at_once_take_different_jobs(database: Database, now: datetime) -> None:
    for subject_id in range(8):
        _order(database, now, subject_id)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: _claim(database, now), range(8)))

    assert {job.subject_id for job in taken} == set(range(8))
