"""Numbers are read several times, from the same piece of the photo drawn wider and cut closer, and
count only as far as those readings agree: a digit that is lost or mistaken is seldom so in all.

A reader of letters drops digits from narrow small print, which wider print brings back; what is
too blurred it reads differently each time, though it may be sure of itself each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.cases.identity import LENGTH

Picture = NDArray[np.uint8]
LEAST_DIGITS, MOSTLY = 9, 0.6
"""A line with so many digits, and that share of them, may be a number."""
WIDER, MUCH_WIDER = 1.5, 2.0
"""Times as wide as on the photo."""
AGREED = 0.75
"""The share of readings with sixteen digits that must be the same: three of four."""
DOUBTED = 0.3
"""Of 1: how sure a number is whose readings differ; nothing on a card can speak for it."""
RIM, BEYOND = 0.12, 0.15
"""Of the fullest row's ink: rows with less are no part of the digits; and the share of their height
that is left above and below."""
_NUMBER = re.compile(rf"(?<!\d)\d{{{LENGTH}}}(?!\d)")
_LABEL = re.compile(r"^\W*N[oO0]\W*")


def may_be_number(text: str) -> bool:
    """Whether a line may be one, perhaps with lost digits or letters for some."""
    digits = sum(map(str.isdigit, text))
    return digits >= LEAST_DIGITS and digits > MOSTLY * len(text)


def other_looks(piece: Picture, cv: Any) -> Iterator[Picture]:
    """The piece as it is read again."""
    close = _close(piece)
    yield _wider(piece, WIDER, cv)
    yield _wider(close, WIDER, cv)
    yield _wider(close, MUCH_WIDER, cv)


def agreed(readings: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """The line and how sure it is, by all its readings; the first is that of the piece itself."""
    text, score = readings[0]
    found = [(number, sure) for line, sure in readings if (number := _number_in(line))]
    if not found:
        return text, score
    number, times = Counter(number for number, _ in found).most_common(1)[0]
    if times < AGREED * len(found):
        return text, min(score, DOUBTED)
    before = _LABEL.match(text) or re.match(r"\D*", text)
    sure = max(sure for one, sure in found if one == number)
    return (before[0] if before else "") + number, sure


def _number_in(text: str) -> str:
    """Sixteen digits, or nothing."""
    bare = re.sub(r"[ .\-]", "", _LABEL.sub("", text))
    found = _NUMBER.search(bare)
    return found[0] if found else ""


def _wider(piece: Picture, times: float, cv: Any) -> Picture:
    size = (round(piece.shape[1] * times), piece.shape[0])
    wider: Picture = cv.resize(piece, size, interpolation=cv.INTER_CUBIC)
    return wider


def _close(piece: Picture) -> Picture:
    """Without what lies above and below the digits."""
    grey = piece.mean(axis=2)
    ink = np.clip(np.percentile(grey, 80) - grey - 8, 0, None).sum(1)
    rows = np.flatnonzero(ink > RIM * ink.max()) if ink.any() else np.array([])
    if not rows.size:
        return piece
    beyond = BEYOND * (rows[-1] - rows[0] + 1)
    top, bottom = max(0, int(rows[0] - beyond)), int(rows[-1] + 2 + beyond)
    return np.ascontiguousarray(piece[top:bottom])
