"""Letters are taken for digits only where the card itself bears it out."""

from __future__ import annotations

from datetime import date

import pytest

from flows.cases.identity import Sex
from handlers.pictures.reading_numbers import (
    FoundNik,
    Printed,
    date_in,
    family_card_no,
    nik_in,
    sex_in,
)
from tests.reading.printed import KK, NIK, TODAY

HERS = Printed(date(1982, 8, 5), Sex.FEMALE)
NOTHING = Printed()


def found(text: str, printed: Printed = HERS) -> str:
    """The digits that were found."""
    read = nik_in(text, printed, TODAY)
    return read.nik.digits if isinstance(read, FoundNik) else ""


@pytest.mark.parametrize("text", [f"NIK : {NIK}", f"NIK:{NIK}", "NIK 3576 0245 0882 9991"])
def test_a_plain_number_is_found(text: str) -> None:
    assert found(text) == NIK


@pytest.mark.parametrize(
    "misread", ["35760245O8829991", "357602450882999I", "3S76024508829991", "357602450B829991"]
)
def test_a_letter_is_a_digit_where_birth_date_and_sex_agree(misread: str) -> None:
    assert found(misread) == NIK
    assert found(misread, Printed(date(1982, 8, 6), Sex.FEMALE)) == ""
    assert found(misread, Printed(date(1982, 8, 5), Sex.MALE)) == ""
    assert found(misread, NOTHING) == ""


def test_an_impossible_digit_of_the_date_is_what_the_card_prints() -> None:
    assert found("3576024588829991") == NIK
    assert found("3576024588829991", NOTHING) == ""


def test_a_possible_number_is_never_changed_only_doubted() -> None:
    read = nik_in("3576024608829991", HERS, TODAY)
    assert read is not None
    assert (read.nik.digits, read.agrees) == ("3576024608829991", False)


def test_a_colon_read_as_a_digit_is_left_out() -> None:
    assert found(f"1{NIK}") == NIK
    assert found(f"1{NIK}", NOTHING) == ""


@pytest.mark.parametrize("text", ["9976024508829991", "357602450882999", "PEREMPUAN", ""])
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert found(text) == ""


def test_a_family_cards_number_is_told_from_a_nik() -> None:
    assert (family_card_no(f"No. {KK}"), family_card_no(NIK)) == (KK, "")


@pytest.mark.parametrize("text", ["MOJOKERTO, 05-08-1982", "MOJOKERTO 05-08-1982", "05-08- 1982"])
def test_a_date_is_found_as_cards_print_it(text: str) -> None:
    assert date_in(text) == date(1982, 8, 5)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert date_in("31-02-1982") is None


def test_the_sex_is_found_beside_other_print() -> None:
    assert sex_in("PEREMPUAN Gol. Darah : -") is Sex.FEMALE
    assert sex_in("LAKI-LAKI") is Sex.MALE
    assert sex_in("KAWIN") is None
