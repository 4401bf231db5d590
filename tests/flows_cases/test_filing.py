"""What a finished talk hands over, and what may become a case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.cases.asking import Paper
from flows.cases.bilingual import Bilingual
from flows.cases.catalogue import Catalogue, DocumentType, Entry, SubType
from flows.cases.filing import Filing, Unready, check, read_filing
from flows.cases.labels import About, label_of

TODAY = date(2026, 11, 21)
NIK = "3576014508829991"


def both(words: str) -> Bilingual:
    return Bilingual(words, words)


LETTER = Entry(
    "LETTER",
    "service",
    name=both("Surat contoh"),
    label=both("Surat"),
    level="city",
    owner="CONTOH",
    sector="data",
    target=both(""),
    gives=both(""),
    how=both(""),
    papers=(
        Paper("ktp"),
        Paper("sktm", need="if_any"),
        Paper("power", when=(("relation", ("representative",)),)),
    ),
)
CATALOGUE = Catalogue(
    (LETTER,),
    (DocumentType("ktp", both("KTP"), both("")),),
    (SubType("late", "non_membership", both("Terlambat"), "social", urgent=True, discreet=True),),
)
ASKED: dict[str, Any] = {
    "kind": "service",
    "service": "LETTER",
    "nik": NIK,
    "story": "Untuk sekolah",
    "paper_ktp": 2,
}


def filed(**answers: Any) -> Filing:
    return read_filing({**ASKED, **answers}, CATALOGUE)


@pytest.mark.parametrize(
    ("answers", "need"),
    [
        ({"kind": "service", "service": "LETTER"}, "LETTER"),
        ({"kind": "membership", "subtype": "dropped"}, "dropped"),
        ({"kind": "membership", "subtype": "dropped", "program": "PKH"}, "dropped:PKH"),
        ({"category": "health"}, "health"),
    ],
)
def test_a_need_is_the_service_or_what_the_complaint_is(answers: dict[str, Any], need: str) -> None:
    assert read_filing(answers, CATALOGUE).need == need


def test_a_sector_is_the_catalogues_where_the_talk_names_none() -> None:
    assert filed().category == "data"


def test_a_sub_type_can_make_a_report_urgent_and_discreet() -> None:
    late = read_filing({"kind": "non_membership", "subtype": "late"}, CATALOGUE)
    assert (late.urgent, late.discreet) == (True, True)


def test_what_has_no_place_of_its_own_is_kept_by_its_key() -> None:
    assert filed(ask_since="Mei", nik_seen=NIK).rest == {"paper_ktp": 2, "ask_since": "Mei"}


def test_marks_that_are_none_of_ours_are_dropped() -> None:
    assert filed(marks=["none", "orphan", "elder", "elder"]).marks == ("elder", "orphan")


def test_a_filing_shows_nothing_personal_of_itself() -> None:
    assert repr(filed(name="SUMINAH CONTOH")) == "<Filing LETTER>"


def test_a_complete_filing_may_become_a_case() -> None:
    check(filed(), TODAY)


@pytest.mark.parametrize(
    ("guard", "wrong"),
    [
        ("nik", {"nik": None}),
        ("nik", {"nik": "3576010000000000"}),
        ("description", {"story": ""}),
        ("papers", {"paper_ktp": None}),
        ("papers", {"relationship": "representative"}),
    ],
)
def test_a_guard_that_fails_is_named(guard: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Unready, match=guard):
        check(filed(**wrong), TODAY)


@pytest.mark.parametrize(
    "answers",
    [
        {"nik": None, "no_nik": "lost"},
        {"paper_ktp": "none"},
        {"paper_ktp": None, "urgent": True},
        {"story": "", "ask_purpose": "Sekolah"},
    ],
)
def test_what_stands_in_for_it_is_enough(answers: dict[str, Any]) -> None:
    check(filed(**answers), TODAY)


def test_a_number_that_is_odd_is_doubted() -> None:
    assert filed(nik="9976014508829991").doubts(TODAY) == ("unknown_area",)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About(service="LETTER"), "Surat contoh"),
        (About(subtype="late", program="LETTER"), "Terlambat: Surat contoh"),
        (About(subtype="late"), "Terlambat"),
        (About(category="health"), "Kesehatan / KIS"),
        (About(category="food"), "Sembako dan pangan"),
        (About(service="GONE"), "GONE"),
    ],
)
def test_a_case_is_called_by_what_it_is_about(about: About, words: str) -> None:
    assert label_of(about, CATALOGUE).render("id") == words
