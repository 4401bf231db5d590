"""A number counts as far as several looks at it agree."""

from __future__ import annotations

import pytest

from handlers.pictures.reading import read
from handlers.pictures.reading_again import DOUBTED, agreed, may_be_number
from tests.reading.printed import FAMILY, KK, NIK, TODAY, kk, ktp

SHORT, OTHER = NIK[:5] + NIK[6:], NIK[:-2] + "01"


def test_a_lost_digit_is_brought_back_by_the_other_looks() -> None:
    assert agreed([(SHORT, 0.95), (NIK, 0.99), (NIK, 1.0), (SHORT, 0.9)]) == (NIK, 1.0)


def test_what_stands_before_the_number_stays() -> None:
    seen = [(f"NIK : {SHORT}", 0.95), (f"NIK:{NIK}", 0.99)]
    assert agreed(seen) == (f"NIK : {NIK}", 0.99)
    assert agreed([(f"N0. {KK}", 0.9), (f"No.{KK}", 0.99)]) == (f"N0. {KK}", 0.99)


def test_one_look_of_four_may_differ() -> None:
    assert agreed([(NIK, 0.9), (NIK, 0.9), (OTHER, 0.99), (NIK, 0.95)]) == (NIK, 0.95)


@pytest.mark.parametrize("others", [(OTHER,), (NIK, OTHER, OTHER), (OTHER, KK, NIK)])
def test_a_number_that_is_read_differently_is_doubted(others: tuple[str, ...]) -> None:
    assert agreed([(NIK, 0.99), *((one, 0.99) for one in others)]) == (NIK, DOUBTED)


def test_where_no_look_shows_a_whole_number_nothing_is_changed() -> None:
    assert agreed([(SHORT, 0.9), (SHORT[1:], 0.99)]) == (SHORT, 0.9)


def test_words_and_dates_are_not_read_again() -> None:
    assert may_be_number(f"No. {KK}")
    assert not may_be_number("MOJOKERTO, 05-08-1982")
    assert not may_be_number("JL. CONTOH NO. 9")


def test_a_doubted_number_is_not_taken_though_the_birth_date_speaks_for_it() -> None:
    assert read(ktp(score=DOUBTED), TODAY).nik == ""


def test_a_doubted_number_on_a_family_card_is_not_taken() -> None:
    found = read(kk(people=FAMILY[:1], score=DOUBTED), TODAY)
    assert (found.kk, len(found.members)) == ("", 1)
