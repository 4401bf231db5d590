"""Blanks between words, found in the ink itself: the model, made for Chinese, leaves them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
GAP = 0.30
"""Of a capital's height: a gap in the ink that is wider is a blank. Between letters it is 0.2."""
INKED = 0.4
"""Of the ink of a stroke: a column without a darker point is empty."""
ROW = 0.18
"""Of the fullest row's ink: rows with less are no part of the letters."""


def places(marks: Any) -> list[float]:
    """Where each sign stands, in shares of the piece's width."""
    columns = [column for word in marks.word_cols for column in word]
    return [(column + 0.5) / max(marks.line_txt_len, 1.0) for column in columns]


def spaced(text: str, centres: Sequence[float], piece: Picture) -> str:
    """The text with a blank wherever the ink leaves a gap; `centres` are those of its signs, in
    shares of the piece's width, without its blanks."""
    bare = "".join(text.split())
    if len(centres) != len(bare):
        return text
    words = text.split()
    cuts = {sum(map(len, words[:place])) for place in range(1, len(words))}
    cuts |= {sum(centre < gap for centre in centres) for gap in gaps(piece)}
    parts = np.split(np.array(list(bare)), sorted(cuts - {0, len(bare)}))
    return " ".join("".join(part) for part in parts)


def gaps(piece: Picture) -> list[float]:
    """The middles of the wide gaps in the ink, in shares of the piece's width."""
    grey = piece.mean(axis=2)
    paper = np.percentile(grey, 80)
    ink = np.clip(paper - grey - 8, 0, None)
    rows = np.flatnonzero(ink.sum(1) > ROW * ink.sum(1).max()) if ink.any() else np.array([])
    if not rows.size:
        return []
    tall = float(rows[-1] - rows[0] + 1)
    columns = ink[rows[0] : rows[-1] + 1].max(0)
    empty = columns < INKED * np.percentile(columns, 90)
    found, start = [], None
    for x, blank in enumerate(np.append(empty, False)):
        if blank and start is None:
            start = x
        elif not blank and start is not None:
            if start > 0 and x < len(columns) and x - start >= GAP * tall:
                found.append((start + x) / 2 / len(columns))
            start = None
    return found
