"""Lines of print in, a card out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flows.cases.card_reading import CardReading, Kind
from flows.cases.identity import Sex
from handlers.pictures.reading import read
from handlers.pictures.reading_lines import Line
from tests.reading.printed import FAMILY, KK, NIK, TODAY, at, kk, ktp, letter


def test_an_identity_card_is_read_field_by_field() -> None:
    found = read(ktp(), TODAY)
    assert found == CardReading(
        Kind.KTP, NIK, "SITI CONTOH", date(1982, 8, 5), Sex.FEMALE, "KRANGGAN",
        confidence=0.99, agrees=True,
    )  # fmt: skip


def test_a_label_and_its_value_may_come_in_one_piece() -> None:
    lines = [line for line in ktp() if line.left[1] != 130]
    lines.append(at(20, 130, "Tempat/TgI Lahir : MOJOKERTO, 05-08-1982"))
    assert read(lines, TODAY).birth == date(1982, 8, 5)


def test_a_card_that_hangs_a_little_is_read_along_its_lines() -> None:
    def tilted(line: Line) -> Line:
        (x0, y0), (x1, y1) = line.left, line.right
        return replace(line, left=(x0, y0 + 0.08 * x0), right=(x1, y1 + 0.08 * x1))

    assert read([tilted(line) for line in ktp()], TODAY).name == "SITI CONTOH"


def test_a_family_card_gives_its_number_its_head_and_its_members() -> None:
    found = read(kk(), TODAY)
    assert (found.kind, found.kk, found.name) == (Kind.KK, KK, "BUDI CONTOH")
    assert [(one.name, one.nik) for one in found.members] == [(n, nik) for n, nik, _ in FAMILY]


def test_a_row_whose_birth_date_says_something_else_is_left_out() -> None:
    rows = (FAMILY[0], (FAMILY[1][0], FAMILY[1][1], "06-09-1983"))
    assert [one.name for one in read(kk(people=rows), TODAY).members] == ["BUDI CONTOH"]


def test_a_family_card_of_which_only_the_largest_print_can_be_read_gives_its_number() -> None:
    lines = [at(500, 20, "KARTU KELUARGA"), at(500, 50, f"No. {KK}"), at(100, 300, "0OIZOO", 0.55)]
    assert (read(lines, TODAY).kind, read(lines, TODAY).kk) == (Kind.KK, KK)


@pytest.mark.parametrize(("x", "y"), [(500.0, 200.0), (20.0, 50.0), (500.0, 0.0)])
def test_a_number_elsewhere_does_not_make_a_family_card_of_those_words(x: float, y: float) -> None:
    lines = [at(500, 20, "KARTU KELUARGA"), at(x, y, f"No. {KK}")]
    assert read(lines, TODAY).kind is Kind.UNCLEAR


def test_a_card_of_the_welfare_program_is_no_family_card() -> None:
    lines = [at(500, 20, "KARTU KELUARGA SEJAHTERA"), at(560, 50, f"No. {KK}")]
    assert read(lines, TODAY).kind is Kind.OTHER


def test_a_childs_card_is_told_from_an_adults() -> None:
    found = read([*ktp(), at(300, 30, "KARTU IDENTITAS ANAK")], TODAY)
    assert (found.kind, found.nik) == (Kind.KIA, NIK)


def test_a_letter_with_the_same_labels_is_no_card() -> None:
    assert read(letter(), TODAY) == CardReading(Kind.OTHER)


def test_a_picture_without_print_is_no_card() -> None:
    assert read([], TODAY).kind is Kind.OTHER


def test_print_that_cannot_be_made_out_may_be_a_card() -> None:
    assert read([at(0, 30.0 * n, "KEWRGNGRN", 0.6) for n in range(9)], TODAY).kind is Kind.UNCLEAR


@pytest.mark.parametrize("lost", [0, 1, 4, 6])
def test_a_few_lost_lines_do_not_hide_what_card_it_is(lost: int) -> None:
    lines = [line for place, line in enumerate(ktp()) if place % 7 != lost]
    assert read(lines, TODAY).kind is Kind.KTP


def test_a_number_read_without_certainty_and_nothing_beside_it_is_left_alone() -> None:
    lines = [line for line in ktp(score=0.6) if "Lahir" not in line.text and "82" not in line.text]
    lines.append(at(20, 60, f"NIK : {NIK}", 0.6))
    assert read(lines, TODAY).nik == ""


def test_a_reading_survives_being_stored_and_hides_numbers_in_its_repr() -> None:
    found = read(kk(), TODAY)
    assert CardReading.from_json(found.to_json()) == found
    assert NIK not in repr(found) + repr(found.members)
