"""Points of a picture in rows and columns: grown, thinned, flooded. numpy has none of these, and a
library of them would be ten times the size of all else that photos need."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Number = TypeVar("Number", np.uint8, np.float32)
Plates = TypeVar("Plates", NDArray[np.uint8], NDArray[np.bool_])


def largest(colours: NDArray[Number]) -> NDArray[Number]:
    """The strongest of three colours at each point (numpy's own way over so few is slow)."""
    return np.maximum(np.maximum(colours[..., 0], colours[..., 1]), colours[..., 2])


def smallest(colours: NDArray[Number]) -> NDArray[Number]:
    """The weakest of three colours at each point."""
    return np.minimum(np.minimum(colours[..., 0], colours[..., 1]), colours[..., 2])


def widened(plane: Plates) -> Plates:
    """Each point the largest of the five by five around it; outside the frame is like its edge."""
    return _spanned(_spanned(plane, 0), 1)


def thinned(plane: Plates) -> Plates:
    """Each point the smallest of the five by five around it."""
    return ~widened(~plane)


def _spanned(plane: Plates, axis: int) -> Plates:
    """The largest of five along one axis."""
    margin = [(2, 2) if place == axis else (0, 0) for place in range(plane.ndim)]
    wide = np.moveaxis(np.pad(plane, margin, mode="edge"), axis, 0)
    pairs = np.maximum(wide[:-1], wide[1:])
    return np.moveaxis(np.maximum(np.maximum(pairs[:-3], pairs[2:-1]), wide[4:]), 0, axis)


def flooded(mask: Mask, seed: Mask) -> Mask:
    """What of the mask hangs together with the seed: whole runs along rows and columns in turn,
    until nothing is added."""
    across, down = _runs(mask), _runs(mask.T)
    reached = seed & mask
    count = -1
    while (now := int(reached.sum())) != count:
        count = now
        reached = _spread(reached, across, mask)
        reached = _spread(reached.T, down, mask.T).T
    return reached


def _runs(mask: Mask) -> NDArray[np.intp]:
    """A number for each unbroken run of each row."""
    starts = mask.copy()
    starts[:, 1:] &= ~mask[:, :-1]
    starts[:, 0] = True
    return starts.ravel().cumsum().reshape(mask.shape)


def _spread(reached: Mask, runs: NDArray[np.intp], mask: Mask) -> Mask:
    hit = np.zeros(int(runs[-1, -1]) + 1, np.bool_)
    hit[runs[reached]] = True
    return hit[runs] & mask


def whole(piece: Mask) -> Mask:
    """With its holes: whatever cannot be reached from outside."""
    outside = np.pad(~piece, 1, constant_values=True)
    seed = np.zeros_like(outside)
    seed[0, 0] = True
    return ~flooded(outside, seed)[1:-1, 1:-1]
