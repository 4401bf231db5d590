"""Identity numbers as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from flows.cases.identity import (
    Doubt,
    FamilyCardNo,
    Nik,
    Refused,
    Sex,
    find_nik,
    read_family_card_no,
    read_name,
    read_nik,
)

TODAY = date(2026, 11, 23)
WOMAN = "3576024508829991"
MAN = "3576020508829992"


def nik(typed: str) -> Nik:
    read = read_nik(typed, TODAY)
    assert isinstance(read, Nik), read.words.render("id")
    return read


def refusal(read: object) -> str:
    assert isinstance(read, Refused)
    return read.words.render("id")


def test_a_womans_day_has_forty_added() -> None:
    assert (nik(WOMAN).birth, nik(WOMAN).sex) == (date(1982, 8, 5), Sex.FEMALE)


def test_a_mans_day_is_the_day() -> None:
    assert (nik(MAN).birth, nik(MAN).sex) == (date(1982, 8, 5), Sex.MALE)


@pytest.mark.parametrize(
    "typed",
    ["3576 0245 0882 9991", "3576.0245.0882.9991", "NIK: 3576-0245-0882-9991", "nik saya " + WOMAN,
     "No. KTP " + WOMAN],
)  # fmt: skip
def test_blanks_dots_dashes_and_a_lead_are_no_part_of_the_number(typed: str) -> None:
    assert nik(typed).digits == WOMAN


def test_a_wrong_length_is_told_with_the_number_of_digits() -> None:
    assert "16 angka. Yang Anda ketik 15 angka" in refusal(read_nik(WOMAN[:-1], TODAY))


def test_a_letter_is_never_guessed_to_be_a_digit() -> None:
    assert "tanpa huruf" in refusal(read_nik("357602450882999l", TODAY))


@pytest.mark.parametrize("typed", ["081234567890", "+6281234567890", "0812-3456-7890"])
def test_a_phone_number_is_told_to_be_one(typed: str) -> None:
    assert "nomor telepon" in refusal(read_nik(typed, TODAY))


@pytest.mark.parametrize(
    "digits",
    ["3" * 16, "3576024508820000", "3576024513829991", "3576023202829991", "3576027202829991",
     "3576023102829991", "3576022902999991"],
)  # fmt: skip
def test_what_cannot_be_a_nik_is_refused(digits: str) -> None:
    assert isinstance(read_nik(digits, TODAY), Refused)


def test_a_leap_day_counts_when_one_century_had_it() -> None:
    assert nik("3576022902009991").birth == date(2000, 2, 29)


def test_the_century_is_the_one_that_gives_a_possible_age() -> None:
    assert nik("3576020508129991").birth == date(2012, 8, 5)
    assert nik("3576020508279991").birth == date(1927, 8, 5)


def test_a_birthday_later_this_year_belongs_to_the_last_century() -> None:
    assert nik("3576023112269991").birth == date(1926, 12, 31)


def test_whoever_is_under_seventeen_needs_a_guardian() -> None:
    assert nik("3576022411099991").is_child(TODAY)
    assert not nik("3576022311099991").is_child(TODAY)


def test_an_unknown_area_is_only_a_warning() -> None:
    assert nik("9976024508829991").doubts == (Doubt.UNKNOWN_AREA,)


def test_a_nik_is_read_back_by_birth_date_sex_and_last_four() -> None:
    assert nik(WOMAN).read_back().render("id") == "lahir 5 Agustus 1982, perempuan, akhiran 9991"


def test_neither_masked_nor_repr_shows_the_number() -> None:
    assert nik(WOMAN).masked == "3576********9991"
    assert WOMAN not in repr(nik(WOMAN))


def test_a_nik_given_for_the_family_card_is_noticed() -> None:
    assert "bukan nomor KK" in refusal(read_family_card_no(WOMAN))
    assert "bukan nomor KK" in refusal(read_family_card_no(MAN, nik=MAN))


def test_an_old_family_card_with_an_odd_date_is_only_warned_about() -> None:
    read = read_family_card_no("3576023502109991")
    assert isinstance(read, FamilyCardNo)
    assert read.doubts == (Doubt.ODD_DATE,)


def test_a_nik_in_a_caption_is_found() -> None:
    found = find_nik("KTP ibu saya, nik 3576 0245 0882 9991 alamat Wates", TODAY)
    assert found is not None
    assert found.digits == WOMAN


def test_two_niks_in_one_message_are_not_guessed_between() -> None:
    assert find_nik(f"{WOMAN} dan {MAN}", TODAY) is None


def test_a_name_is_kept_as_on_the_card() -> None:
    assert read_name("  siti   contoh ") == "SITI CONTOH"


@pytest.mark.parametrize("typed", ["", "ab", "12345", "siti 123"])
def test_what_is_no_name_is_asked_again(typed: str) -> None:
    assert isinstance(read_name(typed), Refused)
