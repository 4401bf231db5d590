"""Numbers and dates out of misread print.

A letter is taken for the digit it looks like only where the whole number then can be a NIK of a
known area, and says the same birth date and sex as the card prints beside it. A digit is never
changed into another one, save inside the date part, where the card itself says what it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.cases.identity import (
    LENGTH,
    FamilyCardNo,
    Nik,
    Sex,
    read_family_card_no,
    read_nik,
)

_SHAPES = {
    "0": "OoDQU", "1": "IiLl|!J", "2": "Zz", "3": "E", "4": "A", "5": "Ss", "6": "Gb", "7": "T?",
    "8": "B", "9": "gq",
}  # fmt: skip
LOOKS_LIKE = {ord(letter): digit for digit, some in _SHAPES.items() for letter in some}
"""Letters and the digits that they are taken for."""
CONFUSED = {
    "0": "86", "1": "74", "2": "7", "3": "8", "4": "1", "5": "6", "6": "580", "7": "12",
    "8": "3069", "9": "8",
}  # fmt: skip
"""Digits that are misread for one another."""
_SIGN = f"[0-9{re.escape(''.join(_SHAPES.values()))}]"
_RUN = re.compile(rf"{_SIGN}(?:[ .\-]?{_SIGN}){{13,19}}")
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_LEAST_DIGITS = 11
"""Of sixteen: with fewer it is no number that was misread but a word."""
_DATE = re.compile(r"(\d{2})\s?[-./ ]\s?(\d{2})\s?[-./ ]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Printed:
    """What the card itself says beside its number."""

    birth: date | None = None
    sex: Sex | None = None

    def agrees(self, nik: Nik) -> bool | None:
        """Whether a NIK says the same; none where nothing can be compared."""
        if self.birth is not None and self.birth != nik.birth:
            return False
        if self.sex is not None and self.sex != nik.sex:
            return False
        return True if self.birth is not None else None


@dataclass(frozen=True, slots=True)
class FoundNik:
    """A NIK out of a line of print."""

    nik: Nik
    agrees: bool | None


def nik_in(text: str, printed: Printed, today: date) -> FoundNik | None:
    """The NIK in a line, or none that can be trusted."""
    for run in runs(text):
        found = _plain(run, printed, today) or _mended(run, printed, today)
        if found is not None:
            return found
    return None


def runs(text: str) -> Iterator[str]:
    """What may be a number of sixteen digits, blanks left out, letters as they were read."""
    for found in (*_DIGITS.findall(text), *_RUN.findall(text)):
        bare = re.sub(r"[ .\-]", "", found)
        if sum(map(str.isdigit, bare)) >= _LEAST_DIGITS:
            yield bare


def family_card_no(text: str) -> str:
    """The number of a family card in a line, or nothing; digits only."""
    for run in runs(text):
        if len(run) == LENGTH and run.isdigit():
            read = read_family_card_no(run)
            if isinstance(read, FamilyCardNo) and not read.doubts:
                return read.digits
    return ""


def date_in(text: str) -> date | None:
    """A date as cards print it: 17-08-1985."""
    for day, month, year in _DATE.findall(text):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def sex_in(text: str) -> Sex | None:
    """The sex as cards print it."""
    bare = re.sub(r"[^A-Z]", "", text.upper())
    if "PEREMP" in bare or bare.startswith("PEREM"):
        return Sex.FEMALE
    return Sex.MALE if bare.startswith(("LAKI", "LAK1", "LAKILAKI")) else None


def _plain(run: str, printed: Printed, today: date) -> FoundNik | None:
    if len(run) != LENGTH or not run.isdigit():
        return None
    nik = _known(run, today)
    return FoundNik(nik, printed.agrees(nik)) if nik is not None else None


def _mended(run: str, printed: Printed, today: date) -> FoundNik | None:
    """With letters taken for digits, a sign too many left out, or one digit of the date part
    mended: only where the card's own birth date says so."""
    if printed.birth is None:
        return None
    digits = run.translate(LOOKS_LIKE)
    possible = _known(digits, today)
    guesses = [digits] if possible is not None else _guesses(digits)
    for guess in guesses:
        nik = _known(guess, today)
        if nik is not None and printed.agrees(nik):
            return FoundNik(nik, agrees=True)
    return None


def _guesses(digits: str) -> Iterator[str]:
    """What an impossible number may have been."""
    if len(digits) == LENGTH:
        for place in range(6, 12):
            for other in CONFUSED[digits[place]]:
                yield digits[:place] + other + digits[place + 1 :]
    elif len(digits) == LENGTH + 1:
        # A colon or the card's edge before the number, or after it.
        yield digits[1:]
        yield digits[:-1]


def _known(digits: str, today: date) -> Nik | None:
    nik = read_nik(digits, today) if digits.isdigit() else None
    return nik if isinstance(nik, Nik) and not nik.doubts else None
