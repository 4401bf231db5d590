"""Settings about time: which hours count, when people are awake, how long a notice waits; and
the way of a complaint."""

from __future__ import annotations

import re
from datetime import date, time

from bot.reading import OFF, Wrong
from flows.cases.calendar import NotHours, Week, read_week
from flows.cases.profiles import PROFILES
from flows.quiet import QuietHours

_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


def clock(given: str) -> str:
    """Which hours count: `calendar` or `working`."""
    text = given.strip().lower()
    if text not in {"calendar", "working"}:
        raise Wrong("it is neither calendar nor working.", "Write calendar or working.")
    return text


def hours(given: str) -> str:
    """Office hours by weekday, as they were written; see `week`."""
    text = " ".join(given.split())
    week(text)
    return text


def week(text: str) -> Week:
    """Office hours, day by day."""
    try:
        return read_week(text)
    except NotHours:
        raise Wrong(
            "it is not a list of office hours.",
            "Write it like mon-thu 07.30-12.00 12.30-15.30, fri 07.30-14.30.",
        ) from None


def days(given: str) -> str:
    """Dates, as they were written; see `dates`."""
    text = given.strip()
    dates(text)
    return text


def dates(text: str) -> frozenset[date]:
    """Each day of a list like `2026-06-20, 2026-12-31`."""
    try:
        return frozenset(date.fromisoformat(one.strip()) for one in text.split(",") if one.strip())
    except ValueError:
        raise Wrong("a day in it is no date.", "Write them like 2026-06-20, 2026-12-31.") from None


def route(given: str) -> str:
    """A route profile by its name."""
    text = given.strip().lower()
    if text not in PROFILES:
        raise Wrong("there is no such route.", f"Use one of {', '.join(PROFILES)}.")
    return text


def quiet_hours(given: str) -> str:
    """Quiet hours as text: `21:00-06:00`, or `off`."""
    text = given.strip().lower().replace(".", ":")
    if text in OFF or _HOURS.fullmatch(text):
        return text
    raise Wrong("it is not a time of night.", "Write it like 21:00-06:00, or `off`.")


def quiet(hours: str) -> QuietHours:
    """The same, to ask when it is over; `off` is never."""
    found = _HOURS.fullmatch(hours)
    if not found:
        return QuietHours(time(0), time(0))
    h1, m1, h2, m2 = map(int, found.groups())
    return QuietHours(time(h1, m1), time(h2, m2))


def seconds(given: object) -> int:
    """A whole number of seconds, a minute at most."""
    text = str(given).strip()
    if text.isdecimal() and int(text) <= 60:
        return int(text)
    raise Wrong("it is not a number of seconds from 0 to 60.", "Write a number like 20.")
