"""What a person hears about a photo."""

from __future__ import annotations

import re

import pytest

from handlers.pictures.advice import ADVICE, BROKEN, OF_PAPER, OF_PLACE, REFUSALS, advice, refusal
from handlers.pictures.check import ExpectedKind, Reason

EVERY = [*ADVICE.values(), *OF_PAPER.values(), *OF_PLACE.values(), *REFUSALS.values(), BROKEN]


@pytest.mark.parametrize("kind", ExpectedKind)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_for_every_kind(reason: Reason, kind: ExpectedKind) -> None:
    assert advice((reason,), kind) is not None


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.sentence[:20])
def test_advice_is_two_short_sentences_at_most(text: object) -> None:
    sentences = re.findall(r"[^.]+\.", str(getattr(text, "sentence", "")))
    assert len(sentences) in (1, 2)
    assert all(len(sentence.split()) <= 12 for sentence in sentences)


def test_a_good_photo_needs_no_advice() -> None:
    assert advice((), ExpectedKind.ID_CARD) is None


def test_only_the_first_reason_is_told() -> None:
    words = advice((Reason.DARK, Reason.GLARE), ExpectedKind.ID_CARD)
    assert words == ADVICE[Reason.DARK]


def test_a_paper_is_not_called_a_card() -> None:
    words = advice((Reason.CUT_OFF,), ExpectedKind.FAMILY_CARD)
    assert words is not None
    assert words.sentence.startswith("Kertasnya")


def test_a_house_is_not_laid_on_a_table() -> None:
    words = advice((Reason.BLURRED,), ExpectedKind.PLACE)
    assert words is not None
    assert "meja" not in words.sentence


def test_an_iphone_photo_is_refused_with_the_way_out() -> None:
    assert "menu foto" in refusal("heic").sentence


def test_a_reason_that_nobody_foresaw_asks_for_the_photo_once_more() -> None:
    assert refusal("something new") == BROKEN
