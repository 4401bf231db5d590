"""Amounts of money as people type them: `1,5jt`, `800rb`, `Rp 1.500.000`, `sejuta`."""

from __future__ import annotations

import re
from decimal import Decimal

SMALLEST = 10_000
"""Below it a bare number is more likely a choice or a slip than an income."""
LARGEST = 1_000_000_000
_UNITS = {
    "juta": 1_000_000, "jutaan": 1_000_000, "jt": 1_000_000, "jtan": 1_000_000, "yuta": 1_000_000,
    "ribu": 1_000, "ribuan": 1_000, "rb": 1_000, "rban": 1_000, "rebu": 1_000, "ewu": 1_000,
    "k": 1_000,
}  # fmt: skip
_WORDS = {
    "satu setengah": "1,5", "setengah juta": "500 ribu", "separuh juta": "500 ribu",
    "sejuta": "1 juta", "seribu": "1 ribu", "seratus": "100", "sepuluh": "10", "satu": "1",
    "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7",
    "delapan": "8", "sembilan": "9",
}  # fmt: skip
_FILL = re.compile(
    r"\b(?:rp|idr|rupiah|per|se)?(?:bulan|bln)\b|\b(?:rp|idr|rupiah|per|sekitar|kira|kurang|lebih"
    r"|kisaran|rata|an)\b|[/±~-]"
)
_PART = re.compile(r"(\d+(?:[.,]\d+)*)\s*([a-z]+)?\s*")
_NOTHING = frozenset({"tidak ada", "gak ada", "ga ada", "nihil", "kosong", "tidak punya"})


def rupiah(text: str) -> int | None:
    """Whole rupiah, or none when it is not one clear amount (a range is none)."""
    words = " ".join(text.lower().split())
    if words in _NOTHING:
        return 0
    if re.search(r"\d\s*[-–]\s*\d|sampai|\bs/?d\b", words):
        return None
    words = re.sub(r"\brp\.?\s*(?=\d)|,-+|\.-+", "", words)
    words = " ".join(_FILL.sub(" ", words).split())
    for spoken, written in _WORDS.items():
        words = re.sub(rf"\b{spoken}\b", written, words)
    amount = _sum(words.strip(" ."))
    return amount if amount is not None and SMALLEST <= amount <= LARGEST else None


def _sum(words: str) -> int | None:
    parts = list(_PART.finditer(words))
    if not parts or "".join(p.group() for p in parts) != words:
        return None
    if len(parts) > 1 and not all(p.group(2) for p in parts):
        return None
    amounts = [_amount(p.group(1), p.group(2) or "") for p in parts]
    return sum(a for a in amounts if a is not None) if None not in amounts else None


def _amount(number: str, unit: str) -> int | None:
    """One number with its unit. `1.500` is grouped thousands, except before *juta*."""
    if unit and unit not in _UNITS:
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number)
    if grouped and _UNITS.get(unit, 1) < 1_000_000:
        return int(re.sub(r"[.,]", "", number)) * _UNITS.get(unit, 1)
    if not unit:
        return int(number) if number.isdecimal() else None
    if number.count(".") + number.count(",") > 1:
        return None
    return int(Decimal(number.replace(",", ".")) * _UNITS[unit])
