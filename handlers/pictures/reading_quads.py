"""Where pieces of print lie: four corners each, and the direction that most of them have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Quad = NDArray[np.float64]
"""Four corners, from the upper left as the print is read."""
UPPER = 0.62
"""Of the print's height: a family card's first table ends above it."""


def direction(quads: Sequence[Quad]) -> float:
    """The angle (radians, y downwards) in which most of the print runs; which way is not told."""
    total = 0j
    for quad in quads:
        wide, high = quad[1] - quad[0], quad[3] - quad[0]
        long, short = sorted((wide, high), key=lambda side: -float(np.hypot(*side)))
        weight = float(np.hypot(*long) - np.hypot(*short))
        total += weight * np.exp(2j * np.arctan2(long[1], long[0]))
    return float(np.angle(total) / 2)


def upper(quads: Sequence[Quad], angle: float) -> list[int]:
    """Which of them lie in the upper part of the print."""
    down = np.array([-np.sin(angle), np.cos(angle)])
    heights = [float(quad.mean(0) @ down) for quad in quads]
    highest, lowest = np.percentile(heights, (1, 99))
    return [n for n, y in enumerate(heights) if y <= highest + UPPER * (lowest - highest)]


def along(quad: Quad, angle: float) -> Quad:
    """The same corners, from the upper left for somebody who reads in that direction."""
    right = np.array([np.cos(angle), np.sin(angle)])
    down = np.array([-np.sin(angle), np.cos(angle)])
    turns = [np.roll(quad, -step, axis=0) for step in range(4)]
    return max(turns, key=lambda t: float((t[1] - t[0]) @ right + (t[3] - t[0]) @ down))


def sides(quad: Quad) -> tuple[float, float]:
    """Width and height."""
    wide = max(np.hypot(*(quad[1] - quad[0])), np.hypot(*(quad[2] - quad[3])))
    high = max(np.hypot(*(quad[3] - quad[0])), np.hypot(*(quad[2] - quad[1])))
    return float(wide), float(high)
