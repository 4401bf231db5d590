"""What is measured: `House.meter` is told, and `bot.metrics` keeps count.

Only words of our own and numbers may be handed in, never an id or anything about a person:
what is counted can be read by whoever watches the machine.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Step(StrEnum):
    """The parts of a turn, in their order."""

    WAIT = "wait"
    """For a thread that takes it up."""
    VERIFY = "verify"
    """Is it genuine?"""
    READ = "read"
    """What does it say?"""
    STORE = "store"
    """The inbox row, once, and the person locked."""
    LOAD = "load"
    """What the flow may know."""
    DECIDE = "decide"
    CARRY_OUT = "carry_out"
    COMMIT = "commit"


class Slow(StrEnum):
    """Work outside a turn."""

    SEND = "send"
    """By channel."""
    JOB = "job"
    """By kind."""
    TIMER = "timer"
    """By kind."""


class Meter:
    """Told what happens and how long it took; this one forgets it."""

    def turn(self, channel: str, outcome: str) -> None:
        """A message was taken in: `done`, `repeated`, `parked`, `refused`, `unavailable`."""

    def sent(self, channel: str, result: str) -> None:
        """A try to send: `sent`, or a member of `webhooks.sending`'s closed set."""

    def job(self, kind: str, result: str) -> None:
        """A job came to an end for now: `done`, `later`, `failed`."""

    def timer(self, kind: str, result: str) -> None:
        """A due timer: `fired`, `stale`, `failed`."""

    def took(self, what: Step | Slow, kind: str, seconds: float) -> None:
        """How long a part of the work took."""

    @contextmanager
    def timed(self, what: Step | Slow, kind: str = "") -> Iterator[None]:
        """Measure what happens inside, also when it raises."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.took(what, kind, time.perf_counter() - began)
