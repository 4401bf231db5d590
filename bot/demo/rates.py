"""How many messages a platform takes before it says "too many".

Measured in real time, not in the demo's city time: standing still or jumping a day must not
change how fast a program may send.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Bucket:
    """A place for `burst` messages that refills with `per_second`. Zero means no limit."""

    per_second: float
    burst: float
    left: float = -1.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 if it fits now."""
        if not self.per_second:
            return 0.0
        left = self.burst if self.left < 0 else self.left
        self.left = min(self.burst, left + (now - self.at) * self.per_second)
        self.at = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.per_second

    def take(self) -> None:
        if self.per_second:
            self.left -= 1


@dataclass
class Rates:
    """The limits of one identity: overall, in one group a minute, in one private chat.

    Figures: about 30 a second per Telegram bot and 20 a minute per group (Telegram's bot
    questions page), about one a second in a private chat with bursts let pass; 80 a second per
    WhatsApp sender (Twilio's WhatsApp limits).
    """

    overall: float = 30.0
    group_per_minute: float = 20.0
    private: float = 1.0
    private_burst: float = 15.0
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, chat: str, is_group: bool) -> int:
        """Take one place for that chat; 0, or the whole seconds to wait if there is none."""
        with self._lock:
            now = self.clock()
            buckets = [self._bucket(""), self._bucket(chat, is_group)]
            wait = max(bucket.wait(now) for bucket in buckets)
            if not wait:
                for bucket in buckets:
                    bucket.take()
            return math.ceil(wait)

    def _bucket(self, chat: str, is_group: bool = False) -> Bucket:
        if chat not in self._buckets:
            self._buckets[chat] = self._new_bucket(chat, is_group)
        return self._buckets[chat]

    def _new_bucket(self, chat: str, is_group: bool) -> Bucket:
        if not chat:
            return Bucket(self.overall, max(self.overall, 1))
        if is_group:
            return Bucket(self.group_per_minute / 60, max(self.group_per_minute, 1))
        return Bucket(self.private, self.private_burst)
