"""How fast we may send: a bucket for the channel identity, one for each group, and pauses.

Figures are the platforms' published limits (Telegram: about 30 messages a second in all, 20 a
minute in one group; Twilio: 80 a second per WhatsApp sender). Private replies are not paced,
only a platform's "later" is obeyed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from threading import Lock

GROUP_RATE = 17 / 60
"""Messages a second in one group; with the burst never more than 20 in any minute."""
GROUP_BURST = 3
STUMBLES = (0.2, 2, 5, 15, 30)
"""Seconds of silence after the first, second ... failure in a row of the platform itself. One alone
happens to every platform, and must not keep everybody waiting."""

BACK = timedelta(seconds=5)
"""A clock that goes back further than this was put right."""


class Bucket:
    """Tokens that come back with time; a send takes one."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._at: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long until one is free; zero takes it."""
        if self._at is not None:
            gained = (now - self._at).total_seconds() * self._rate
            self._tokens = min(self._burst, self._tokens + max(0.0, gained))
        self._at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return timedelta()
        return timedelta(seconds=(1 - self._tokens) / self._rate)


class Pacing:
    """All limits of one channel identity, in the memory of the one process that sends."""

    def __init__(self, rate: float) -> None:
        self._all = Bucket(rate, rate)
        self._groups: dict[str, Bucket] = {}
        self._paused_until: datetime | None = None
        self._bulk_paused_until: datetime | None = None
        self._paused_at = datetime.min.replace(tzinfo=UTC)
        self._stumbles = 0
        self._again: list[datetime] = []
        self._lock = Lock()

    def pause(self, now: datetime, until: datetime) -> None:
        """The platform wants silence from everybody until then."""
        with self._lock:
            self._paused_at, self._paused_until = now, max(until, self._paused_until or until)

    def stumbled(self, now: datetime) -> None:
        """The platform itself failed: silence for a while, longer each time in a row.

        What was in flight at the same moment fails with it and counts once. How often a single
        message was tried does not matter: one that never works must not silence all others.
        """
        with self._lock:
            if self._paused_until is not None and now < self._paused_until:
                return
            wait = STUMBLES[min(self._stumbles, len(STUMBLES) - 1)]
            self._stumbles += 1
            self._paused_at, self._paused_until = now, now + timedelta(seconds=wait)

    def worked(self) -> None:
        """The platform took something."""
        self._stumbles = 0

    def pause_bulk(self, until: datetime) -> None:
        """Campaigns have to wait; replies and notices go on."""
        with self._lock:
            self._bulk_paused_until = max(until, self._bulk_paused_until or until)

    def paused(self, now: datetime) -> timedelta:
        """How much of a pause is left."""
        with self._lock:
            if self._paused_until is None or self._paused_until <= now:
                return timedelta()
            if now + BACK < self._paused_at:
                self._paused_until = None  # the machine's clock went back, and must not prolong it
                return timedelta()
            return self._paused_until - now

    def again(self, at: datetime) -> None:
        """A message that did not go may go then."""
        with self._lock:
            heappush(self._again, at)

    def rest(self, now: datetime, most: timedelta) -> timedelta:
        """How long there is nothing to do, if nothing comes: until a pause ends, or until a
        message may go again; `most` where neither is near."""
        if left := self.paused(now):
            return min(left, most)
        with self._lock:
            due = most
            while self._again and self._again[0] <= now:
                heappop(self._again)
                due = timedelta()
            return min(due, self._again[0] - now) if self._again else due

    def wait(self, now: datetime, *, group: str = "", bulk: bool = False) -> timedelta:
        """How long this message must wait; zero lets it go and counts it."""
        with self._lock:
            if group:
                # A forum's topics share their chat's limit.
                chat = group.partition("/")[0]
                bucket = self._groups.setdefault(chat, Bucket(GROUP_RATE, GROUP_BURST))
                return bucket.wait(now)
            if bulk and self._bulk_paused_until is not None and now < self._bulk_paused_until:
                return self._bulk_paused_until - now
            waiting = self._all.wait(now)
            return waiting if bulk else timedelta()
