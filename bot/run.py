"""`serve`, `web` and `work`: one process each, ended by Ctrl-C or SIGTERM."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.clock import system_clock
from bot.listening import FEW, THREADS, Listener
from bot.opening import open_database
from bot.program import Program
from bot.settings import Settings
from storage.database import Database
from storage.migrate import migrate

log = structlog.get_logger()
COLLECT = (5_000, 20, 20)
"""When the garbage collector looks: a turn makes some thousand objects, nearly all of which go
without it."""


def serve(settings: Settings) -> None:
    """Everything in one process: migrate, listen, send, work."""
    told = _listening_for_the_end()
    with _open(settings) as database:
        migrate(database)
        program = Program(settings, database, system_clock)
        with _watched(program), _running(program), _listening(program):
            program.introduce()
            program.work()
            if settings.polls_telegram:
                program.poll()
            _until(told)
            program.readiness.end()


def web(settings: Settings) -> None:
    """Take webhooks; any number of these share one PostgreSQL."""
    told = _listening_for_the_end()
    with _open(settings) as database:
        program = Program(settings, database, system_clock)
        with _watched(program), _running(program), _listening(program):
            program.introduce()
            _until(told)
            program.readiness.end()


def work(settings: Settings) -> None:
    """Send, run jobs and timers; any number, one of them leads per channel."""
    told = _listening_for_the_end()
    with _open(settings) as database:
        program = Program(settings, database, system_clock)
        with _watched(program), _running(program):
            program.work()
            log.info("working")
            _until(told)


@contextmanager
def _open(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _running(program: Program) -> Iterator[None]:
    """Whatever was started ends, also when starting the rest fails."""
    try:
        yield
    finally:
        program.stop()


@contextmanager
def _watched(program: Program) -> Iterator[None]:
    """Figures on a port of their own, where one is set; until the very end, so that `/ready`
    says no while what is in hand is finished."""
    settings = program.settings
    if not settings.metrics_port:
        yield
        return
    listener = Listener(program.watch_app(), settings.metrics_host, settings.metrics_port)
    listener.start()
    log.info("watched", port=listener.port)
    try:
        yield
    finally:
        listener.stop()


@contextmanager
def _listening(program: Program) -> Iterator[None]:
    settings = program.settings
    threads = FEW if program.database.is_sqlite else THREADS
    listener = Listener(program.app(), settings.host, settings.port, threads)
    listener.start()
    log.info("listening", port=listener.port)
    try:
        yield
    finally:
        listener.stop()


def _listening_for_the_end() -> threading.Event:
    """Set by Ctrl-C or SIGTERM. From the first moment: who is told while it starts ends in good
    order as well."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: told.set())
    return told


def _until(told: threading.Event) -> None:
    """Wait for it.

    What was opened by now lives as long as the program: the garbage collector need not look
    through it, the catalogue above all, again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    told.wait()
