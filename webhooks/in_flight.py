"""Messages on their way to a provider: so many at once, and those it has accepted that the
database does not know of yet. Each keeps its place until what became of it is recorded."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from handlers.delivery import Accepted


class InFlight:
    """The places of one sender; one thread fills them, many empty them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._changed = threading.Condition()
        self._taken = 0
        self._accepted: list[Accepted] = []

    def free(self) -> int:
        """How many more may leave."""
        with self._changed:
            return self._most - self._taken

    def depart(self) -> None:
        """One more is on its way."""
        with self._changed:
            self._taken += 1

    def landed(self, accepted: Accepted | None = None) -> None:
        """One has come to its end: accepted, which is to be recorded, or already recorded."""
        with self._changed:
            if accepted is None:
                self._taken -= 1
            else:
                self._accepted.append(accepted)
            self._changed.notify_all()

    def to_record(self) -> list[Accepted]:
        """What was accepted since; it is the caller's to record now."""
        with self._changed:
            accepted, self._accepted = self._accepted, []
            return accepted

    def again(self, accepted: Sequence[Accepted]) -> None:
        """The database would not record these now."""
        with self._changed:
            self._accepted[:0] = accepted

    def wait(self) -> None:
        """Until nothing is with the provider any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._taken <= len(self._accepted))
