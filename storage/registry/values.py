"""Single values of a registry file, as the many exports write them, in our own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from flows.facts import City
from flows.masking import mask_numbers
from storage.registry.presets import squeezed

YES = frozenset(("1", "ya", "y", "yes", "true", "aktif", "v", "penerima", "padan", "ada"))
NO = frozenset(("0", "", "tidak", "t", "n", "no", "false", "-", "nonaktif", "bukan", "null"))
_LONG = frozenset({1, 3, 5, 7, 8, 10, 12})
"""Months of 31 days."""
_DEAD = ("meninggal", "mati", "wafat")
_OFF = ("nonaktif", "tidakaktif")
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T].*)?"),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})(?: .*)?"),
)
_MALE = frozenset(("l", "lakilaki", "laki", "1", "m", "male", "pria"))
_FEMALE = frozenset(("p", "perempuan", "2", "f", "female", "wanita", "w"))
_UNDECIDED = frozenset(("belumadadesil", "belumada", "none", "nan"))


def birth_possible(born: str) -> bool:
    """Whether the date part of a NIK is a day of either century, 40 added for a woman."""
    day, month, year = int(born[:2]), int(born[2:4]), int(born[4:])
    day -= 40 * (day > 40)
    if not 1 <= month <= 12:
        return False
    # Of 1900 and 2000 the later one is a leap year.
    return 1 <= day <= (28 + (year % 4 == 0) if month == 2 else 30 + (month in _LONG))


def decile_of(said: str) -> str | None:
    """1-10; empty where there is none, none where it is no decile."""
    plain = said.lower().removeprefix("desil").strip().removesuffix(".0")
    if plain in NO or squeezed(plain) in _UNDECIDED:
        return ""
    return plain if plain.isdecimal() and 1 <= int(plain) <= 10 else None


def sex_of(said: str) -> str:
    """`male`, `female`, or empty."""
    plain = squeezed(said)
    return "male" if plain in _MALE else "female" if plain in _FEMALE else ""


def match_of(said: str) -> str:
    """Whether it matched the population register: `yes`, `no`, or empty."""
    plain = said.lower()
    return "" if plain in {"", "-"} else "yes" if plain in YES else "no"


def activity(said: Sequence[str]) -> tuple[str, str]:
    """Whether it was switched off, and why."""
    inactive, why, alive, died, deleted = said
    dead = any(word in text for word in _DEAD for text in (alive, why))
    if dead or died not in NO:
        return "no", "deceased"
    if inactive not in NO or deleted not in NO or any(off in squeezed(why) for off in _OFF):
        return "no", tidy(why)
    return "", ""


def as_text(cell: object) -> str:
    """What stands in a cell of a sheet."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def tidy(words: str) -> str:
    """One space between words, nothing that parts our own values, and no sign of "this is text"
    that spreadsheets put before a number."""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(printable.split()).lstrip("'`\u2018\u2019").strip()


def masked(nik: str) -> str:
    """Also of what is too short for a NIK, only the ends."""
    if len(nik) >= 15 and nik.isdigit():
        return mask_numbers(nik)
    return f"{nik[:2]}***{nik[-2:]}" if len(nik) > 6 and not nik.isalpha() else "***"


def iso_date(said: str) -> str:
    """ISO 8601; empty where it is no date."""
    for shape in _DATES:
        found = shape.fullmatch(said)
        if found is not None:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return ""
    return ""


def village_names(city: City) -> dict[tuple[str, str], str]:
    """Codes by kecamatan and kelurahan; by the kelurahan alone where only one has that name."""
    found: dict[tuple[str, str], str] = {}
    alone: dict[str, set[str]] = {}
    for district in city.districts:
        for village in district.villages:
            for name in (village.name, *village.aliases):
                alone.setdefault(squeezed(name), set()).add(village.code)
                for where in (district.name, *district.aliases):
                    found[squeezed(where), squeezed(name)] = village.code
    for name, codes in alone.items():
        if len(codes) == 1:
            found["", name] = next(iter(codes))
    return found
