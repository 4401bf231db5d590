"""Each fault by itself, on one photo of one card."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import pytest
from PIL import Image

from handlers.pictures.check import ExpectedKind, Reason, Verdict, check
from handlers.pictures.clean import Refused
from tests.pictures import cards, effects
from tests.pictures.files import pdf, picture, saved
from tests.pictures.samples import EDGES, jpeg
from tests.pictures.scenes import Point, Scene, photographed

KTP, KK = ExpectedKind.ID_CARD, ExpectedKind.FAMILY_CARD


@lru_cache
def shot(kind: ExpectedKind = KTP) -> tuple[Image.Image, tuple[Point, ...]]:
    """A good photo, and where the card's corners are."""
    flat = cards.ktp(7) if kind is KTP else cards.kk(7)
    photo, corners = photographed(flat, Scene(seed=3, angle=2, tilt=0.05))
    return photo, tuple(corners)


def verdict(photo: Image.Image, kind: ExpectedKind = KTP) -> Verdict:
    return check(jpeg(photo, 80), kind)


@pytest.mark.parametrize("kind", [KTP, KK])
def test_a_good_photo_is_good(kind: ExpectedKind) -> None:
    assert verdict(shot(kind)[0], kind).reasons == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_card_may_lie_any_way_round(turn: int) -> None:
    assert verdict(shot()[0].rotate(turn, expand=True)).good


def test_a_blurred_card_is_told_so() -> None:
    assert verdict(effects.defocused(shot()[0], 9)).reasons == (Reason.BLURRED,)


@pytest.mark.parametrize("angle", [0, 30, 90])
def test_a_hand_that_moved_is_noticed_in_any_direction(angle: int) -> None:
    assert Reason.BLURRED in verdict(effects.shaken(shot()[0], 36, angle)).reasons


def test_a_sharp_table_does_not_excuse_a_blurred_card() -> None:
    photo, corners = shot()
    blurred = effects.defocused(photo, 9)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = (round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys)))
    mat, _ = photographed(cards.ktp(7), Scene(ground="mat", fill=0.1, seed=1))
    mat.paste(blurred.crop(box), box)
    assert Reason.BLURRED in verdict(mat).reasons


def test_a_dark_photo_is_dark_and_not_blurred() -> None:
    assert verdict(effects.darkened(shot()[0], 0.12, Random(1))).reasons == (Reason.DARK,)


def test_a_dark_cloth_is_no_dark_photo() -> None:
    photo, _ = photographed(cards.ktp(7), Scene(ground="dark cloth", seed=2))
    assert verdict(photo).good


def test_a_dirty_lens_is_told_apart_from_darkness() -> None:
    assert verdict(effects.faded(shot()[0], 0.07)).reasons == (Reason.FAINT,)


def test_a_mirrored_lamp_over_the_words_is_noticed() -> None:
    photo, corners = shot()
    spoiled = effects.glared(photo, list(corners), 0.15, (0.4, 0.5))
    assert verdict(spoiled).reasons == (Reason.GLARE,)


def test_white_paper_in_full_light_is_no_glare() -> None:
    photo, _ = photographed(cards.kk(7), Scene(ground="table", light=1.15, seed=5))
    found = verdict(photo, KK)
    assert Reason.GLARE not in found.reasons


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("kind", [KTP, KK])
def test_a_third_outside_is_noticed_at_every_edge(kind: ExpectedKind, edge: str) -> None:
    photo, corners = shot(kind)
    cut = effects.cropped(photo, list(corners), edge, 0.33)
    assert Reason.CUT_OFF in verdict(cut, kind).reasons


def test_a_scan_cut_to_the_card_is_whole() -> None:
    assert verdict(cards.ktp(7).resize((1000, 631))).good


def test_a_preview_is_too_small() -> None:
    assert verdict(shot()[0].resize((400, 300))).reasons == (Reason.TOO_SMALL,)


def test_small_print_needs_a_larger_photo_than_a_card() -> None:
    smaller = shot(KK)[0].resize((800, 600))
    assert Reason.TOO_SMALL in verdict(smaller, KK).reasons
    assert Reason.TOO_SMALL not in verdict(shot(KTP)[0].resize((800, 600)), KTP).reasons


def test_of_a_house_only_light_size_and_blur_count() -> None:
    photo, corners = shot()
    cut = effects.cropped(photo, list(corners), "left", 0.33)
    assert verdict(cut, ExpectedKind.PLACE).good
    dark = effects.darkened(photo, 0.1, Random(1))
    assert verdict(dark, ExpectedKind.PLACE).reasons == (Reason.DARK,)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 2), (99, 99), (1000, 120)])
@pytest.mark.parametrize("kind", ExpectedKind)
def test_a_speck_is_too_small(kind: ExpectedKind, size: tuple[int, int]) -> None:
    assert verdict(Image.new("RGB", size, "white"), kind).reasons == (Reason.TOO_SMALL,)


@pytest.mark.parametrize("colour", ["white", "black", "red"])
@pytest.mark.parametrize("kind", ExpectedKind)
def test_a_photo_of_nothing_is_not_good(kind: ExpectedKind, colour: str) -> None:
    assert not verdict(Image.new("RGB", (1280, 960), colour), kind).good


def test_a_pdf_is_not_measured() -> None:
    assert check(pdf(), KTP) == Verdict(good=True, reasons=(), measures=None)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(Refused, match="unknown kind"):
        check(saved(picture(), "GIF"), KTP)


def test_the_same_photo_gets_the_same_verdict() -> None:
    content = jpeg(shot()[0], 80)
    assert check(content, KTP) == check(content, KTP)
