"""What time it is: `now` is always handed in, and this is where it comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock


def system_clock() -> datetime:
    """The present moment in UTC. Production knows no other clock."""
    return datetime.now(UTC)


class MovableClock:
    """The demo's clock: runs like a real one and can be moved forward, never back.

    Only the demo makes one; no setting of `serve` leads here.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._lock = Lock()

    def __call__(self) -> datetime:
        """The present moment of the demo, UTC."""
        with self._lock:
            return datetime.now(UTC) + self._ahead

    def forward(self, by: timedelta) -> datetime:
        """Move on and say what time it is then; `ValueError` for a step back."""
        if by < timedelta():
            raise ValueError("the clock cannot be moved back")
        with self._lock:
            self._ahead += by
        return self()
