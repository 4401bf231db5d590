"""Hearing Telegram without a public address: long polling, one update after the other.

An update is confirmed only after it was taken: the next question's offset says so. At the
first one that cannot be taken (`Unavailable`) the rest waits, so that order is kept.
"""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from telegram.error import TelegramError

from handlers.house import Unavailable
from webhooks.sending import GiveUp, SendError, TryLater
from webhooks.telegram import TelegramDoor
from webhooks.telegram_errors import translate

log = structlog.get_logger()
LONG_POLL = 25
"""Seconds that Telegram holds a question without news."""
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds after the first, second ... failure in a row."""


class TelegramPoller:
    """Asks for updates and gives each to `take`, until stopped.

    `take` returns when the update is stored (or parked), and raises `Unavailable` when it
    should come again. Only one poller may run per bot: the caller holds the lease.
    """

    def __init__(
        self,
        door: TelegramDoor,
        take: Callable[[Mapping[str, Any]], object],
        *,
        long_poll: int = LONG_POLL,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._door = door
        self._take = take
        self._long_poll = long_poll
        self._pauses = pauses
        self._next = 0
        self._failures = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._question: concurrent.futures.Future[Any] | None = None

    @property
    def alive(self) -> bool:
        """Whether it runs in the background."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self.run, name="telegram-poller", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Break off the open question and end after the update in hand; does not wait."""
        self._stopping.set()
        if self._question is not None:
            self._question.cancel()

    def stop(self) -> None:
        """Finish, and wait for the end."""
        self.finish()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Poll until stopped; survives Telegram, the network and the database being away."""
        try:
            self._run()
        finally:
            if not self._stopping.is_set():
                log.error("telegram_polling_died", after=self._next)

    def _run(self) -> None:
        has_webhook = True
        while not self._stopping.is_set():
            try:
                if has_webhook:
                    self._door.delete_webhook()
                    has_webhook = False
                self.step()
                self._failures = 0
            except SendError as error:
                has_webhook = has_webhook or error.why == "telegram:409"
                self._pause(error)
            except Unavailable:
                self._pause(TryLater("database"))

    def step(self) -> int:
        """One question and what came of it; how many updates were taken.

        Raises SendError, and Unavailable at the first update that could not be taken.
        """
        updates = self._ask()
        for update in updates:
            self._take(update)
            self._next = int(update["update_id"]) + 1
        return len(updates)

    def _ask(self) -> list[Mapping[str, Any]]:
        self._question = self._door.ask_updates(self._next, self._long_poll)
        if self._stopping.is_set():
            self._question.cancel()
        try:
            return list(self._question.result())
        except concurrent.futures.CancelledError:
            return []
        except TelegramError as error:
            raise translate(error) from None

    def _pause(self, error: SendError) -> None:
        wait = self._pauses[min(self._failures, len(self._pauses) - 1)]
        if isinstance(error, TryLater) and error.after is not None:
            wait = max(wait, error.after.total_seconds())
        if self._failures == 0 or isinstance(error, GiveUp):
            log.warning("telegram_polling_waits", why=error.why, seconds=wait)
        self._failures += 1
        self._stopping.wait(wait)
