"""Work done in order within a lane and in parallel between lanes."""

import threading
from collections import deque
from collections.abc import Callable

Work = Callable[[], object]


class Lanes:
    """One thread per busy lane; a lane without work costs nothing."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Work]] = {}
        self._changed = threading.Condition()
        self._closed = False

    def add(self, lane: str, work: Work) -> None:
        """Do that after everything added to the lane before."""
        with self._changed:
            busy = lane in self._waiting
            self._waiting.setdefault(lane, deque()).append(work)
            if not busy and not self._closed:
                threading.Thread(target=self._run, args=(lane,), daemon=True).start()

    def settle(self, wait: float = 5.0) -> bool:
        """Wait until all lanes are empty; False if one is not after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, wait)

    def close(self) -> None:
        """Finish what is running, drop the rest."""
        with self._changed:
            self._closed = True
        self.settle(2.0)

    def _run(self, lane: str) -> None:
        while (work := self._first(lane)) is not None:
            try:
                work()
            finally:
                self._done(lane)

    def _first(self, lane: str) -> Work | None:
        with self._changed:
            queue = self._waiting.get(lane)
            if queue and not self._closed:
                return queue[0]
            self._waiting.pop(lane, None)
            self._changed.notify_all()
            return None

    def _done(self, lane: str) -> None:
        with self._changed:
            if queue := self._waiting.get(lane):
                queue.popleft()
