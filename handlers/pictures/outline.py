"""Where the card lies in a photo.

The rules, in prose. A card is one piece of paper or plastic: of nearly one colour once its letters
are painted over, lying over the middle of the picture, with straight sides. So several guesses are
made (brighter or darker than the rest, bluer, more colourful, like what lies in the middle), each
is cut to the piece in the middle, and the guess whose shape fills a slanted rectangle best wins.
When none does, there is no outline, and nobody is told that their card is cut off.
Works on a copy of 240 pixels, where letters have melted away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handlers.pictures.planes import Mask, flooded, largest, smallest, thinned, whole, widened

Plane = NDArray[np.floating]

SIDE = 240
"""The copy's long side in pixels."""
SMALLEST = 0.06
"""A card below this share of the picture cannot be told from other things."""
LITTLE, SLENDER = 0.2, (1.33, 1.75)
"""A piece of less than this share must have the proportions of a card or of A4; portraits have
1.25."""
EDGE = 0.06
"""The change of colour at the rim of a card on a white table is twice this; that of a card's own
light and shade a tenth."""
TOUCHES = 0.25
"""A side of the frame is touched when the card lies on it for this share of its short side; less
is a corner."""
WHOLE = 0.96
"""Above this share the piece is the picture itself: a scan cut to size, or no card told apart."""
RECTANGULAR = 0.80
"""The least share of its slanted rectangle that a card fills; one seen at a slant fills 0.9."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A card's piece of the copy."""

    mask: Mask
    long: float
    """The slanted rectangle's long side in pixels of the copy."""
    short: float
    filled: float
    """The share of that rectangle which the piece fills."""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in the copy, right and bottom excluded."""
        rows, columns = np.flatnonzero(self.mask.any(1)), np.flatnonzero(self.mask.any(0))
        return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1

    def touched(self) -> tuple[float, float, float, float]:
        """How much of the frame's left, top, right and bottom the card lies on, in shares of the
        card's short side."""
        edges = (self.mask[:, 0], self.mask[0], self.mask[:, -1], self.mask[-1])
        left, top, right, bottom = (float(edge.sum()) / max(self.short, 1.0) for edge in edges)
        return left, top, right, bottom


def find(copy: Image.Image) -> Outline | None:
    """The card in a small copy (RGB) of a photo, or none that is clear enough."""
    plain = _without_letters(copy)
    steps = _steps(plain)
    found = [outline for guess in _guesses(plain) if (outline := _outline(guess)) is not None]
    clear = [outline for outline in found if _is_card(outline, steps)]
    return max(clear, key=_worth, default=None)


