"""How the platforms are, for `/health`: asked in the background, so that the answer is quick
even while one of them does not reply."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from webhooks.sending import Health

FRESH = 30.0
"""Seconds for which an answer is repeated without asking again."""
WAIT = 2.0
"""Seconds that a look waits for an answer at most."""
_UNKNOWN = Health(ok=False, why="not answered yet")


class Pulse:
    """The last known state of each platform."""

    def __init__(
        self,
        checks: Mapping[str, Callable[[], Health]],
        clock: Callable[[], float] = time.monotonic,
        wait: float = WAIT,
    ) -> None:
        self._checks = checks
        self._clock = clock
        self._wait = wait
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Thread] = {}
        self._asked_at: dict[str, float] = {}
        self._last: dict[str, Health] = {}

    def look(self) -> dict[str, Health]:
        """Every platform's last answer; asks again those whose answer is old."""
        threads = [self._ask(name) for name in self._checks]
        until = time.monotonic() + self._wait
        for thread in threads:
            if thread is not None:
                thread.join(max(0.0, until - time.monotonic()))
        return {name: self._last.get(name, _UNKNOWN) for name in self._checks}

    def _ask(self, name: str) -> threading.Thread | None:
        with self._lock:
            running = self._asking.get(name)
            if running is not None and running.is_alive():
                # A first answer is worth a wait; a later one is not.
                return None if name in self._last else running
            if self._clock() - self._asked_at.get(name, -FRESH) < FRESH:
                return None
            self._asked_at[name] = self._clock()
            thread = threading.Thread(target=self._check, args=(name,), daemon=True)
            self._asking[name] = thread
            thread.start()
            return thread

    def _check(self, name: str) -> None:
        self._last[name] = self._checks[name]()
