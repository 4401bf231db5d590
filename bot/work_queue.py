"""Jobs on PostgreSQL: Procrastinate's worker, in one thread with an event loop of its own.

It waits for NOTIFY, with a poll as the net, and hands each job to a pool of threads. When the
database goes away the worker ends; another one begins when it is back, and what the first had
in hand is free again when its silence is noticed. So is what a killed process had, by whichever
process looks next, on whatever machine.

The times of retries are the machine's, not those of the house's clock.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from bot.attempts import Pace, Trouble, Work, attempt
from handlers.house import House
from storage import deferring
from storage.database import DATABASE_FAILURES
from storage.jobs import ClaimedJob

log = structlog.get_logger()
SWEEP = 3600.0
"""Seconds between deletions of what is long over."""
KEEP_DONE, KEEP_FAILED = 24, 30 * 24
"""Hours."""
AWAY = (*DATABASE_FAILURES, ConnectorException, psycopg.Error, OSError)


class NotDone(Exception):
    """A job was not done; carries no text."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__()
        self.trouble = trouble


class Patience(BaseRetryStrategy):
    """When to try again: as the embedded runner does. The database's failures are not the
    job's, so they never make it give up."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """None gives up; the job's `attempts` do not count this one."""
        tries = job.attempts + 1
        if isinstance(exception, NotDone):
            pause = self._pace.pause(exception.trouble, tries)
        else:
            pauses = self._pace.pauses
            pause = timedelta(seconds=pauses[min(tries, len(pauses)) - 1])
        return None if pause is None else RetryDecision(retry_at=datetime.now(UTC) + pause)


class WorkQueue:
    """Works the jobs that were deferred on PostgreSQL, as many at a time as it has threads."""

    def __init__(self, house: House, kinds: Mapping[str, Work], pace: Pace) -> None:
        """Raises `WrongProcrastinate`."""
        deferring.check()
        self._house = house
        self._kinds = kinds
        self._pace = pace
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._end: Callable[[], object] | None = None
        self._thread = threading.Thread(target=self._run, name="jobs")

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def ring(self) -> None:
        """The commit itself has rung, by NOTIFY, in every process."""

    def stop(self) -> None:
        """End after the jobs in hand."""
        self._stopping.set()
        with self._lock:
            if self._end is not None:
                self._end()
        self._thread.join()

    def step(self) -> bool:
        """Instead of `start`: do everything that is due; whether there was something."""
        done: list[int] = []
        asyncio.run(self._once(done))
        return bool(done)

    async def _once(self, done: list[int]) -> None:
        app = self._app(done.append)
        async with app.open_async():
            await app.run_worker_async(**self._ways(), wait=False, listen_notify=False)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                asyncio.run(self._work())
            except asyncio.CancelledError:
                return
            except AWAY as error:
                log.warning("runner_waits", error=type(error).__name__)
            self._stopping.wait(self._pace.poll)

    async def _work(self) -> None:
        """One worker's life: until the database goes away, or `stop` cancels it."""
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._stopping.is_set():
                return
            self._end = lambda: loop.call_soon_threadsafe(task.cancel)
        try:
            await self._live()
        finally:
            with self._lock:
                self._end = None

    async def _live(self) -> None:
        app = self._app()
        async with app.open_async():
            looking = asyncio.create_task(self._look(app))
            try:
                await app.run_worker_async(**self._ways())
            finally:
                looking.cancel()
                await asyncio.gather(looking, return_exceptions=True)

    def _ways(self) -> dict[str, Any]:
        return {
            "queues": list(self._kinds),
            "concurrency": self._pace.threads,
            "install_signal_handlers": False,
            "fetch_job_polling_interval": self._pace.poll,
            "update_heartbeat_interval": self._pace.heartbeat,
            "stalled_worker_timeout": self._pace.silent.total_seconds(),
        }

    def _app(self, began: Callable[[int], object] = lambda _job: None) -> App:
        engine = self._house.database.engine
        address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        given = {"connect_timeout": 5, "application_name": "sambung jobs"}
        kwargs = {name: value for name, value in given.items() if name not in engine.url.query}
        app = App(
            connector=PsycopgConnector(conninfo=address, min_size=1, max_size=4, kwargs=kwargs)
        )
        for kind, work in self._kinds.items():
            task = app.task(name=kind, queue=kind, pass_context=True, retry=Patience(self._pace))
            task(self._doing(kind, work, began))
        return app

    def _doing(self, kind: str, work: Work, began: Callable[[int], object]) -> Callable[..., None]:
        def do(context: JobContext, *, subject_id: int) -> None:
            job = ClaimedJob(context.job.id or 0, kind, subject_id, context.job.attempts + 1)
            began(job.id)
            self._house.reached("after_job_claim")
            if trouble := attempt(work, job, self._pace):
                raise NotDone(trouble)

        return do

    async def _look(self, app: App) -> None:
        """Free what the dead had in hand, and delete what is long over."""
        loop = asyncio.get_running_loop()
        sweep_at = loop.time()
        while True:
            try:
                await asyncio.to_thread(self._free)
                if loop.time() >= sweep_at:
                    sweep_at = loop.time() + SWEEP
                    await sweep(app)
            except AWAY as error:
                log.warning("runner_waits", error=type(error).__name__)
            await asyncio.sleep(self._pace.look)

    def _free(self) -> None:
        with self._house.database.write() as session:
            if count := deferring.free_stalled(session, self._pace.silent, self._pace.claim):
                log.warning("jobs_freed", count=count)


async def sweep(app: App) -> None:
    """Delete what was done a day ago, and what failed a month ago."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_DONE)
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_FAILED, include_failed=True)
