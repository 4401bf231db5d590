"""Several processes on one PostgreSQL: what one of them left for another is begun at once.

    tell    this process has no sender that leads that channel: it rings the others
    hear    another one rang: whoever does that work here is woken

Both only shorten a wait; without them everybody looks each second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

import psycopg
import structlog
from sqlalchemy import Connection

from storage import ringing
from storage.database import DATABASE_FAILURES, Database

log = structlog.get_logger()
LISTENS = 1.0
"""Seconds after which the one who hears looks whether it should end."""
AGAIN = 2.0
"""Seconds before the database is tried again."""
AWAY = (*DATABASE_FAILURES, psycopg.Error)
Bell = Callable[[frozenset[str]], None]


class Ringing:
    """Rings other processes, and is rung by them."""

    def __init__(
        self,
        database: Database,
        bell: Bell,
        channels: Collection[str],
        ours: Callable[[], Collection[str]],
    ) -> None:
        """`bell` wakes those of this process; `ours` are those of the `channels` that it leads."""
        self._database = database
        self._bell = bell
        self._channels = frozenset(channels)
        self._ours = ours
        self._stopping = threading.Event()
        self._left = threading.Condition()
        self._whom: set[str] = set()
        self._threads = (
            threading.Thread(target=self._again, args=(self._tell,), name="ring"),
            threading.Thread(target=self._again, args=(self._hear,), name="rung"),
        )

    def start(self) -> None:
        """Begin in the background."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End within a second."""
        self._stopping.set()
        with self._left:
            self._left.notify_all()
        for thread in self._threads:
            thread.join()

    def ring(self, whom: frozenset[str] | None = None) -> None:
        """Something was left for the senders of those channels, or for any. What this process
        does itself is nobody else's. Jobs are rung by their own queue."""
        theirs = self._channels if whom is None else whom & self._channels
        others = theirs - frozenset(self._ours())
        if others:
            with self._left:
                self._whom |= others
                self._left.notify_all()

    def _again(self, work: Callable[[Connection], None]) -> None:
        while not self._stopping.is_set():
            try:
                with self._database.apart() as connection:
                    work(connection)
            except AWAY as error:
                log.warning("bell_waits", error=type(error).__name__)
                self._stopping.wait(AGAIN)

    def _tell(self, connection: Connection) -> None:
        """Ring once for all that came since the last time."""
        while whom := self._next():
            ringing.ring(connection, whom)

    def _next(self) -> frozenset[str]:
        """Whom to ring, once there is somebody; nobody when this ends."""
        with self._left:
            self._left.wait_for(lambda: self._whom or self._stopping.is_set())
            whom = frozenset() if self._stopping.is_set() else frozenset(self._whom)
            self._whom.clear()
        return whom

    def _hear(self, connection: Connection) -> None:
        ringing.listen(connection)
        while not self._stopping.is_set():
            for whom in ringing.heard(connection, LISTENS):
                self._bell(whom)
