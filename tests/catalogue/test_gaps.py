"""Every kind of gap is found, and said in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from flows.cases.catalogue import CITY_SERVICES, Catalogue
from flows.cases.catalogue_reading import Piece
from flows.cases.gaps import gaps
from tests.catalogue.conftest import BOTH, ENTRY, piece, small

DAY = date(2026, 11, 23)
NOWHERE = "34.71"
"""A city that demands no services."""
LONG = "x" * 25


def found(catalogue: Catalogue, city: str = NOWHERE) -> list[str]:
    return gaps(catalogue, city, DAY)


def options(*labels: str) -> dict[str, Any]:
    return {"kind": "choose", "options": [{"value": w.lower(), "label": w} for w in labels]}


def urgent(ask: Piece) -> Sequence[Piece]:
    content = {"kind": "urgent", "label": "x", "sector": "social", "asks": [ask.code]}
    return (ask, piece("complaint", "fire", content))


def test_a_whole_catalogue_has_no_gap() -> None:
    assert found(small()) == []


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"how": {"id": "Datang"}}, "service CONTOH: how is missing in Javanese"),
        ({"how": {"jv": "Rawuh"}}, "service CONTOH: how is missing in Indonesian"),
        ({"note": {"id": "{a", "jv": "b"}}, "note has a bracket that is left open"),
        ({"note": {"id": "{a}", "jv": "b"}}, "note has other placeholders in Javanese"),
        ({"note": "{a}"}, "note has the placeholder {a}, which nothing fills"),
        ({"label": LONG}, "services: CONTOH is longer than 24 characters"),
        ({"label": {"id": "x", "jv": LONG}}, "is longer than 24 characters (jv:"),
        ({"sector": "moon"}, "the sector moon is unknown"),
        ({"owner": ""}, "nobody owns it"),
        ({"asks": []}, "it asks nothing"),
        ({"asks": ["story", "story"]}, "it asks story twice"),
        ({"papers": ["papyrus"]}, "the document papyrus is unknown"),
        ({"papers": ["ktp", "ktp?"]}, "it wants ktp twice"),
        ({"papers": [{"document": "ktp", "when": {"x": ["y"]}}]}, "depends on x, which is not"),
        ({"state": "historical"}, "nothing explains it"),
        ({"state": "announced"}, "nothing explains it"),
        ({"valid_until": "2026-11-01"}, "nothing explains it"),
        ({"valid_until": "2027-11-01"}, "nothing explains it"),
        (
            {"valid_from": "2027-01-01", "valid_until": "2026-01-01", "closed": BOTH},
            "it ends before it begins",
        ),
        ({"decile_max": 10}, "the decile limit 10 is not from 1 to 9"),
        ({"decile_max": 0}, "the decile limit 0 is not from 1 to 9"),
        ({"decile_max": 4, "state": "historical", "closed": BOTH}, "its decile limit measures no"),
        ({"loan": True}, "`gives` does not say so"),
        ({"through": ["NOTHING"]}, "NOTHING is no service or program"),
        ({"instead": ["NOTHING"]}, "NOTHING is no service or program"),
    ],
)
def test_a_gap_of_an_entry_is_found(entry: dict[str, Any], says: str) -> None:
    lines = found(small(entry))
    assert any(says in line for line in lines), lines


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        ({"ask": {"id": "Apa?"}}, "ask story: ask is missing in Javanese"),
        (options("Ya"), "to choose takes two options"),
        ({"options": options("A", "B")["options"]}, "to choose takes two options"),
        (options("Ya", "x" * 21), "is longer than 20 characters"),
        (options("A", "B", "C", LONG), "is longer than 24 characters"),
        (options("Ya", "YA"), "ya stands there twice"),
        ({"when": {"later": ["x"]}}, "it depends on later, which is not asked before"),
    ],
)
def test_a_gap_of_a_question_is_found(ask: dict[str, Any], says: str) -> None:
    lines = found(small(ask=ask))
    assert any(says in line for line in lines), lines


def test_four_choices_make_a_list_whose_rows_may_be_longer() -> None:
    assert found(small(ask=options("A", "B", "C", "x" * 24))) == []


def test_a_word_that_could_mean_two_answers_is_found() -> None:
    shared = [{"value": v, "label": v, "synonyms": ["Boleh!"]} for v in ("a", "b")]
    assert found(small(ask={"kind": "choose", "options": shared})) == [
        "ask story: who types boleh could mean two answers"
    ]


def test_a_hint_that_fits_two_services_is_found() -> None:
    other = piece("entry", "TWO", ENTRY, label="y", hints=["Becak"])
    assert found(small({"hints": ["becak"]}, other)) == [
        "CONTOH and TWO: who writes becak could mean each of them (hints)"
    ]


def test_a_question_whose_every_answer_ends_the_talk_is_found() -> None:
    ends = [{"value": v, "label": v, "ends": BOTH} for v in ("a", "b")]
    (line,) = found(small(ask={"kind": "choose", "options": ends}))
    assert line == "ask story: every answer ends the talk"


def test_a_condition_on_an_answer_that_cannot_be_given_is_found() -> None:
    papers = [{"document": "ktp", "when": {"story": ["a", "z"]}}]
    (line,) = found(small({"papers": papers}, ask=options("A", "B")))
    assert line == "service CONTOH: paper_ktp: story has no answer z"


def test_two_services_of_one_name_are_found() -> None:
    lines = found(small(None, piece("entry", "ANOTHER", ENTRY)))
    assert "services: two of them are called Contoh (id)" in lines


def test_a_gap_in_another_city_is_not_ours() -> None:
    assert found(small({"city": "32.75", "label": LONG})) == []


def test_a_service_that_the_city_needs_is_missed() -> None:
    lines = found(small(), "35.76")
    assert len(lines) == len(CITY_SERVICES["35.76"])
    assert lines[0] == "service MJK_DTSEN: this city needs it, and it stands nowhere"


def test_an_urgent_complaint_must_not_demand_a_nik() -> None:
    nik = piece("ask", "nik", {"kind": "nik", "ask": BOTH, "title": BOTH})
    assert found(small(None, *urgent(nik))) == [
        "complaint fire: it is urgent, so nik must not be demanded"
    ]


def test_a_gap_that_shows_twice_is_said_once() -> None:
    lines = found(small(None, piece("entry", "TWO", ENTRY, label="y"), ask={"ask": {"id": "x"}}))
    assert lines == ["ask story: ask is missing in Javanese"]


def test_a_need_for_which_nothing_is_open_is_a_gap() -> None:
    need = piece("need", "sick", {"label": "x", "entries": ["NOWHERE"]})

    assert "need sick: nothing is open for it in this city" in found(small(None, need))
    assert "need sick: NOWHERE is no service or program" in found(small(None, need))


def test_a_name_too_long_for_a_brochure_is_a_gap() -> None:
    long = small({"name": "x" * 71})

    assert any("longer than 70 on a brochure" in gap for gap in found(long))
