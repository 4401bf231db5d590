"""What the officer is told when photo and typing do not say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.card_doubts import Typed, doubts
from flows.cases.card_reading import CardReading, Kind, Wants
from flows.cases.casefile import DOUBTS
from handlers.pictures.reading import read
from tests.reading.printed import FAMILY, KK, NIK, TODAY, kk, ktp

KTP = read(ktp(), TODAY)
HOUSEHOLD = read(kk(), TODAY)
SAME = Typed(NIK, "Siti Contoh", KK)
OTHER_NIK = "3576020203809990"


def told(reading: CardReading, typed: Typed, wants: Wants = Wants.KTP) -> tuple[str, ...]:
    """The codes for one photo."""
    return doubts([(wants, reading)], typed)


def test_what_agrees_raises_no_doubt() -> None:
    assert doubts([(Wants.KTP, KTP), (Wants.KK, HOUSEHOLD)], SAME) == ()


def test_another_number_is_told_and_its_name_is_not_told_besides() -> None:
    assert told(KTP, Typed(OTHER_NIK, "BUDI CONTOH")) == ("card_nik_differs",)


def test_another_name_under_the_same_number_is_told() -> None:
    assert told(KTP, Typed(NIK, "WATI MISALNYA")) == ("card_name_differs",)


def test_a_name_that_lost_its_blank_is_the_same() -> None:
    assert told(replace(KTP, name="SITICONTOH"), SAME) == ()


def test_a_card_that_contradicts_itself_is_told() -> None:
    assert told(replace(KTP, agrees=False), SAME) == ("card_birth_differs",)


def test_what_was_read_without_certainty_raises_no_doubt() -> None:
    assert told(replace(KTP, confidence=0.7), Typed(OTHER_NIK)) == ()


def test_another_family_cards_number_is_told() -> None:
    other = Typed(NIK, kk="3576020101209999")
    assert told(HOUSEHOLD, other, Wants.KK) == ("card_kk_differs",)


def test_somebody_who_is_not_on_the_family_card_is_told_but_a_slip_is_not() -> None:
    assert told(HOUSEHOLD, Typed("3576026009709994"), Wants.KK) == ("card_not_member",)
    assert told(HOUSEHOLD, Typed(f"{FAMILY[2][1][:-1]}8"), Wants.KK) == ()


@pytest.mark.parametrize(("wants", "kind"), [(Wants.KTP, Kind.KK), (Wants.KK, Kind.OTHER)])
def test_a_photo_of_something_else_is_told(wants: Wants, kind: Kind) -> None:
    assert told(CardReading(kind), SAME, wants) == (f"card_not_{wants}",)


def test_in_doubt_nothing_is_said_of_what_a_photo_shows() -> None:
    assert told(CardReading(Kind.UNCLEAR), SAME) == ()
    assert told(CardReading(Kind.OTHER), SAME, Wants.ANY) == ()


def test_every_doubt_has_words() -> None:
    typed = Typed(OTHER_NIK, "X")
    codes = {*told(KTP, typed), "card_not_ktp", "card_not_kk", "card_kk_differs"}
    assert codes <= DOUBTS.keys()
