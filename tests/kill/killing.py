"""Kills and restarts: which points are still to be hit, and the process that is hit there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

ISSUED = ("before_commit", "after_commit", "after_response", "after_claim", "after_send")
"""Before the commit; after it, before the response that carries the answer leaves; when it has
left, before that is recorded; after a claim; after a send, before its record."""
OTHERS = ("after_fetch", "after_file", "after_job_claim", "after_card_send", "before_timer_commit")
POINTS = ISSUED + OTHERS
_FURTHEST = dict.fromkeys(ISSUED, 12)
"""How often a point may be reached at most before it kills; the rare ones kill at once."""
PATIENCE = 30.0
"""Seconds for a life to end that was told to."""


class Broken(Exception):
    """The program ended by itself; the argument is its exit code and last words."""


class Plan:
    """How many kills at each point are still to come."""

    def __init__(self, wanted: dict[str, int], seed: int) -> None:
        self.left = Counter(wanted)
        self.done: Counter[str] = Counter()
        self._dice = random.Random(seed)

    def armed(self) -> dict[str, int]:
        """For the next life: each open point, and the how manieth time it kills."""
        return {
            point: self._dice.randint(1, _FURTHEST.get(point, 1))
            for point in POINTS
            if self.left[point] > 0
        }

    def hit(self, point: str) -> None:
        """It killed."""
        self.done[point] += 1
        self.left[point] -= 1

    @property
    def over(self) -> bool:
        """Whether every kill has happened."""
        return not any(count > 0 for count in self.left.values())


class Killing:
    """`with Killing(settings, plan, log)`: the program lives, is killed, and lives again."""

    def __init__(self, settings: dict[str, Any], plan: Plan, log: Path) -> None:
        self._settings, self._plan, self._log = settings, plan, log
        self._lock = threading.Lock()
        self._ahead = 0.0
        self._killing = self._ending = False
        self.error: Exception | None = None
        """Why it gave up."""
        self.killed: list[str] = []
        """The points, in the order in which they killed."""

    def __enter__(self) -> Killing:
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
        self.end()

    def end(self) -> None:
        """Let the life that runs end in good order."""
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
            self._order(armed=self._plan.armed())

    def forward(self, seconds: float) -> None:
        """Move the program's clock, in this life and the next ones."""
        with self._lock:
            self._ahead += seconds
            self._order(ahead=self._ahead)

    def _live(self) -> None:
        armed = self._plan.armed() if self._killing else {}
        self._order(live={"settings": self._settings, "armed": armed, "ahead": self._ahead})

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
