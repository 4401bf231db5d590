"""A facilitator writes that they are away: "cuti 3 hari", "libur sampai 28/11", "aktif lagi"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = timedelta(days=92)
"""A longer absence is the office's to decide (`sambung staff off`)."""
_AWAY = r"/?(?:saya )?(?:mau |ijin |izin )?(?:cuti|libur|absen|tidak masuk|gak masuk|sakit)"
_DAYS = re.compile(rf"{_AWAY}(?: selama)? (\d{{1,3}}) hari", re.IGNORECASE)
_TODAY = re.compile(rf"/?cuti|{_AWAY} hari ini", re.IGNORECASE)
_UNTIL = re.compile(
    rf"{_AWAY} (?:sampai|sampe|s/d|sd|hingga)(?: tanggal| tgl)? (\d{{1,2}})"
    r"(?:[ /.-]+(\d{1,2}|[a-z]{3,9})(?:[ /.-]+(\d{4}|\d{2}))?)?",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"/?(?:saya )?(?:sudah )?(?:aktif lagi|masuk lagi|masuk kerja lagi|selesai cuti|batal cuti|"
    r"bertugas lagi)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")


@dataclass(frozen=True, slots=True)
class Absence:
    """The last day on which somebody is away; none where no such day can be meant."""

    last: date | None


def asked(text: str, today: date) -> Absence | None:
    """What a message that says nothing else asks for, `today` in the city; none for others."""
    words = " ".join(text.split()).rstrip(".! ")
    if found := _DAYS.fullmatch(words):
        days = int(found[1])
        return Absence(_near(today + timedelta(days=days - 1), today) if days else None)
    if found := _UNTIL.fullmatch(words):
        return Absence(_near(_named(found, today), today))
    return Absence(today) if _TODAY.fullmatch(words) else None


def back(text: str) -> bool:
    """Whether somebody says that they work again."""
    return _BACK.fullmatch(" ".join(text.split()).rstrip(".! ")) is not None


def until(last: date, zone: ZoneInfo) -> datetime:
    """The moment at which they are back: when the day after `last` begins in the city."""
    return datetime.combine(last + timedelta(days=1), time(), zone)


def _near(last: date | None, today: date) -> date | None:
    return last if last is not None and today <= last <= today + LONGEST else None


def _named(found: re.Match[str], today: date) -> date | None:
    """The day that is meant: of this month or the next where no month is named."""
    day, month = int(found[1]), _month(found[2], today)
    if month is None:
        return None
    if found[3]:
        return _date(int(found[3]) % 100 + 2000, month, day)
    this = _date(today.year, month, day)
    if this is not None and this >= today:
        return this
    if found[2]:
        return _date(today.year + 1, month, day)
    following = today.replace(day=1) + timedelta(days=32)
    return _date(following.year, following.month, day)


def _month(word: str | None, today: date) -> int | None:
    if not word:
        return today.month
    if word.isdecimal():
        return int(word)
    short = word.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
