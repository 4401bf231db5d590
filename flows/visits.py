"""When a facilitator comes: a day, and an hour or a part of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.moments import Day, Moment
from flows.words import Text, _, _staff

FARTHEST = timedelta(days=14)
"""So long ahead a visit may be agreed."""
NOW = "now"
"""Answer of somebody who stands at the door."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day in which somebody may be visited."""

    begins: time
    ends: time
    label: Text
    """For staff, at most 20 characters."""
    words: Text
    """After the day, for the resident."""


PARTS: Mapping[str, Part] = {
    "morning": Part(
        time(8), time(11), _staff("Pagi, 08.00-11.00"), _("pagi, antara pukul 08.00 dan 11.00")
    ),
    "midday": Part(
        time(11), time(15), _staff("Siang, 11.00-15.00"), _("siang, antara pukul 11.00 dan 15.00")
    ),
    "afternoon": Part(
        time(15), time(18), _staff("Sore, 15.00-18.00"), _("sore, antara pukul 15.00 dan 18.00")
    ),
    "evening": Part(
        time(18), time(20), _staff("Malam, 18.00-20.00"), _("malam, antara pukul 18.00 dan 20.00")
    ),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it was agreed."""

    at: datetime
    """When it begins, or when its part of the day begins; UTC."""
    part: str = ""
    """Code of `PARTS`; empty for an hour."""

    def ends(self, zone: str) -> datetime:
        """Until when it may still begin."""
        if not self.part:
            return self.at
        here = self.at.astimezone(ZoneInfo(zone))
        return datetime.combine(here.date(), PARTS[self.part].ends, ZoneInfo(zone))

    def when(self, zone: str) -> Text:
        """The day and the hour, for people."""
        if not self.part:
            return Text("{at}").format(at=Moment(self.at, zone))
        day = Day(self.at, zone)
        return Text("{day}, {part}").format(day=day, part=PARTS[self.part].words)


def visit_of(answers: Mapping[str, Any], zone: str) -> Visit | None:
    """The visit that the answers `day` (ISO) and `hour` (`09:30`, or a part) describe; none
    while one is missing, and for somebody who is there now."""
    day, hour = str(answers.get("day") or ""), str(answers.get("hour") or "")
    if not hour or day in {"", NOW}:
        return None
    part = hour if hour in PARTS else ""
    begins = PARTS[part].begins if part else time.fromisoformat(hour)
    here = datetime.combine(date.fromisoformat(day), begins, ZoneInfo(zone))
    return Visit(here.astimezone(UTC), part)


def parts_left(day: date, now: datetime, zone: str) -> tuple[str, ...]:
    """Parts of that day in which somebody can still come."""
    here = now.astimezone(ZoneInfo(zone))
    return tuple(
        code for code, part in PARTS.items() if day > here.date() or part.ends > here.time()
    )
