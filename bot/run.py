"""`serve`, `web` and `work`: one process each, ended by Ctrl-C or SIGTERM."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from waitress.server import create_server

from bot.clock import system_clock
from bot.opening import open_database
from bot.program import Program
from bot.settings import Settings
from storage.database import Database
from storage.migrate import migrate

log = structlog.get_logger()
THREADS = 8
LARGEST_BODY = 2 * 1024 * 1024


def serve(settings: Settings) -> None:
    """Everything in one process: migrate, listen, send, work."""
    with _open(settings) as database:
        migrate(database)
        program = Program(settings, database, system_clock)
        program.introduce()
        program.work()
        if settings.polls_telegram:
            program.poll()
        _listen(program)


def web(settings: Settings) -> None:
    """Take webhooks; any number of these share one PostgreSQL."""
    with _open(settings) as database:
        program = Program(settings, database, system_clock)
        program.introduce()
        _listen(program)


def work(settings: Settings) -> None:
    """Send, run jobs and timers; any number, one of them leads per channel."""
    with _open(settings) as database:
        program = Program(settings, database, system_clock)
        program.work()
        ended = threading.Event()
        _on_end(ended.set)
        log.info("working")
        ended.wait()
        program.stop()


@contextmanager
def _open(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def _listen(program: Program) -> None:
    """Answer HTTP until told to end, then finish what is in hand."""
    settings = program.settings
    server = create_server(
        program.app(),
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        max_request_body_size=LARGEST_BODY,
        ident="",
    )
    _on_end(server.close)
    log.info("listening", port=settings.port)
    try:
        server.run()
    finally:
        server.task_dispatcher.shutdown()
        program.stop()


def _on_end(end: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: end())
