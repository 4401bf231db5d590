"""From tables to the catalogue: what is read, and how plainly a slip is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.cases.bilingual import Bilingual
from flows.cases.catalogue import Entry
from flows.cases.catalogue_fields import CatalogueWrong
from flows.cases.catalogue_reading import read_catalogue
from flows.words import lines, literal
from storage.catalogue_toml import pieces_of
from tests.catalogue.conftest import ASK, BOTH, DOCUMENT, ENTRY, piece, small


def only(entry: Any = None, **more: Any) -> Entry:
    found = small(entry, **more).entry("CONTOH")
    assert found is not None
    return found


def wrong(**fields: Any) -> str:
    with pytest.raises(CatalogueWrong) as caught:
        small(fields)
    return str(caught.value)


def test_words_are_rendered_in_the_language_of_the_reader() -> None:
    words = only({"how": {"id": "Datang", "jv": "Rawuh"}}).how
    assert [words.render(language) for language in ("id", "jv")] == ["Datang", "Rawuh"]


def test_a_plain_string_is_the_same_in_both_languages() -> None:
    assert only().name == Bilingual("Contoh", "Contoh")


def test_words_can_stand_wherever_a_text_does() -> None:
    words = Bilingual("Halo {name}", "Sugeng {name}").format(name=literal("Siti {x}"))
    assert lines(words.text(), literal("baris")).render("jv") == "Sugeng Siti {x}\nbaris"


def test_words_without_values_keep_their_brackets() -> None:
    assert Bilingual("{a", "b").text().render("id") == "{a"


def test_a_question_mark_makes_a_paper_one_that_may_be_missing() -> None:
    papers = only({"papers": ["ktp", "kk?"]}).papers
    assert [(p.document, p.need) for p in papers] == [("ktp", "must"), ("kk", "if_any")]


def test_a_question_mark_makes_a_question_one_that_may_be_left_out() -> None:
    assert [a.required for a in only({"asks": ["story?"]}).asks] == [False]


def test_a_paper_may_depend_on_an_answer() -> None:
    (paper,) = only({"papers": [{"document": "ktp", "when": {"care": ["inpatient"]}}]}).papers
    assert paper.applies({"care": "inpatient"})
    assert not paper.applies({"care": "well"})
    assert not paper.applies({})


def test_a_question_may_depend_on_an_answer() -> None:
    (ask,) = only(ask={"when": {"for_whom": ["other", "family"]}}).asks
    assert ask.applies({"for_whom": "family"})
    assert not ask.applies({"for_whom": "self"})


def test_a_date_may_be_written_as_toml_or_as_text() -> None:
    for written in (date(2026, 12, 31), "2026-12-31"):
        assert only({"valid_until": written}).valid_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("how", 3, "how must be words"),
        ("how", {"id": "x", "en": "y"}, "how must be words"),
        ("state", "open", "state must be one of active"),
        ("route", "scenic", "route must be one of (empty), national_2017"),
        ("level", "moon", "level must be one of national"),
        ("owner", 7, "owner must be a string"),
        ("decile_max", "four", "decile_max must be a whole number"),
        ("decile_max", True, "decile_max must be a whole number"),
        ("urgent", "yes", "urgent must be true or false"),
        ("valid_until", "soon", "valid_until must be a date like 2026-12-31"),
        ("papers", "ktp", "papers must be a list of strings and tables"),
        ("papers", [{"document": "ktp", "need": "maybe"}], "need must be one of must, if_any"),
        ("hints", [1], "hints must be a list of strings"),
        ("asks", ["nothing"], "asks nothing, which stands nowhere"),
        ("colour", "red", "colour is no field we know"),
    ],
)
def test_a_slip_names_file_code_and_field(field: str, value: Any, says: str) -> None:
    told = wrong(**{field: value})
    assert told.startswith("contoh.toml: CONTOH")
    assert says in told


def test_everything_wrong_is_told_at_once() -> None:
    assert len(wrong(colour="red", urgent="yes", owner=7).splitlines()) == 3


def test_a_code_that_stands_twice_is_told() -> None:
    with pytest.raises(CatalogueWrong, match=r"contoh\.toml: ktp: stands there twice"):
        small(None, piece("document", "ktp", DOCUMENT))


def test_yesterdays_program_reads_todays_rows() -> None:
    pieces = [
        piece("ask", "story", ASK, kind="hologram"),
        piece("entry", "CONTOH", ENTRY, colour="red"),
    ]
    assert read_catalogue(pieces, strict=False).entry("CONTOH") is not None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("[entry", "contoh.toml: "),
        ("[colour.RED]\nname = 'x'", r"contoh.toml: \[colour\] is no kind we know"),
        ("[entry]\nPKH = 'x'", "PKH must be a table"),
        ("entry = 3", r"\[entry\] must hold tables"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told(words: str, says: str) -> None:
    with pytest.raises(CatalogueWrong, match=says):
        pieces_of(words, "contoh.toml")


def test_a_sub_type_is_read_with_its_questions_and_papers() -> None:
    told = piece(
        "complaint", "late", {}, kind="non_membership", label=BOTH, sector="social",
        program="must", asks=["story"], papers=["ktp?"], order=3,
    )  # fmt: skip
    found = small(None, told).sub_type("late")
    assert found is not None
    assert (found.program, found.asks[0].key, found.papers[0].need) == ("must", "story", "if_any")
