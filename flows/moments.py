"""Moments, days and durations as people read them, in Indonesian and in krama.

Inside the house every time is UTC; a city reads its own clock with the zone's name beside it
("pukul 14.00 WIB"). A value of this module goes into a `Text` like any other and gets its
words when the text does.

The names are Babel's, except the Javanese days: Babel gives the Indonesian ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

_JAVANESE_DAYS = ("Senen", "Selasa", "Rebo", "Kemis", "Jemuwah", "Setu", "Minggu")
_AT = {"id": "pukul", "jv": "jam"}
_UNITS: Mapping[str, tuple[str, str, str]] = {
    "id": ("hari", "jam", "menit"),
    "jv": ("dinten", "jam", "menit"),
}
_MOMENTARY = {"id": "kurang dari 1 menit", "jv": "kirang saking 1 menit"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a time of day: `Senin 23 November 2026 pukul 14.00 WIB`.

    Raises ValueError where the moment has no zone of its own, because it would be read as
    the machine's time.
    """

    at: datetime
    zone: str

    def __post_init__(self) -> None:
        _refuse_naive(self.at)

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        here = self.at.astimezone(ZoneInfo(self.zone))
        return f"{_day(here, language)} {_AT[language]} {here:%H.%M} {here.tzname()}"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of a day that needs no name: `pukul 15.30 WIB`.

    Raises ValueError where the moment has no zone of its own.
    """

    at: datetime
    zone: str

    def __post_init__(self) -> None:
        _refuse_naive(self.at)

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        here = self.at.astimezone(ZoneInfo(self.zone))
        return f"{_AT[language]} {here:%H.%M} {here.tzname()}"


@dataclass(frozen=True, slots=True)
class Date:
    """A date without a time, such as a birth date: `5 Agustus 1982`."""

    on: date

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        return format_date(self.on, "d MMMM y", locale=language)


@dataclass(frozen=True, slots=True)
class Day:
    """The day on which a moment falls in the city: `Senin 23 November 2026`."""

    at: datetime
    zone: str

    def __post_init__(self) -> None:
        _refuse_naive(self.at)

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        return _day(self.at.astimezone(ZoneInfo(self.zone)), language)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took or waits, in its two largest units: `1 hari 3 jam`."""

    length: timedelta

    def render(self, language: str) -> str:
        """The words a reader of that language sees; a negative length counts as none."""
        minutes = max(0, int(self.length.total_seconds()) // 60)
        counts = (minutes // 1440, minutes // 60 % 24, minutes % 60)
        told = [(n, unit) for n, unit in zip(counts, _UNITS[language], strict=True) if n]
        if counts[0]:
            told = [part for part in told if part[1] != _UNITS[language][2]]
        return " ".join(f"{n} {unit}" for n, unit in told) or _MOMENTARY[language]


def _day(here: datetime, language: str) -> str:
    if language == "jv":
        return f"{_JAVANESE_DAYS[here.weekday()]} {format_date(here, 'd MMMM y', locale='jv')}"
    return format_date(here, "EEEE d MMMM y", locale=language)


def _refuse_naive(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("a moment for people needs a time with a zone")
