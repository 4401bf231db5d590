"""The demo's clock: this machine's time, plus what the person at the page moved it forward."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def machine_time() -> datetime:
    return datetime.now(UTC)


class DemoClock:
    """Tells city time. It only goes forward, and only the demo can reach it."""

    def __init__(self, real: Callable[[], datetime] = machine_time) -> None:
        self._real, self._ahead, self._lock = real, timedelta(), threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            return self._real() + self._ahead

    def forward(self, by: timedelta) -> None:
        """Move forward. Raises ValueError for a step back."""
        if by < timedelta():
            raise ValueError("a clock does not go back")
        with self._lock:
            self._ahead += by

    def forward_to(self, moment: datetime) -> None:
        """Move forward to that moment; nothing happens if it has passed."""
        self.forward(max(moment - self(), timedelta()))
