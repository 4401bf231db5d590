"""Whether two names, or two addresses, may be the same: a hint for staff, never a decision."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

ALIKE = 88
"""Of 100; high enough that two of the many who share one common name are kept apart."""
_TITLES = frozenset(
    "bapak bpk pak ibu bu sdr sdri h hj haji hajjah almarhum alm almarhumah almh drs dr ir".split()  # noqa: SIM905
)


def alike(one: str, other: str) -> bool:
    """Whether the names are alike, whatever the order of their words and the titles before."""
    mine, theirs = _plain(one), _plain(other)
    if not mine or not theirs:
        return False
    return fuzz.token_sort_ratio(mine, theirs) >= ALIKE


ALIKE_PLACE = 85
"""Of 100, for the words of an address without its numbers."""
_SPELLED = {"jl": "jalan", "jln": "jalan", "gg": "gang", "no": "", "nomor": "", "nomer": "",
            "perum": "perumahan", "blk": "blok", "dsn": "dusun", "kel": "", "kec": "",
            "kelurahan": "", "kecamatan": "", "kota": ""}  # fmt: skip


def same_name(printed: str, typed: str) -> bool:
    """Whether a name read by a machine, which loses blanks, may be the one that was typed."""
    mine, theirs = (name.upper().replace(" ", "") for name in (printed, typed))
    return alike(printed, typed) or fuzz.ratio(mine, theirs) >= ALIKE


def alike_place(one: str, other: str) -> bool:
    """Whether two addresses of one kelurahan may be the same house: their words are alike, and
    so are the numbers that both name (house, RT, RW)."""
    mine, my_numbers = _address(one)
    theirs, their_numbers = _address(other)
    if not mine or not theirs or not (my_numbers and their_numbers):
        return False
    fewer, more = sorted((my_numbers, their_numbers), key=len)
    return fewer <= more and fuzz.token_set_ratio(mine, theirs) >= ALIKE_PLACE


def _address(words: str) -> tuple[str, frozenset[int]]:
    """Its words in one spelling, and its numbers: `RT 03/RW 01` is `rt rw` with 3 and 1."""
    parts = re.findall(r"[^\W\d_]+|\d+", words.casefold())
    numbers = frozenset(int(part) for part in parts if part.isdecimal())
    spelled = (_SPELLED.get(part, part) for part in parts if not part.isdecimal())
    return " ".join(word for word in spelled if word), numbers


def _plain(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(word for word in words if word not in _TITLES)
