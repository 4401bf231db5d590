"""What is open where and when, and how one thing leads to another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.cases.catalogue import Entry, reaches
from flows.cases.catalogue_reading import Piece
from flows.cases.complaint_types import KINDS
from flows.layout import LIST_ROW_LABEL, units
from tests.catalogue.conftest import ENTRY, piece, small

DAY = date(2026, 11, 23)


def entry(**fields: Any) -> Entry:
    found = small(fields).entry("CONTOH")
    assert found is not None
    return found


def program(code: str, **fields: Any) -> Piece:
    return piece("entry", code, ENTRY, **{"kind": "program", "asks": [], **fields})


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"state": "yearly"}, True),
        ({"state": "check_year"}, True),
        ({"state": "historical"}, False),
        ({"state": "announced"}, False),
        ({"state": "announced", "valid_from": "2026-11-20"}, True),
        ({"state": "announced", "valid_from": "2026-11-24"}, False),
        ({"valid_until": "2026-11-23"}, True),
        ({"valid_until": "2026-11-22"}, False),
        ({"valid_from": "2026-11-24"}, False),
        ({"state": "historical", "valid_until": "2030-01-01"}, False),
    ],
)
def test_an_entry_is_open_by_its_state_and_its_days(fields: Any, is_open: bool) -> None:
    assert entry(**fields).open(DAY) is is_open


def test_what_is_closed_says_why() -> None:
    told = entry(state="historical", closed={"id": "Sudah berakhir.", "jv": "Sampun rampung."})
    said = told.standing(DAY)
    assert said is not None
    assert said.id == "Sudah berakhir."


def test_what_may_not_open_this_year_says_so_while_it_is_open() -> None:
    said = entry(state="check_year").standing(DAY)
    assert said is not None
    assert "tahun ini" in said.id


def test_what_is_simply_open_needs_no_words() -> None:
    assert entry().standing(DAY) is None


def test_services_of_a_city_come_in_the_order_of_the_list() -> None:
    catalogue = small(
        {"order": 20},
        piece("entry", "FIRST", ENTRY, order=10),
        piece("entry", "BEKASI", ENTRY, city="32.75"),
        piece("entry", "GONE", ENTRY, state="historical"),
        program("PKH"),
    )
    assert [e.code for e in catalogue.services("35.76", DAY)] == ["FIRST", "CONTOH"]
    assert [e.code for e in catalogue.programs("35.76", DAY)] == ["PKH"]


@pytest.mark.parametrize(
    ("scope", "is_reached"),
    [("", True), ("35", True), ("35.76", True), ("3", False), ("32.75", False), ("35.7", False)],
)
def test_what_is_for_a_province_is_for_its_city(scope: str, is_reached: bool) -> None:
    assert reaches(scope, "35.76") is is_reached


def test_a_program_leads_to_the_first_service_that_the_city_has() -> None:
    catalogue = small(
        {"city": "35.76"},
        piece("entry", "BEKASI", ENTRY, city="32.75"),
        program("PKH", through=["BEKASI", "CONTOH"]),
    )
    here = catalogue.leads_to("PKH", "35.76", DAY)
    assert here is not None
    assert here.code == "CONTOH"
    assert catalogue.leads_to("PKH", "34.71", DAY) is None


def test_a_complaint_has_the_sector_of_the_program_it_names() -> None:
    late = piece("complaint", "late", {"label": "x", "sector": "social"})
    catalogue = small(None, late, program("SEMBAKO", sector="food"))
    assert catalogue.sector("late", "SEMBAKO") == "food"
    assert catalogue.sector("late") == "social"
    assert catalogue.sector("a code of a later release") == "other"


def test_kinds_of_complaints_fit_a_list_row() -> None:
    for label in KINDS.values():
        assert max(units(label.render(language)) for language in ("id", "jv")) <= LIST_ROW_LABEL
