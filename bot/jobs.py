"""Slow work, ordered in a transaction, done outside of one: `jobs_of` says by whom.

Handler claims -> provider or maker works -> handler records. A job is idempotent; one that a
dead process had claimed is claimed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.attempts import Pace, Work
from bot.runner import Runner
from handlers.house import House


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


def jobs_of(house: House, kinds: Mapping[str, Work], pace: Pace | None = None) -> Jobs:
    """Our own runner on SQLite, Procrastinate on PostgreSQL.

    Raises `WrongProcrastinate` when the installed one does not fit its tables.
    """
    pace = pace or Pace()
    if house.database.is_sqlite:
        return Runner(house, kinds, pace)
    from bot.work_queue import WorkQueue

    return WorkQueue(house, kinds, pace)
