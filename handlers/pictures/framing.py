"""Whether a part of the card lies outside the photo.

A card inside the frame touches no side of it. One that lies along a side or two goes on beyond.
One that fills the photo on three or four sides may be a scan cut to size: then its proportions
tell, since those of cards and papers are fixed.
"""

from __future__ import annotations

from handlers.pictures.outline import TOUCHES, Outline

MANY = 3
"""Sides on which a scan cut to size touches the frame, or more."""
OFF = 0.18
"""The proportions of a whole card may be so far off: a frame of 4:3 around a card of 1.586 is 0.16
off, a card without a third of its length 0.33."""


def is_cut(card: Outline, proportion: float | None) -> bool:
    """Whether the card goes on outside; `proportion` is its long side over its short one."""
    sides = sum(touch >= TOUCHES for touch in card.touched())
    if sides < MANY or proportion is None:
        return 0 < sides < MANY
    return not 1 - OFF <= card.long / max(card.short, 1.0) / proportion <= 1 + OFF
