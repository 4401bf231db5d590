"""The embedded runner, for SQLite: the jobs stand in a table of ours, threads of ours work them.

One that a dead process had claimed is claimed again when its claim runs out, or when a process
begins on the same machine.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Mapping
from datetime import timedelta
from queue import Empty, SimpleQueue

import structlog

from bot.attempts import Pace, Work, attempt
from handlers.house import House
from storage import jobs
from storage.database import DATABASE_FAILURES
from storage.jobs import ClaimedJob

log = structlog.get_logger()


class Runner:
    """Works the job table in threads of its own."""

    def __init__(self, house: House, kinds: Mapping[str, Work], pace: Pace) -> None:
        self._house = house
        self._kinds = kinds
        self._pace = pace
        self._machine = f"{socket.gethostname()}/"
        self._worker = f"{self._machine}{os.getpid()}/"
        self._bell = threading.Condition()
        self._rings = 0
        self._stopping = threading.Event()
        self._refused: SimpleQueue[ClaimedJob] = SimpleQueue()
        """What the database kept us from doing, or from saying that it was done."""
        self._threads = [
            threading.Thread(target=self._run, name=f"job-{n}") for n in range(pace.threads)
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
            self._rings += 1
            self._bell.notify_all()

    def stop(self) -> None:
        """End after the jobs in hand."""
        self._stopping.set()
        self.ring()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            heard = self._rings
            try:
                busy = self.step()
            except DATABASE_FAILURES as error:
                log.warning("runner_waits", error=type(error).__name__)
                busy = False
            if not busy:
                self._rest(heard)

    def _rest(self, heard: int) -> None:
        """Until the next ring or look; one that came since `heard` is not slept through."""
        with self._bell:
            self._bell.wait_for(
                lambda: self._rings != heard or self._stopping.is_set(), self._pace.poll
            )

    def step(self) -> bool:
        """Do one job if there is one."""
        self._free_the_refused()
        with self._house.database.write() as session:
            job = jobs.claim_job(session, self._worker, self._house.clock(), self._pace.claim)
        if job is None:
            return False
        self._house.reached("after_job_claim")
        try:
            self._do(job)
        except DATABASE_FAILURES:
            self._refused.put(job)
            raise
        return True

    def _free_the_refused(self) -> None:
        """Its claim would last for minutes; whoever waits for a photo should not."""
        while not self._refused.empty():
            try:
                job = self._refused.get_nowait()
            except Empty:
                return
            until = self._house.clock() + timedelta(seconds=self._pace.poll)
            try:
                with self._house.database.write() as session:
                    jobs.give_back(session, job.id, until)
            except DATABASE_FAILURES:
                self._refused.put(job)
                raise

    def _do(self, job: ClaimedJob) -> None:
        trouble = attempt(self._kinds[job.kind], job, self._pace)
        pause = self._pace.pause(trouble, job.attempts) if trouble else None
        with self._house.database.write() as session:
            if trouble is None:
                jobs.finish(session, job.id)
            elif pause is None:
                jobs.fail(session, job.id, trouble.why)
            else:
                jobs.retry(session, job.id, self._house.clock() + pause, trouble.why)


def _alive(worker: str) -> bool:
    """Whether the process of that name still runs on this machine."""
    try:
        os.kill(int(worker.rstrip("/").rpartition("/")[2]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
