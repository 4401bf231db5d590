"""Slow work, ordered in a transaction, done outside of one: `jobs_of` says by whom.

Handler claims -> provider or maker works -> handler records. A job is idempotent; one that a
dead process had claimed is claimed again when its claim runs out. Here is the embedded runner,
for SQLite; bot.work_queue has the one for PostgreSQL.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue
from typing import Protocol

import structlog

from handlers.house import House
from handlers.inbound import place_of
from handlers.later import NotYet
from storage import jobs
from storage.database import DATABASE_FAILURES, is_transient
from storage.jobs import ClaimedJob

log = structlog.get_logger()
DIED = "WorkerDied"
"""Instead of class and place: whoever had the job never came back."""
Work = Callable[[int], object]
"""Does one job; given the id of its subject."""


class Jobs(Protocol):
    """Whoever works the jobs of this process."""

    def start(self) -> None:
        """Begin in the background."""

    def ring(self) -> None:
        """A job was ordered in this process."""

    def stop(self) -> None:
        """End after the jobs in hand."""

    def step(self) -> bool:
        """Instead of `start`: do what can be done now; whether there was something."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a job was not done: a word, or class and place; never a text."""

    why: str
    after: timedelta | None = None
    """When to try again; none leaves it to the number of tries."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many jobs at a time, and all the times of whoever works them."""

    threads: int = 2
    poll: float = 1.0
    """Seconds between looks when nobody rings."""
    pauses: tuple[float, ...] = (2, 10, 60, 300, 900, 3600)
    """Seconds before the second, third ... try; given up after the last."""
    most: int = 20
    """Tries, those counted in which a process died or hung; then given up in any case."""
    claim: timedelta = timedelta(minutes=5)
    """What a worker has had for longer is free again."""
    heartbeat: float = 2.0
    """Seconds between the signs of life of a worker on PostgreSQL."""
    silent: timedelta = timedelta(seconds=8)
    """One that gave none for so long counts as dead."""
    look: float = 2.0
    """Seconds between looks for what the dead had in hand."""

    def pause(self, trouble: Trouble, attempts: int) -> timedelta | None:
        """How long to wait after so many tries; none to give up."""
        if attempts > len(self.pauses):
            return None
        return trouble.after or timedelta(seconds=self.pauses[attempts - 1])


def jobs_of(house: House, kinds: Mapping[str, Work], pace: Pace | None = None) -> Jobs:
    """Our own runner on SQLite, Procrastinate on PostgreSQL.

    Raises `WrongProcrastinate` when the installed one does not fit its tables.
    """
    pace = pace or Pace()
    if house.database.is_sqlite:
        return Runner(house, kinds, pace)
    from bot.work_queue import WorkQueue

    return WorkQueue(house, kinds, pace)


def attempt(work: Work, job: ClaimedJob, pace: Pace) -> Trouble | None:
    """Do one job; what kept it from being done. Raises what the database raises
    while it is busy or away, which is no fault of the job."""
    if job.attempts > pace.most:
        log.error("job_failed", job_id=job.id, kind=job.kind, error=DIED)
        return Trouble(DIED)
    try:
        work(job.subject_id)
    except NotYet as later:
        return Trouble(str(later), later.after)
    except Exception as error:  # the loop: a job that raises is recorded, tried again
        if is_transient(error):
            raise
        log.error("job_failed", job_id=job.id, kind=job.kind, error=place_of(error))
        return Trouble(place_of(error))
    return None


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
