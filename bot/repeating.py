"""Something done now and then: APScheduler ticks, our own rows say what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from handlers.house import Unavailable
from handlers.inbound import place_of
from storage.database import DATABASE_FAILURES

log = structlog.get_logger()


class Repeating:
    """Runs every so many seconds, never twice at a time."""

    def __init__(self, work: Callable[[], object], seconds: float, *, at_once: bool = True) -> None:
        """The first time `at_once`, or after the first interval."""
        self._work = work
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=seconds,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(tz=UTC) + timedelta(seconds=0 if at_once else seconds),
        )

    def start(self) -> None:
        """Begin in the background."""
        self._scheduler.start()

    def stop(self) -> None:
        """End after the run in hand."""
        self._scheduler.shutdown(wait=True)

    def _safely(self) -> None:
        """The database may be away for a while; the next tick finds everything still due."""
        try:
            self._work()
        except (*DATABASE_FAILURES, Unavailable) as error:
            log.warning("tick_failed", error=place_of(error))
