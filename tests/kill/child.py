"""A process that runs the production program and dies by SIGKILL at a named point.

    python -m tests.kill.child

reads orders as JSON lines from its standard input and answers with JSON lines:

    {"live": {"settings": {...}, "armed": {"after_send": 3}, "ahead": 0,    begin a life
              "listens": true, "works": true, "threads": 2}}
    {"armed": {...}}  {"ahead": 90000}      while it lives: other points, a later clock
    {"end": true}                           end this life in good order

    {"killed": "after_send"}                the third time it was reached; SIGKILL follows
    {"ended": -9}                           the life is over, and how

Each life is a process of its own, forked from this one, which has only imported: a new start
costs no second of imports, and nothing of an earlier life is left in it. When whoever gave the
orders is gone, so are both.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.attempts import Pace
from bot.listening import Listener
from bot.logs import configure_logs
from bot.opening import open_database
from bot.program import Program
from bot.settings import Settings

STDIN, STDOUT = 0, 1


class Fuse:
    """Told each point the program reaches; at the n-th time of one of them nothing follows."""

    def __init__(self, armed: dict[str, int]) -> None:
        self._left = dict(armed)
        self._lock = threading.Lock()

    def arm(self, armed: dict[str, int]) -> None:
        """Watch these instead."""
        with self._lock:
            self._left = dict(armed)

    def reached(self, point: str) -> None:
        """Die here, if it is time."""
        with self._lock:
            if point not in self._left:
                return
            self._left[point] -= 1
            if self._left[point] > 0:
                return
            answer(killed=point)
            os.kill(os.getpid(), signal.SIGKILL)
            signal.pause()


class Ahead:
    """This machine's time and a while more."""

    def __init__(self, seconds: float) -> None:
        self.by = timedelta(seconds=seconds)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.by


def live(order: dict[str, Any]) -> None:
    """One life: what `serve` does, `work` where it does not listen, `web` where it does not work,
    until told to end or killed. Standard output is for answers."""
    configure_logs(sys.stderr)
    clock, fuse = Ahead(order["ahead"]), Fuse(order["armed"])
    settings = Settings(**order["settings"])
    database = open_database(settings)
    pace = Pace(threads=order["threads"])
    program = Program(settings, database, clock, reached=fuse.reached, pace=pace)
    with _listening(program, order["listens"]):
        if order["works"]:
            program.work()
        ended = threading.Event()
        threading.Thread(target=_obey, args=(clock, fuse, ended.set), daemon=True).start()
        ended.wait()
    program.stop()
    database.close()


@contextmanager
def _listening(program: Program, listens: bool) -> Iterator[None]:
    if not listens:
        yield
        return
    listener = Listener(program.app(), "127.0.0.1", program.settings.port)
    listener.start()
    program.introduce()
    try:
        yield
    finally:
        listener.stop()


def _obey(clock: Ahead, fuse: Fuse, end: Callable[[], None]) -> None:
    """Listen to orders as long as the life lasts."""
    for order in orders():
        if "ahead" in order:
            clock.by = timedelta(seconds=order["ahead"])
        if "armed" in order:
            fuse.arm(order["armed"])
        if "end" in order:
            end()
            return
    os.kill(os.getpid(), signal.SIGKILL)


def orders() -> Iterator[dict[str, Any]]:
    """Lines from standard input, read byte by byte: the next process reads on where we stop."""
    line = b""
    while byte := os.read(STDIN, 1):
        line += byte
        if byte == b"\n":
            yield json.loads(line)
            line = b""


def answer(**words: Any) -> None:
    """One line to whoever gave the orders, before anything else happens."""
    os.write(STDOUT, json.dumps(words).encode() + b"\n")


def main() -> None:
    """Begin lives as ordered. Standard output is for answers, so logs go to standard error."""
    configure_logs()
    for order in orders():
        if "live" not in order:
            continue
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                live(order["live"])
                status = 0
            finally:
                os._exit(status)
        answer(ended=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    main()
