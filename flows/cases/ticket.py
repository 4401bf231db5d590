"""Ticket numbers: `26-004217-4`, that is year, counter and a check digit.

Digits only, so that they can be typed on any phone and read out. The check digit follows
ISO 7064 mod 11,10, which catches every slip in a single digit: a resident is told that the
number is mistyped, never shown somebody else's case or "not found".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from stdnum.iso7064 import mod_11_10

from flows.words import Text, _

LAST_COUNTER = 999_999

_DASH = r" ?[-\u2010-\u2015\u2212] ?"
_WRITTEN = re.compile(
    rf"(?<![0-9])(?:[0-9]{{2}}{_DASH}[0-9]{{4,8}}{_DASH}[0-9]|[0-9]{{2}}[. ][0-9]{{6}}[. ][0-9])"
    r"(?![0-9])"
)
"""The shape we give out; with dashes also when a digit is missing or too many."""
_ASKING = frozenset(
    "aduan cek check keluhan laporan lapuran mriksa nmr no nomer nomor status ticket tiket".split()  # noqa: SIM905
)
"""Words that announce a ticket number."""
_COURTESY = frozenset(
    "admin bu halo ini kula lihat min mohon pak permisi saya tolong ya yang".split()  # noqa: SIM905
)
"""Words that may stand beside it; any other makes the message a story."""


@dataclass(frozen=True, slots=True)
class Mistyped:
    """Somebody meant a ticket number, but no ticket has this one."""

    typed: str

    @property
    def words(self) -> Text:
        """What that person is told."""
        return _(
            "Nomor {typed} sepertinya salah ketik. "
            "Mohon periksa nomor laporan pada pesan kami, lalu ketik lagi."
        ).format(typed=self.typed)


def ticket_no(year: int, counter: int) -> str:
    """The ticket of the `counter`-th case of a year; raises ValueError beyond six digits."""
    if not 1 <= counter <= LAST_COUNTER:
        raise ValueError(f"no ticket number has the counter {counter}")
    digits = f"{year % 100:02d}{counter:06d}"
    return _dashed(digits + mod_11_10.calc_check_digit(digits))


def ending(year: int, last: int, tail: str) -> list[str]:
    """The tickets of a year up to its `last` counter that end in `tail`, written `217-4`. Nine of
    ten that the digits before it would allow have another check digit."""
    digits, check = tail.split("-")
    counters = range(int(digits) or 1000, last + 1, 1000)
    found = (ticket_no(year, counter) for counter in counters)
    return [number for number in found if number.endswith(f"-{check}")]


def find_ticket(text: str) -> str | Mistyped | None:
    """The ticket number somebody typed, in the form we give out.

    Seen anywhere when it has our shape (2-6-1 with dashes, dots or blanks between). Digits
    run together or spaced otherwise count only where the message says nothing else, because a
    story is full of phone numbers, dates and money.
    """
    plain = unicodedata.normalize("NFKC", text)
    if written := _WRITTEN.search(plain):
        return _checked(_digits(written.group()), written.group())
    return _bare(plain)


def _bare(plain: str) -> str | Mistyped | None:
    words = set(re.findall(r"[^\W\d_]+", plain.casefold()))
    digits = _digits(plain)
    asked = words & _ASKING and 7 <= len(digits) <= 10
    alone = len(digits) == 9 and not digits.startswith("0")
    if not (asked or alone) or not words <= _ASKING | _COURTESY:
        return None
    return _checked(digits, digits)


def _checked(digits: str, typed: str) -> str | Mistyped:
    if len(digits) == 9 and mod_11_10.is_valid(digits):
        return _dashed(digits)
    return Mistyped(typed)


def _digits(words: str) -> str:
    return "".join(re.findall("[0-9]", words))


def _dashed(digits: str) -> str:
    return f"{digits[:2]}-{digits[2:8]}-{digits[8]}"
