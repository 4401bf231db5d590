"""Taps whose spinner should stop, ended beside everything else: nothing is lost when one is not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from telegram.error import TelegramError

from webhooks.sending import SendError

log = structlog.get_logger()
MOST = 500
"""So many wait for their end; the spinners of more end by themselves."""


class Taps:
    """Two threads of their own."""

    def __init__(self, end: Callable[[str], None]) -> None:
        """`end` tells Telegram, by the id of the callback query."""
        self._end = end
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="taps")
        self._room = threading.Semaphore(MOST)

    def put(self, callback: str) -> None:
        """End that tap soon."""
        if self._room.acquire(blocking=False):
            self._pool.submit(self._done, callback)

    def close(self) -> None:
        """Forget those that wait."""
        self._pool.shutdown(cancel_futures=True)

    def _done(self, callback: str) -> None:
        try:
            self._end(callback)
        except SendError as error:
            log.info("tap_not_answered", why=error.why)
        except TelegramError:
            log.info("tap_not_answered", why="telegram:network")
        finally:
            self._room.release()