def small_copy(picture: Image.Image) -> Image.Image:
    """The picture at the size on which outlines are found."""
    scale = SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def middle(size: tuple[int, int]) -> Mask:
    """Where a card lies when nothing is known: all but a margin."""
    mask = np.zeros((size[1], size[0]), np.bool_)
    mask[size[1] // 8 : size[1] - size[1] // 8, size[0] // 8 : size[0] - size[0] // 8] = True
    return mask


def _steps(plain: NDArray[np.uint8]) -> Plane:
    """How much the colour changes at each point within four points, as a share of the light."""
    wide = np.pad(plain.astype(np.float32), ((2, 2), (2, 2), (0, 0)), mode="edge")
    across = np.abs(wide[2:-2, 4:] - wide[2:-2, :-4])
    down = np.abs(wide[4:, 2:-2] - wide[:-4, 2:-2])
    return largest(np.maximum(across, down)) / max(1.0, float(np.percentile(plain, 95)))


def _is_card(outline: Outline, steps: Plane) -> bool:
    """Whether a piece ends at an edge and not in a shadow, and is no portrait on a card."""
    rim = outline.mask & ~thinned(outline.mask)
    if rim.any() and float(np.median(steps[rim])) < EDGE:
        return False
    share = float(outline.mask.mean())
    return share > LITTLE or SLENDER[0] <= outline.long / outline.short <= SLENDER[1]


def _worth(outline: Outline) -> float:
    """Squareness first; then size; a piece that touches no side before one that does, since there
    a pattern of the ground may have been taken along."""
    share = float(outline.mask.mean())
    touching = max(outline.touched()) >= TOUCHES
    worth = outline.filled + 0.25 * min(share, 0.4) - 0.1 * touching
    return worth - (1.0 if share > WHOLE else 0.0)


def _without_letters(copy: Image.Image) -> NDArray[np.uint8]:
    """Dark strokes painted over with the paper beside them."""
    return thinned(widened(np.asarray(copy)))


def _guesses(plain: NDArray[np.uint8]) -> Iterator[Mask]:
    colours = plain.astype(np.float32)
    red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
    light = (red + green + blue) / 3
    planes: tuple[Plane, ...] = (light, blue - red, largest(colours) - smallest(colours))
    for plane in planes:
        cut = _parting(plane)
        yield plane > cut
        yield plane <= cut
    high, wide = light.shape
    core = (slice(high * 2 // 5, high * 3 // 5), slice(wide * 2 // 5, wide * 3 // 5))
    squares = [(plane - np.median(plane[core])) ** 2 for plane in (light, blue - red, red - green)]
    for weight in (0.1, 1.0):
        away = np.sqrt(squares[0] * weight + squares[1] + squares[2])
        yield away <= _parting(np.minimum(away, 90))


def _parting(plane: Plane) -> float:
    """The level that parts a plane best into two groups (Otsu 1979)."""
    low, high = float(plane.min()), float(plane.max())
    if high - low < 1:
        return high
    counts, edges = np.histogram(plane, 64, (low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    below, sums = np.cumsum(counts)[:-1], np.cumsum(counts * middles)
    above = counts.sum() - below
    between = below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2
    return float(edges[1:][int(np.argmax(between))])


def _outline(guess: Mask) -> Outline | None:
    piece = _middle_piece(_opened(guess))
    if piece is None or piece.mean() < SMALLEST:
        return None
    piece = _opened(whole(piece))
    if not piece.any():
        return None
    long, short = _slanted_rectangle(piece)
    filled = float(piece.sum()) / max(long * short, 1.0)
    return Outline(piece, long, short, filled) if filled >= RECTANGULAR else None


def _opened(mask: Mask) -> Mask:
    """Without bridges and specks thinner than five points; the frame's edge is no end."""
    return widened(thinned(mask))


def _middle_piece(mask: Mask) -> Mask | None:
    """The piece nearest to the picture's middle."""
    high, wide = mask.shape
    rows, columns = np.nonzero(mask[high // 4 : high - high // 4, wide // 4 : wide - wide // 4])
    if not rows.size:
        return None
    nearest = int(
        np.argmin((rows + high // 4 - high / 2) ** 2 + (columns + wide // 4 - wide / 2) ** 2)
    )
    seed = np.zeros_like(mask)
    seed[rows[nearest] + high // 4, columns[nearest] + wide // 4] = True
    return flooded(mask, seed)


def _slanted_rectangle(piece: Mask) -> tuple[float, float]:
    """The sides, long and short, of the smallest slanted rectangle around a piece."""
    rows = np.flatnonzero(piece.any(1))
    first = piece[rows].argmax(1)
    last = piece.shape[1] - 1 - piece[rows][:, ::-1].argmax(1)
    points = np.concatenate((np.stack((first, rows), 1), np.stack((last, rows), 1))).astype(float)
    turns = np.deg2rad(np.arange(0, 90, 1.5))
    axes = np.stack((np.cos(turns), np.sin(turns)))
    along, across = points @ axes, points @ np.stack((-axes[1], axes[0]))
    sides = np.stack((np.ptp(along, axis=0) + 1, np.ptp(across, axis=0) + 1))
    best = sides[:, int(np.argmin(sides[0] * sides[1]))]
    return float(best.max()), float(best.min())
