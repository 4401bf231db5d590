"""Which hours count towards a promise: every hour of the calendar, office hours only, or the
hours in which people are awake.

    calendar.after(start, length)    the moment at which so much time has counted
    calendar.between(start, end)     how much time counts between two moments

Office hours are the city's own clock; a public holiday of Indonesia, a joint holiday of the
government and a holiday of the city have none. For every calendar
`between(start, after(start, length)) == length`, and neither ever leads backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from flows.quiet import QuietHours

Span = tuple[int, int]
"""From one minute of a day to another; 1440 is midnight at its end."""
Week = tuple[tuple[Span, ...], ...]
"""Office hours of each weekday, Monday first."""


class Counts(StrEnum):
    """Which hours count."""

    ALL = "calendar"
    OFFICE = "working"
    """Office hours, on days that are no holiday."""
    AWAKE = "awake"
    """Every day outside quiet hours."""


OFFICE_HOURS = "mon-thu 07.30-15.30, fri 07.30-14.30"
"""As most city offices keep them. A break parts a day: `fri 07.30-11.30 13.00-14.30`."""
LONGEST_REST = 60
"""Days without office hours in a row that a calendar is looked through for the next one."""

_DAYS: Mapping[str, int] = {
    name: number
    for names in ("mon tue wed thu fri sat sun", "sen sel rab kam jum sab min")
    for number, name in enumerate(names.split())
}
_MINUTES_A_DAY = 24 * 60
_HOUR = r"\d{1,2}[.:][0-5]\d"
_WHEN = re.compile(rf"([a-z]+)(?:\s*-\s*([a-z]+))?((?:\s+{_HOUR}\s*-\s*{_HOUR})+)")
_SPAN = re.compile(r"(\d{1,2})[.:](\d\d)\s*-\s*(\d{1,2})[.:](\d\d)")


class NotHours(ValueError):
    """Office hours that cannot be read."""


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Public and joint holidays of Indonesia, some of a later year by estimate."""
    known = holidays.country_holidays("ID", years=year, categories=("public", "government"))
    return frozenset(known)


def read_week(words: str) -> Week:
    """Office hours as a person writes them: `mon-thu 07.30-12.00 13.00-15.30, fri 07.30-14.30`.

    Days in English or Indonesian, by at least three letters. Raises NotHours.
    """
    week: list[tuple[Span, ...]] = [()] * 7
    for part in words.lower().split(","):
        found = _WHEN.fullmatch(part.strip())
        if found is None:
            raise NotHours
        spans = _spans(found[3])
        for day in _days(found[1], found[2] or found[1]):
            if week[day]:
                raise NotHours
            week[day] = spans
    return tuple(week)


def _days(first: str, last: str) -> range:
    try:
        begin, end = _DAYS[first[:3]], _DAYS[last[:3]]
    except KeyError:
        raise NotHours from None
    if begin > end:
        raise NotHours
    return range(begin, end + 1)


def _spans(words: str) -> tuple[Span, ...]:
    """In their order, and apart from each other."""
    spans = tuple(
        (int(h1) * 60 + int(m1), int(h2) * 60 + int(m2)) for h1, m1, h2, m2 in _SPAN.findall(words)
    )
    moments = [moment for span in spans for moment in span]
    if moments != sorted(set(moments)) or moments[-1] > _MINUTES_A_DAY:
        raise NotHours
    return spans


def awake_hours(quiet: QuietHours) -> tuple[Span, ...]:
    """What is left of a day outside quiet hours; the whole day where there are none."""
    start, end = (at.hour * 60 + at.minute for at in (quiet.start, quiet.end))
    if start > end:
        return ((end, start),)
    parts = ((0, start), (end, _MINUTES_A_DAY)) if start < end else ((0, _MINUTES_A_DAY),)
    return tuple(part for part in parts if part[0] < part[1])


_JAKARTA = ZoneInfo("Asia/Jakarta")
_USUAL = read_week(OFFICE_HOURS)
_AWAKE = awake_hours(QuietHours())


@dataclass(frozen=True, slots=True)
class Calendar:
    """The hours of one city."""

    zone: ZoneInfo = _JAKARTA
    counts: Counts = Counts.ALL
    week: Week = _USUAL
    extra: frozenset[date] = frozenset()
    """Holidays of the city's own."""
    awake: tuple[Span, ...] = _AWAKE
    """The part of every day that is not quiet."""

    def counting(self, counts: Counts) -> Calendar:
        """The same city's hours, counted in that way."""
        return replace(self, counts=counts)

    def after(self, start: datetime, length: timedelta) -> datetime:
        """When so much time has counted since the start; the start itself for no time.

        Raises ValueError where no office hour is near enough.
        """
        if self.counts is Counts.ALL:
            return start + max(length, timedelta())
        left = length
        moment = start
        if left <= timedelta():
            return start
        for begin, end in self._open_from(start):
            here = max(begin, start)
            if here + left <= end:
                return here + left
            left -= end - here
            moment = end
        raise ValueError(f"no office hours after {moment:%Y-%m-%d}")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much time counts from one moment to a later one; none where it is not later."""
        if end <= start:
            return timedelta()
        if self.counts is Counts.ALL:
            return end - start
        counted = timedelta()
        for begin, close in self._open_from(start):
            if begin >= end:
                break
            counted += min(close, end) - max(begin, start)
        return counted

    def next_span(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The hours that count now or next, UTC; none where there are none for very long."""
        return next(self._open_from(moment), None)

    def is_day_off(self, day: date) -> bool:
        """Whether the office stays shut that day."""
        return not self.week[day.weekday()] or day in self.extra or day in public_holidays(day.year)

    def _spans(self, day: date) -> tuple[Span, ...]:
        """Hours of that day that count."""
        if self.counts is Counts.AWAKE:
            return self.awake
        return () if self.is_day_off(day) else self.week[day.weekday()]

    def _open_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans of office hours, in UTC, that end after that moment, in their order."""
        day = start.astimezone(self.zone).date()
        rest = 0
        while rest <= LONGEST_REST:
            spans = self._spans(day)
            rest = 0 if spans else rest + 1
            for begin, end in spans:
                closing = self._at(day, end)
                if closing > start:
                    yield self._at(day, begin), closing
            day += timedelta(days=1)

    def _at(self, day: date, minute: int) -> datetime:
        days, rest = divmod(minute, _MINUTES_A_DAY)
        there = time(rest // 60, rest % 60, tzinfo=self.zone)
        return datetime.combine(day + timedelta(days=days), there).astimezone(UTC)
