"""Whether two names may be the same person's: a hint for staff, never a decision."""

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


def _plain(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(word for word in words if word not in _TITLES)
