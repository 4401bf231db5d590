"""What a platform does wrong on purpose, so that a program's answer to it can be tested."""

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from flask import Response, request

Kind = Literal[
    "too_many",
    "broken",
    "broken_after",
    "dropped",
    "slow",
    "garbage",
    "truncated",
    "code",
    "receipt",
]


@dataclass(frozen=True)
class Fault:
    """One thing gone wrong.

    too_many: 429, asking to wait `seconds`. broken: `status` before anything happened.
    broken_after: `status`, yet the message was delivered. dropped: the connection closes without
    an answer. slow: `seconds` late. garbage: 200 with something that is not JSON. truncated: it
    was done, and the answer breaks off half way.
    code: Twilio refuses with error `code`. receipt: Twilio accepts, and the receipt says `code`.
    `method` limits it to calls whose name contains it.
    """

    kind: Kind
    method: str = ""
    seconds: float = 1
    status: int = 502
    code: int = 0


@dataclass
class Faults:
    """The faults waiting to happen on one platform. `unreachable` drops every connection."""

    unreachable: bool = False
    latency: float = 0.0
    _next: list[Fault] = field(default_factory=list)
    _often: list[tuple[Fault, float, random.Random]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls that fit go wrong so."""
        with self._lock:
            self._next.extend([fault] * times)

    def often(self, fault: Fault, share: float, seed: int = 1) -> None:
        """Let that share of the calls that fit go wrong so; the same seed, the same calls."""
        with self._lock:
            self._often.append((fault, share, random.Random(seed)))  # noqa: S311 - not a secret

    def clear(self) -> None:
        """Everything works again."""
        with self._lock:
            self._next.clear()
            self._often.clear()
        self.unreachable, self.latency = False, 0.0

    def take(self, method: str, kinds: tuple[Kind, ...] = ()) -> Fault | None:
        """The fault this call meets, if any, of those kinds (default: all but receipts)."""
        with self._lock:
            return self._planned(method, kinds) or self._drawn(method, kinds)

    def _planned(self, method: str, kinds: tuple[Kind, ...]) -> Fault | None:
        for place, fault in enumerate(self._next):
            if fits(fault, method, kinds):
                return self._next.pop(place)
        return None

    def _drawn(self, method: str, kinds: tuple[Kind, ...]) -> Fault | None:
        for fault, share, dice in self._often:
            if fits(fault, method, kinds) and dice.random() < share:
                return fault
        return None


def fits(fault: Fault, method: str, kinds: tuple[Kind, ...]) -> bool:
    """Whether that fault is meant for this call."""
    right_kind = fault.kind in kinds if kinds else fault.kind != "receipt"
    return right_kind and fault.method.lower() in method.lower()


Refuse = Callable[[Fault], Response]


def met(faults: Faults, method: str, answer: Callable[[], Response], refuse: Refuse) -> Response:
    """Answer a request as the platform would that day."""
    if faults.latency:
        time.sleep(faults.latency)
    fault = Fault("dropped") if faults.unreachable else faults.take(method)
    if fault is None:
        return answer()
    if fault.kind == "slow":
        time.sleep(fault.seconds)
        return answer()
    if fault.kind == "dropped":
        return hang_up()
    if fault.kind == "garbage":
        return Response("<html>upstream said: \x00\xff", 200, mimetype="text/html")
    if fault.kind == "truncated":
        whole = answer()
        return Response(
            whole.get_data()[: len(whole.get_data()) // 2], 200, mimetype=whole.mimetype
        )
    if fault.kind == "broken_after":
        answer()
    return refuse(fault)


def hang_up() -> Response:
    """Close the connection without a word."""
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response("", 502)
