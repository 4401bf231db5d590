"""Asking Telegram for news under a lease: of two processes one polls, the other stands by.

It also stands by while a process with a public address is called by Telegram: asking would
take that one's calls away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from storage.database import DATABASE_FAILURES
from storage.lease import Lease
from webhooks.sending import Health
from webhooks.telegram_polling import TelegramPoller

log = structlog.get_logger()
STANDBY = 2.0
"""Seconds between looks at the lease."""


class LeasedPolling:
    """Polls while the lease is ours, and begins again when polling died."""

    def __init__(self, lease: Lease, make: Callable[[], TelegramPoller]) -> None:
        self._lease = lease
        self._make = make
        self._poller: TelegramPoller | None = None
        self._waits = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="polling-lease")

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End after the update in hand; another process may poll at once."""
        self._stopping.set()
        self._thread.join()
        self._end()
        self._lease.release()

    def health(self) -> Health:
        """Whether news come in: by us, or we stand by for who has the lease."""
        poller = self._poller
        if poller is None:
            return Health(ok=True, why="standing by: another process takes the news")
        return Health(ok=poller.alive, why="" if poller.alive else "polling died")

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._look()
            self._stopping.wait(STANDBY)

    def _look(self) -> None:
        try:
            ours = self._lease.take()
        except DATABASE_FAILURES as error:
            log.warning("polling_waits", error=type(error).__name__)
            ours = False
        else:
            self._say(ours)
        if not ours:
            self._end()
        elif self._poller is None or not self._poller.alive:
            self._end()
            self._poller = self._make()
            self._poller.start()

    def _say(self, ours: bool) -> None:
        """Once, that we wait: who started us should know."""
        if not ours and not self._waits:
            log.warning("polling_waits", why="news_taken_by_another_process")
        self._waits = not ours

    def _end(self) -> None:
        if self._poller is not None:
            self._poller.stop()
            self._poller = None
