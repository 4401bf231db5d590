"""A clock for plays that last more than a moment: what happens in them, quiet hours and Sundays
above all, must not hang on the hour at which the tests are run."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.demo.clock import DemoClock, machine_time

MORNING = datetime(2026, 8, 4, 2, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock in the city, no holiday that week."""


def on_a_morning() -> DemoClock:
    """A clock that begins on that morning and goes on as fast as this machine's."""
    began = machine_time()
    return DemoClock(lambda: MORNING + (machine_time() - began))
