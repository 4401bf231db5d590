"""How sharp the letters are, whatever is in focus behind them.

The card alone is brought to one width, so that the figures of two photos compare. In every small
block, the steepest step between neighbours is set against the whole span from dark to light: a
crisp stroke climbs its span in one or two points, a blurred one in many. This needs no absolute
contrast, so a dim photo is not taken for a blurred one. It is taken in eight directions and the
worst one counts: a hand that moved leaves every edge crisp that runs the way it moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

BLOCK = 8
"""Points; a block holds a stroke or two of the smallest letters."""
LEAST_SPAN = 14.0
"""Grey levels; below this a block shows nothing but paper and grain."""
STROKES = 0.30
"""Blocks whose span reaches this share of the widest spans count as letters."""
DIRECTIONS = 8
MOST = 1500
"""Blocks looked at, evenly chosen."""
FEWEST = 12
"""Blocks; with fewer there is nothing to judge by."""


Planes = NDArray[np.float32]
Kind = TypeVar("Kind", NDArray[np.float32], NDArray[np.bool_])


@dataclass(frozen=True, slots=True)
class Sharpness:
    """What the letters look like."""

    steepness: float
    """0: a smear, 1: every stroke rises within one point. The worst direction."""
    laplacian: float
    """The variance of the Laplacian over the card, the common measure; for the record."""
    span: float
    """Grey levels from ink to paper, where the letters are."""


def measure(grey: Image.Image, inside: Image.Image) -> Sharpness:
    """The sharpness of a card in grey, where `inside` (of the same size) is white."""
    plane = np.asarray(grey, np.float32)
    within = np.asarray(inside) > 127
    laplacian = _laplacian(plane)[within[1:-1, 1:-1]]
    spread = float(laplacian.var()) if laplacian.size else 0.0
    blocks = _blocks(plane)[_blocks(within).all(-1)]
    spans = np.ptp(blocks, axis=-1)
    widest = float(np.percentile(spans, 98)) if spans.size else 0.0
    letters = np.flatnonzero(spans >= max(LEAST_SPAN, STROKES * widest))
    if letters.size < FEWEST:
        return Sharpness(0.0, spread, widest)
    some = letters[:: -(-letters.size // MOST)]
    squares = blocks[some].reshape(-1, BLOCK, BLOCK)
    steepness = _steepness(squares, spans[some])
    return Sharpness(steepness, spread, float(np.percentile(spans[letters], 75)))


def _steepness(blocks: Planes, spans: Planes) -> float:
    """The steepest step of each block over its span, where three of four blocks are no better, in
    the direction that comes off worst."""
    upper, lower = np.diff(blocks[:, :-1]), np.diff(blocks[:, 1:])
    across = (upper + lower) / 2
    down = (np.diff(blocks[:, :, :-1], axis=1) + np.diff(blocks[:, :, 1:], axis=1)) / 2
    worst = 1.0
    for turn in np.arange(DIRECTIONS) * np.pi / DIRECTIONS:
        steps = np.abs(across * np.float32(np.cos(turn)) + down * np.float32(np.sin(turn)))
        worst = min(worst, float(np.percentile(steps.max((1, 2)) / spans, 75)))
    return worst


def _blocks(plane: Kind) -> Kind:
    """The plane in blocks: rows, columns, points of the block."""
    high, wide = plane.shape[0] // BLOCK, plane.shape[1] // BLOCK
    whole = plane[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK)
    return whole.swapaxes(1, 2).reshape(high, wide, BLOCK * BLOCK)


def _laplacian(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    around = plane[:-2, 1:-1] + plane[2:, 1:-1] + plane[1:-1, :-2] + plane[1:-1, 2:]
    return around - 4 * plane[1:-1, 1:-1]
