"""A day and an hour as people type them in Indonesian: "besok jam 9", "senin sore", "25/11 10.00".

Small on purpose: what a visit needs, a few weeks ahead. What it does not find it leaves open, and
it reads nothing where the words deny something ("jangan besok").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

_NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "dua belas": 12,
}  # fmt: skip
_WEEKDAYS = {
    "senin": 0, "senen": 0, "selasa": 1, "rabu": 2, "rebo": 2, "kamis": 3, "kemis": 3, "jumat": 4,
    "jum'at": 4, "jemuwah": 4, "sabtu": 5, "setu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip
_AWAY = {
    "hari ini": 0, "sekarang": 0, "skrg": 0, "nanti": 0, "besok": 1, "bsk": 1, "besuk": 1,
    "esok": 1, "mbenjing": 1, "sesuk": 1, "lusa": 2,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8,
    "sep": 9, "okt": 10, "nov": 11, "des": 12,
}  # fmt: skip
_PARTS = {
    "pagi": "morning", "enjing": "morning", "siang": "midday", "sore": "afternoon",
    "petang": "afternoon", "malam": "evening", "malem": "evening",
}  # fmt: skip
_HOURS = {
    "morning": range(4, 12),
    "midday": range(10, 16),
    "afternoon": range(14, 20),
    "evening": range(17, 24),
}
_DENIED = re.compile(r"\b(?:tidak|bukan|jangan|gak|ga|nggak|ndak|belum|mboten|ora)\b")
_PLACED = re.compile(r"\b(\d{1,2})\s*[/-]\s*(\d{1,2})(?:\s*[/-]\s*(\d{2,4}))?\b")
_WRITTEN = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})[a-z]*\.?(?:\s+(\d{{4}}))?\b")
_DATED = re.compile(r"\b(?:tgl|tanggal)\.?\s*(\d{1,2})\b")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b")
_HOUR = re.compile(r"\b(?:jam|pukul|jm|pkl)\.?\s*(\d{1,2})\b")
_SPOKEN = re.compile(rf"\b(\d{{1,2}})\s+(?:{'|'.join(_PARTS)})\b")


@dataclass(frozen=True, slots=True)
class DayTime:
    """What was named; at least one of them."""

    day: date | None = None
    at: time | None = None
    part: str = ""
    """`morning`, `midday`, `afternoon`, `evening`; empty where an hour was named, or nothing."""


def read_daytime(text: str, today: date) -> DayTime | None:
    """The day and hour in these words; none where they name neither, or deny one."""
    words = " ".join(text.lower().split())
    if _DENIED.search(words):
        return None
    day, rest = _day(words, today)
    part = next((value for word, value in _PARTS.items() if _has(rest, word)), "")
    at = _hour(rest, part)
    if day == today and not (at or part) and not _has(rest, "hari ini"):
        day = None  # "nanti saya kabari" names no day
    if day is None and at is None and not part:
        return None
    return DayTime(day, at, "" if at else part)


def _day(words: str, today: date) -> tuple[date | None, str]:
    """The day, and the words without it."""
    for pattern, read in ((_PLACED, _placed), (_WRITTEN, _written), (_DATED, _dated)):
        found = pattern.search(words)
        if found and (day := read(found, today)) is not None:
            return day, words[: found.start()] + " " + words[found.end() :]
    for name, number in _WEEKDAYS.items():
        if name == "minggu" and _has(words, "depan") and not _has(words, "hari minggu"):
            continue  # "minggu depan" is next week, whichever day
        if _has(words, name) and not re.search(rf"\bhari ini\b|\d {name}\b", words):
            return _coming(number, today, next_week=_has(words, "depan")), words
    away = next((days for name, days in _AWAY.items() if _has(words, name)), None)
    return (None if away is None else today + timedelta(days=away)), words


def _placed(found: re.Match[str], today: date) -> date | None:
    return _calendar(int(found[1]), int(found[2]), found[3], today)


def _written(found: re.Match[str], today: date) -> date | None:
    return _calendar(int(found[1]), _MONTHS[found[2]], found[3], today)


def _dated(found: re.Match[str], today: date) -> date | None:
    """The next day of that number."""
    this = _calendar(int(found[1]), today.month, str(today.year), today)
    if this is not None and this >= today:
        return this
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _calendar(int(found[1]), first.month, str(first.year), today)


def _calendar(day: int, month: int, year: str | None, today: date) -> date | None:
    """That date; without a year the next one."""
    number = int(year) if year else today.year
    try:
        found = date(number + 2000 if number < 100 else number, month, day)
        if not year and found < today:
            found = found.replace(year=today.year + 1)
    except ValueError:
        return None
    return found


def _coming(weekday: int, today: date, *, next_week: bool) -> date:
    """The next such day after today; `depan` is the one of next week."""
    if next_week:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _hour(words: str, part: str) -> time | None:
    spelled = _digits(words)
    if half := re.search(r"\bsetengah\s+(\d{1,2})\b", spelled):
        return _of_day(int(half[1]) - 1, 30, part)
    if clock := _CLOCK.search(spelled):
        return _of_day(int(clock[1]), int(clock[2]), part)
    found = _HOUR.search(spelled) or _SPOKEN.search(spelled)
    return _of_day(int(found[1]), 0, part) if found else None


def _of_day(hour: int, minute: int, part: str) -> time | None:
    """On the 24-hour clock; nobody is visited before six, so `jam 2` is in the afternoon."""
    hours = _HOURS.get(part, range(6, 24))
    if hour not in hours and 0 <= hour < 12 and hour + 12 in hours:
        hour += 12
    return time(hour, minute) if 0 <= hour < 24 else None


def _digits(words: str) -> str:
    """Numbers as digits, the longer names first."""
    for name in sorted(_NUMBERS, key=len, reverse=True):
        words = re.sub(rf"\b{name}\b", str(_NUMBERS[name]), words)
    return words


def _has(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
