"""Too little light on the card, and light mirrored in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handlers.pictures.planes import Mask, flooded, smallest, thinned, widened

BURNT = 250
"""A point whose darkest colour reaches this has nothing left to read."""
FALLS = 14
"""Grey levels by which the paper around a mirrored lamp is darker. White paper in full light, which
burns out on one side, falls off slowly; a scan does not fall off at all."""
HALO, AROUND = 0.2, 0.6
"""Where around is: from so far to so far from the spot, in shares of its own size."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light on a card."""

    paper: float
    """Grey level (0-255) of the brighter fifth of the card, its paper."""
    glare: float
    """The thickest burnt-out piece, as a share of the card."""


def measure(copy: Image.Image, card: Mask) -> Light:
    """The light within the card, on the small copy (RGB)."""
    colours = np.asarray(copy)
    grey = np.asarray(copy.convert("L"))
    if not card.any():
        return Light(0.0, 0.0)
    paper = float(np.percentile(grey[card], 80))
    return Light(paper, _glare(colours, card))


def _glare(colours: NDArray[np.uint8], card: Mask) -> float:
    spot = _thickest((smallest(colours) >= BURNT) & card)
    area = int(spot.sum())
    if not area:
        return 0.0
    near = _grown(spot, HALO * area**0.5)
    around = _grown(near, (AROUND - HALO) * area**0.5) & ~near & card
    paper = smallest(thinned(widened(colours)))[around]
    if paper.size < area // 4 or float(np.median(paper)) > BURNT - FALLS:
        return 0.0
    return area / int(card.sum())


def _thickest(burnt: Mask) -> Mask:
    """The piece that lasts longest when all are worn away from their edges."""
    spots = widened(thinned(burnt)) & burnt
    core = spots
    while (smaller := thinned(core)).any() and not smaller.all():
        core = smaller
    seed = np.zeros_like(spots)
    seed.flat[int(core.argmax())] = True
    return flooded(spots, seed)


def _grown(mask: Mask, points: float) -> Mask:
    for _ in range(max(1, round(points / 2))):
        mask = widened(mask)
    return mask
