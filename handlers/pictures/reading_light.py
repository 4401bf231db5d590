"""A photo as if its light were even: where half of a paper lies in a shadow, no print is found."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
SHARE = 0.25
"""Of the picture's size, on which the light is looked for."""
STROKE, SOFT = 9, 8.0
"""Pixels there: wider than any stroke of print, and how softly light changes."""
PAPER, DARKEST = 230.0, 25.0
"""How bright paper comes out, and the darkest paper that is brought to it: below is only grain."""


def evenly_lit(picture: Picture, cv: Any) -> Picture:
    """Each point by how bright the paper around it is: the brightest that is near, softened."""
    small = cv.resize(picture, None, fx=SHARE, fy=SHARE, interpolation=cv.INTER_AREA)
    paper = cv.GaussianBlur(cv.dilate(small, np.ones((STROKE, STROKE), np.uint8)), (0, 0), SOFT)
    around = cv.resize(paper, (picture.shape[1], picture.shape[0])).astype(np.float32)
    even: Picture = np.clip(picture * PAPER / np.maximum(around, DARKEST), 0, 255).astype(np.uint8)
    return even
