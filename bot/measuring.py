"""Jobs counted, timed and told apart in the log, whichever runner works them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial

import structlog

from bot.attempts import Work
from bot.kinds import ABOUT
from handlers.following import following
from handlers.later import NotYet
from handlers.meter import Meter, Slow

log = structlog.get_logger()


def measured(meter: Meter, kinds: Mapping[str, Work]) -> dict[str, Work]:
    """The same work by kind, watched."""
    return {kind: partial(_watched, meter, kind, work) for kind, work in kinds.items()}


def _watched(meter: Meter, kind: str, work: Work, subject_id: int) -> None:
    result, began = "failed", time.perf_counter()
    with following(kind=kind, **{ABOUT.get(kind, "subject_id"): subject_id}):
        try:
            with meter.timed(Slow.JOB, kind):
                work(subject_id)
            result = "done"
        except NotYet:
            result = "later"
            raise
        finally:
            meter.job(kind, result)
            took = round(1000 * (time.perf_counter() - began), 1)
            log.info("job", status=result, milliseconds=took)
