"""The embedded runner: slow work, ordered in a transaction, done outside of one.

Handler claims -> provider or maker works -> handler records. A job is idempotent; one that a
dead process had claimed is claimed again when its claim runs out.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog

from handlers.house import House
from handlers.inbound import place_of
from handlers.later import NotYet
from storage import jobs
from storage.database import DATABASE_FAILURES
from storage.jobs import ClaimedJob

log = structlog.get_logger()
POLL = 1.0
CLAIM = timedelta(minutes=5)
BACKOFF = (2, 10, 60, 300, 900, 3600)
"""Seconds before the second, third ... try; given up after the last."""


Work = Callable[[int], None]


class Runner:
    """Works the job table in threads of its own."""

    def __init__(self, house: House, kinds: Mapping[str, Work], threads: int = 2) -> None:
        self._house = house
        self._kinds = kinds
        self._machine = f"{socket.gethostname()}/"
        self._worker = f"{self._machine}{os.getpid()}/"
        self._bell = threading.Condition()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"job-{n}") for n in range(threads)
        ]

    def start(self) -> None:
        """Begin in the background, first with what died with an earlier process of this machine."""
        self._free_the_dead()
        for thread in self._threads:
            thread.start()

    def _free_the_dead(self) -> None:
        """A claim would last for minutes; whoever waits for a photo should not."""
        try:
            with self._house.database.write() as session:
                for worker in jobs.workers(session, self._machine):
                    if worker == self._worker or not _alive(worker):
                        jobs.release_jobs(session, worker)
        except DATABASE_FAILURES as error:
            log.warning("runner_waits", error=type(error).__name__)

    def ring(self) -> None:
        """A job was ordered."""
        with self._bell:
            self._bell.notify_all()

    def stop(self) -> None:
        """End after the jobs in hand."""
        self._stopping.set()
        self.ring()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self.step()
            except DATABASE_FAILURES as error:
                log.warning("runner_waits", error=type(error).__name__)
                busy = False
            if not busy:
                with self._bell:
                    self._bell.wait(POLL)

    def step(self) -> bool:
        """Do one job if there is one."""
        with self._house.database.write() as session:
            job = jobs.claim_job(session, self._worker, self._house.clock(), CLAIM)
        if job is None:
            return False
        self._house.reached("after_job_claim")
        self._do(job)
        return True

    def _do(self, job: ClaimedJob) -> None:
        try:
            self._kinds[job.kind](job.subject_id)
        except NotYet as later:
            self._again(job, str(later), later.after)
        except DATABASE_FAILURES:
            raise
        except Exception as error:  # noqa: BLE001  the loop: a job that raises is recorded, tried again
            log.error("job_failed", job_id=job.id, kind=job.kind, error=place_of(error))
            self._again(job, place_of(error))
        else:
            with self._house.database.write() as session:
                jobs.finish(session, job.id)

    def _again(self, job: ClaimedJob, why: str, after: timedelta | None = None) -> None:
        with self._house.database.write() as session:
            if job.attempts > len(BACKOFF):
                jobs.fail(session, job.id, why)
            else:
                wait = after or timedelta(seconds=BACKOFF[job.attempts - 1])
                jobs.retry(session, job.id, self._house.clock() + wait, why)


def _alive(worker: str) -> bool:
    """Whether the process of that name still runs on this machine."""
    try:
        os.kill(int(worker.rstrip("/").rpartition("/")[2]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
