"""Portions of a file checked by processes beside this one, in the order of the file.

Checking and sealing takes twice as long as storing: with one process for it both go on at the same
time. The processes are our own program again (`storage.registry.hand`): nothing is inherited, and
they end with this one.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from queue import SimpleQueue
from typing import IO, cast

from storage.registry.portions import Portion, Sheaf, Task, Worker

SMALL = 8 << 20
"""Bytes of a file that is checked before a process would have been started."""
MOST = 2
"""Processes; storing keeps up with no more."""
AHEAD = 12
"""Portions that are under way: about as many as are checked while the file is hashed."""
Check = Callable[[Portion], Sheaf]


class Ended(Exception):
    """A process was killed, or the machine has no memory for it."""


def processes_for(size: int) -> int:
    """How many processes check a file of so many bytes: one processor is left for storing."""
    return 0 if size < SMALL else min(MOST, (os.cpu_count() or 1) - 1)


@contextmanager
def checked(task: Task, portions: Iterator[Portion], processes: int) -> Iterator[Iterator[Sheaf]]:
    """What becomes of each portion, by so many processes; with 0 by this one."""
    with ExitStack() as stack:
        if processes:
            hands = [stack.enter_context(_hand(task)) for _ in range(processes)]
            yield _Together(_Crew(hands, stack).ask, portions, AHEAD).sheaves()
        else:
            yield _Together(_at_once(Worker(task).check), portions, 0).sheaves()


class _Together:
    """Portions with what becomes of them, `ahead` of them under way from the beginning."""

    def __init__(
        self, ask: Callable[[Portion], Future[Sheaf]], portions: Iterator[Portion], ahead: int
    ) -> None:
        self._ask, self._portions, self._ahead = ask, portions, ahead
        self._waiting: deque[tuple[Portion, Future[Sheaf]]] = deque()
        self._fill(ahead)

    def sheaves(self) -> Iterator[Sheaf]:
        """In the order of the portions."""
        while self._fill(self._ahead + 1):
            portion, future = self._waiting.popleft()
            sheaf = future.result()
            while sheaf.is_open and self._fill(1):
                # What was found in the next one counts for nothing: it began within a value.
                portion += self._waiting.popleft()[0]
                sheaf = self._ask(portion).result()
            yield sheaf

    def _fill(self, count: int) -> bool:
        while len(self._waiting) < count and (more := next(self._portions, None)) is not None:
            self._waiting.append((more, self._ask(more)))
        return bool(self._waiting)


def _at_once(check: Check) -> Callable[[Portion], Future[Sheaf]]:
    def ask(portion: Portion) -> Future[Sheaf]:
        done: Future[Sheaf] = Future()
        done.set_result(check(portion))
        return done

    return ask


class _Crew:
    """Gives each portion to the process that is free."""

    def __init__(self, hands: list[Check], stack: ExitStack) -> None:
        self._free: SimpleQueue[Check] = SimpleQueue()
        for hand in hands:
            self._free.put(hand)
        self._threads = ThreadPoolExecutor(len(hands))
        stack.callback(self._threads.shutdown, cancel_futures=True)

    def ask(self, portion: Portion) -> Future[Sheaf]:
        """It will be checked."""
        return self._threads.submit(self._ask, portion)

    def _ask(self, portion: Portion) -> Sheaf:
        hand = self._free.get()
        try:
            return hand(portion)
        finally:
            self._free.put(hand)


@contextmanager
def _hand(task: Task) -> Iterator[Check]:
    with subprocess.Popen(
        # -P: what lies in the folder of the file is none of our modules.
        [sys.executable, "-P", "-m", "storage.registry.hand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        # Ctrl-C is for us; it ends when we do.
        start_new_session=True,
    ) as process:
        given, taken = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)

        def give(what: Task | Portion) -> None:
            pickle.dump(what, given, pickle.HIGHEST_PROTOCOL)
            given.flush()

        def check(portion: Portion) -> Sheaf:
            try:
                give(portion)
                return cast("Sheaf", pickle.load(taken))  # noqa: S301  our own
            except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
                # It may be in the middle of an answer: nobody is to wait for the rest of it.
                process.kill()
                raise Ended("a process that checks lines ended before its time") from error

        give(task)
        try:
            yield check
        finally:
            process.kill()
            with suppress(BrokenPipeError):
                given.close()
