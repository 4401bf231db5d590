"""The one event loop that python-telegram-bot lives on, in a thread of its own.

A `Bot` belongs to the loop it was first used on, while our callers are plain threads (the
sender, the jobs, the poller): they hand a coroutine over and wait for its result.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LoopThread:
    """A running event loop; `close` stops it and waits for its thread."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._loop.is_closed()

    def hand_over(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Start the work; the future may be cancelled from any thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """The work's result. `TimeoutError` after so many seconds; the work is then cancelled."""
        future = self.hand_over(work)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise

    def close(self) -> None:
        """Cancel what is open and stop the loop; once."""
        self.hand_over(_cancel_others()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def keep_secrets_out_of_logs() -> None:
    """HTTP libraries log each address (the bot's token is part of it) and telegram logs whole
    updates: what we need of either reaches our own log as a code."""
    for library in ("httpx", "httpcore", "urllib3"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
