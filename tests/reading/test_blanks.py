"""Blanks that the reader of letters leaves out are found in the ink; and which way print runs."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from handlers.pictures.reading_blanks import gaps, spaced
from handlers.pictures.reading_quads import direction
from tests.pictures.cards import letters


def printed(words: str, size: int = 28) -> tuple[NDArray[np.uint8], list[float]]:
    """A piece of print, and where its signs stand in it."""
    font = letters(size)
    wide = round(font.getbbox(words)[2]) + 8
    image = Image.new("RGB", (wide, round(size * 1.3)), "#bfe0f2")
    ImageDraw.Draw(image).text((4, size * 0.65), words, "#0b1c26", font, anchor="lm")
    ends = [font.getbbox(words[: place + 1])[2] for place in range(len(words))]
    middles = [
        (4 + (before + after) / 2) / wide
        for before, after, sign in zip([0, *ends], ends, words, strict=False)
        if sign != " "
    ]
    return np.asarray(image), middles


@pytest.mark.parametrize("words", ["SITI CONTOH", "DEDI CONTOH", "MENTIKAN", "SRI WATI CONTOH"])
@pytest.mark.parametrize("size", [18, 28, 60])
def test_a_lost_blank_is_put_back_and_none_is_made_up(words: str, size: int) -> None:
    piece, centres = printed(words, size)
    assert spaced(words.replace(" ", ""), centres, piece) == words


def test_a_blank_that_was_read_stays() -> None:
    piece, centres = printed("SITI CONTOH")
    assert spaced("SITI CONTOH", centres, piece) == "SITI CONTOH"


def test_signs_that_do_not_match_their_places_are_left_as_they_are() -> None:
    piece, centres = printed("SITI CONTOH")
    assert spaced("SITICONTOH", centres[:-1], piece) == "SITICONTOH"


def test_empty_paper_has_no_gaps() -> None:
    assert gaps(np.full((20, 90, 3), 200, np.uint8)) == []


@pytest.mark.parametrize("degrees", [-80, -45, -7, 0, 30, 75])
def test_print_runs_in_the_direction_of_its_long_sides(degrees: float) -> None:
    turn = np.deg2rad(degrees)
    along, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    quads = [
        np.array([start, start + 90 * along, start + 90 * along + 12 * down, start + 12 * down])
        for start in (np.array([0.0, 0.0]), np.array([5.0, 40.0]))
    ]
    assert np.rad2deg(direction(quads)) == pytest.approx(degrees, abs=0.5)
