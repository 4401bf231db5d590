"""Records which answers left in webhooks' responses, many in one commit.

Until then the sender keeps a person's next message back, so it is done soon; and should we die
before, the answer is sent once more after a few seconds, like any send that nobody recorded.
"""

from __future__ import annotations

import threading

import structlog

from handlers.house import House
from handlers.placing import place_of
from storage.database import DATABASE_FAILURES

log = structlog.get_logger()
GATHER = 0.2
"""Seconds in which others may join the first."""
AGAIN = 1.0
"""Seconds after which a database that was away is asked again."""


class Recording:
    """A thread of its own."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recording")

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def ring(self) -> None:
        """An answer has left."""
        self._bell.set()

    def stop(self) -> None:
        """Record what has left, then end."""
        self._stopping.set()
        self._bell.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.wait()
            self._stopping.wait(GATHER)
            self._bell.clear()
            self._record()

    def _record(self) -> None:
        try:
            if self._house.landing.record(self._house):
                # What waited behind them may go.
                self._house.wake()
        except DATABASE_FAILURES as error:
            log.warning("landing_not_recorded", error=place_of(error))
            self._stopping.wait(AGAIN)
            self._bell.set()
