"""The production program, listening on the town's port: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

from bot.listening import Listener
from bot.opening import open_database
from bot.program import Program
from bot.settings import variable
from tests.story.town import PATIENCE, Town


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


@contextmanager
def process(town: Town, command: str, port: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """`sambung serve`, `web` or `work` as production runs it, killed at the end."""
    given = town.settings.model_dump(mode="json")
    words = {variable(field): str(value) for field, value in given.items() if value}
    words[variable("port")] = str(port or town.port)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        env={**os.environ, **words},
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def awake(port: int) -> None:
    """Wait until a process answers there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            httpx.get(f"http://127.0.0.1:{port}/ready")
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the program never answered")
