"""Too little light on the card, and light mirrored in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handlers.pictures.outline import Mask, flooded, thinned, widened

BURNT = 250
"""A point whose darkest colour reaches this has nothing left to read."""
ABOVE_PAPER = 14
"""Grey levels by which a mirrored lamp is brighter than the paper around it. A paper that is
itself this white (a scan, full sun) has no glare that could be told from it."""


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
    grey = colours.mean(2, dtype=np.float32)
    if not card.any():
        return Light(0.0, 0.0)
    paper = float(np.percentile(grey[card], 80))
    return Light(paper, _glare(colours.min(2), card))


def _glare(darkest: NDArray[np.uint8], card: Mask) -> float:
    usual = float(np.median(darkest[card]))
    if usual > BURNT - ABOVE_PAPER:
        return 0.0
    spots = widened(thinned((darkest >= BURNT) & card)) & card
    if not spots.any():
        return 0.0
    core = spots
    while (smaller := thinned(core)).any():
        core = smaller
    seed = np.zeros_like(spots)
    seed.flat[int(core.argmax())] = True
    return int(flooded(spots, seed).sum()) / int(card.sum())
