"""Kills and restarts: which points are still to be hit, and the process that is hit there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ISSUED = ("before_commit", "after_commit", "after_response", "after_claim", "after_send")
"""Before the commit; after it, before the response that carries the answer leaves; when it has
left, before that is recorded; after a claim; after a send, before its record."""
OTHERS = ("after_fetch", "after_file", "after_job_claim", "after_card_send", "before_timer_commit")
POINTS = ISSUED + OTHERS
BESIDE = ("after_claim", "after_send", *OTHERS)
"""What a process that takes no webhooks comes to."""
AT_THE_DOOR = ("before_commit", "after_commit", "after_response")
"""What a process that only takes webhooks comes to."""
_FURTHEST = dict.fromkeys(ISSUED, 12)
"""How often a point may be reached at most before it kills; the rare ones kill at once."""
PATIENCE = 30.0
"""Seconds for a life to end that was told to."""


class Broken(Exception):
    """The program ended by itself; the argument is its exit code and last words."""


class Plan:
    """How many kills at each point are still to come; asked by several lives at once."""

    def __init__(self, wanted: dict[str, int], seed: int) -> None:
        self.left = Counter(wanted)
        self.done: Counter[str] = Counter()
        self._dice = random.Random(seed)
        self._lock = threading.Lock()

    def armed(self, points: tuple[str, ...] = POINTS) -> dict[str, int]:
        """For the next life: each open one of these points, and the how manieth time it kills."""
        with self._lock:
            return {
                point: self._dice.randint(1, _FURTHEST.get(point, 1))
                for point in points
                if self.left[point] > 0
            }

    def hit(self, point: str) -> None:
        """It killed."""
        with self._lock:
            self.done[point] += 1
            self.left[point] -= 1

    @property
    def over(self) -> bool:
        """Whether every kill has happened."""
        return not any(count > 0 for count in self.left.values())


class Life:
    """`with Life(order, plan, points, log)`: a process that lives, is killed, and lives again."""

    def __init__(
        self, order: dict[str, Any], plan: Plan, points: tuple[str, ...], log: Path
    ) -> None:
        self._first, self._plan, self._points, self._log = order, plan, points, log
        self._lock = threading.Lock()
        self._ahead = 0.0
        self._killing = self._ending = False
        self.error: Exception | None = None
        """Why it gave up."""
        self.killed: list[str] = []
        """The points, in the order in which they killed."""

    def __enter__(self) -> Life:
        self._errors = self._log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            # macOS forbids a forked process its own libraries unless told otherwise.
            env={**os.environ, "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES", "no_proxy": "*"},
        )
        self._live()
        self._watch = threading.Thread(target=self._restart, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._ending:
                return
            self._ending = True
            self._order(end=True)
        self._watch.join(PATIENCE)
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            self._watch.join(PATIENCE)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._errors.close()

    def begin(self) -> None:
        """From now on it is killed."""
        with self._lock:
            self._killing = True
            self._order(armed=self._plan.armed(self._points))

    def forward(self, seconds: float) -> None:
        """Move the program's clock, in this life and the next ones."""
        with self._lock:
            self._ahead += seconds
            self._order(ahead=self._ahead)

    def _live(self) -> None:
        armed = self._plan.armed(self._points) if self._killing else {}
        self._order(live={**self._first, "armed": armed, "ahead": self._ahead})

    def _order(self, **words: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()

    def _restart(self) -> None:
        """Read what the child says, and give it another life after each kill."""
        assert self._process.stdout is not None
        point = ""
        for line in self._process.stdout:
            said = json.loads(line)
            if "killed" in said:
                point = said["killed"]
                continue
            with self._lock:
                if self._ending:
                    return
                if said["ended"] != -9 or not point:
                    words = self._log.read_text(errors="replace")[-2000:]
                    self.error = Broken(said["ended"], words)
                    return
                self._plan.hit(point)
                self.killed.append(point)
                point = ""
                self._live()


class Killing:
    """`with Killing(settings, plan, log, workers)`: the program under kills.

    On SQLite one process with so many job threads; on PostgreSQL one that does everything, and
    others beside it that send and work, each of them killed. `split`: the first takes webhooks
    and does nothing else (`web`), and all work is done by so many others (`work`).
    """

    def __init__(
        self,
        settings: dict[str, Any],
        plan: Plan,
        log: Path,
        workers: int = 1,
        *,
        split: bool = False,
    ) -> None:
        sqlite = str(settings["database_url"]).startswith("sqlite")
        if split and sqlite:
            raise ValueError("web and work share no SQLite file")
        threads = workers if sqlite else 1
        order = {"settings": settings, "threads": threads, "listens": True, "works": not split}
        self._lives = [Life(order, plan, AT_THE_DOOR if split else POINTS, log)]
        for number in range(1, 1 if sqlite else workers + split):
            beside = log.with_stem(f"{log.stem}{number}")
            self._lives.append(
                Life({**order, "listens": False, "works": True}, plan, BESIDE, beside)
            )
        self._whole = ExitStack()

    def __enter__(self) -> Killing:
        for life in self._lives:
            self._whole.enter_context(life)
        return self

    def __exit__(self, *_: object) -> None:
        self._whole.close()

    @property
    def error(self) -> Exception | None:
        """Why one of them gave up."""
        return next((life.error for life in self._lives if life.error is not None), None)

    @property
    def killed(self) -> list[list[str]]:
        """Of each process, the points in the order in which they killed."""
        return [life.killed for life in self._lives]

    def begin(self) -> None:
        """From now on all are killed."""
        for life in self._lives:
            life.begin()

    def forward(self, seconds: float) -> None:
        """Move the clock of all."""
        for life in self._lives:
            life.forward(seconds)
