"""The production program in this process, listening on the town's port: what `serve` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.listening import Listener
from bot.opening import open_database
from bot.program import Program
from tests.story.town import Town


def _nowhere(_name: str) -> None:
    """No point is watched."""


@contextmanager
def serving(town: Town, reached: Callable[[str], None] = _nowhere) -> Iterator[Program]:
    """Start it as `serve` does; stopped at the end."""
    database = open_database(town.settings)
    program = Program(town.settings, database, town.clock, reached=reached)
    listener = Listener(program.app(), "127.0.0.1", town.port)
    listener.start()
    program.introduce()
    program.work()
    if town.settings.polls_telegram:
        program.poll()
    try:
        yield program
    finally:
        listener.stop()
        program.stop()
        database.close()
