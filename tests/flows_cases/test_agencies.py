"""Other agencies: each has a name, a way to it, and a label that fits a list."""

from __future__ import annotations

import pytest

from flows.cases.agencies import AGENCIES, OTHER, named, reached
from flows.layout import LIST_ROW_LABEL
from locales import LANGUAGES


@pytest.mark.parametrize("code", AGENCIES)
def test_an_agency_is_told_in_both_languages(code: str) -> None:
    for language in LANGUAGES:
        assert named(code).render(language)
        assert reached(code).render(language)
    assert len(AGENCIES[code].label.render("id")) <= LIST_ROW_LABEL


@pytest.mark.parametrize(
    ("code", "number"), [("police", "110"), ("emergency", "112"), ("pln", "123"), ("health", "165")]
)
def test_who_must_be_called_is_told_the_number(code: str, number: str) -> None:
    assert number in reached(code).render("id")
    assert number in reached(code).render("jv")


def test_one_that_is_not_listed_keeps_the_officers_words() -> None:
    assert named(OTHER, "Dinas Pertanian").render("jv") == "Dinas Pertanian"
    assert reached(OTHER, "Jalan Contoh 5").render("id") == "Jalan Contoh 5"


def test_nobody_is_sent_away_without_a_door() -> None:
    assert "kelurahan" in reached(OTHER).render("id")
