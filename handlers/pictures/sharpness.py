"""How sharp the letters are, whatever is in focus behind them.

The card alone is brought to one width, so that the figures of two photos compare. In every small
block, the steepest step between neighbours is set against the whole span from dark to light: a
crisp stroke climbs its span in one or two points, a blurred one in many. This needs no absolute
contrast, so a dim photo is not taken for a blurred one. It is taken across and down apart: a hand
that moved sideways wipes out the upright strokes only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

BLOCK = 8
"""Points; a block holds a stroke or two of the smallest letters."""
LEAST_SPAN = 14.0
"""Grey levels; below this a block shows nothing but paper and grain."""
STROKES = 0.30
"""Blocks whose span reaches this share of the widest spans count as letters."""
FEWEST = 12
"""Blocks; with fewer there is nothing to judge by."""


@dataclass(frozen=True, slots=True)
class Sharpness:
    """What the letters look like."""

    steepness: float
    """0: a smear, 1: every stroke rises within one point. The worse of the two directions."""
    laplacian: float
    """The variance of the Laplacian over the card, the common measure; for the record."""
    span: float
    """Grey levels from ink to paper, where the letters are."""


def measure(grey: Image.Image, inside: Image.Image) -> Sharpness:
    """The sharpness of a card in grey, where `inside` (of the same size) is white."""
    plane = np.asarray(grey, np.float32)
    within = np.asarray(inside) > 127
    across = np.abs(np.diff(plane, axis=1, append=plane[:, -1:]))
    down = np.abs(np.diff(plane, axis=0, append=plane[-1:]))
    span = _blocks(plane).max(-1) - _blocks(plane).min(-1)
    card = _blocks(within).all(-1)
    widest = float(np.percentile(span[card], 98)) if card.any() else 0.0
    letters = card & (span >= max(LEAST_SPAN, STROKES * widest))
    laplacian = _laplacian(plane)[within[1:-1, 1:-1]]
    spread = float(laplacian.var()) if laplacian.size else 0.0
    if int(letters.sum()) < FEWEST:
        return Sharpness(0.0, spread, widest)
    found = span[letters]
    steep = [_blocks(step).max(-1)[letters] / found for step in (across, down)]
    worse = min(float(np.percentile(one, 75)) for one in steep)
    return Sharpness(min(1.0, worse), spread, float(np.percentile(found, 75)))


def _blocks(plane: NDArray[np.generic]) -> NDArray[np.generic]:
    """The plane in blocks: rows, columns, points of the block."""
    high, wide = plane.shape[0] // BLOCK, plane.shape[1] // BLOCK
    whole = plane[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK)
    return whole.swapaxes(1, 2).reshape(high, wide, BLOCK * BLOCK)


def _laplacian(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    around = plane[:-2, 1:-1] + plane[2:, 1:-1] + plane[1:-1, :-2] + plane[1:-1, 2:]
    return around - 4 * plane[1:-1, 1:-1]
