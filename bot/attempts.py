"""One try at a job, whoever works it: what kept it from being done, and when to try again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from handlers.inbound import place_of
from handlers.later import NotYet
from storage.database import is_transient
from storage.jobs import ClaimedJob

log = structlog.get_logger()
DIED = "WorkerDied"
"""Instead of class and place: whoever had the job never came back."""
Work = Callable[[int], object]
"""Does one job; given the id of its subject."""


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
