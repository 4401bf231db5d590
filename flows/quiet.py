"""Quiet hours: at night nobody is woken by what can wait until the morning.

City time. What is urgent goes at any hour, and so does everything to somebody who is writing
with us just then: they are awake.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

AWAKE = timedelta(minutes=15)
"""So long after their last message a person counts as awake."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end`, perhaps over midnight; the same moment twice means never."""

    start: time = time(21)
    end: time = time(6)

    def until(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet that holds at `now` is over; none by day."""
        here = now.astimezone(zone)
        if not self._holds(here.time()):
            return None
        morning = here.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        if morning <= here:
            morning += timedelta(days=1)
        return morning.astimezone(now.tzinfo)

    def _holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end
