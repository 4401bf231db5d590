"""The pure rules: what words may hold, limits, folded names."""

from __future__ import annotations

from datetime import date

import pytest

from flows.cases.name_folding import fold, fold_in_order, in_order, old_spelling
from flows.cases.registry import (
    Finding,
    Outcome,
    ProgramLine,
    Rules,
    adult,
    for_officer,
    leads_to_proposal,
    masked_name,
    over_the_limit,
    revealed,
)
from flows.words import literal
from storage.registry.searching import by_word
from tests.bench.invented import people
from tests.registry.queries import queries

LISTED = Finding(
    Outcome.LISTED, "3", (ProgramLine(literal("PKH"), active=True),), as_of=date(2026, 10, 15)
)


@pytest.mark.parametrize("language", ["id", "jv"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_of_a_member_no_decile_is_ever_told(outcome: Outcome, language: str) -> None:
    finding = Finding(outcome, "7", as_of=date(2026, 10, 15))

    assert "7" not in revealed(finding, member=True).render(language)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_says_what_to_do_next(outcome: Outcome) -> None:
    words = revealed(Finding(outcome)).render("id")

    assert any(way in words for way in ("Ajukan usulan", "Dukcapil", "kelurahan", "memutuskan",
                                        "bulan depan"))  # fmt: skip


def test_a_finding_says_nothing_in_its_repr() -> None:
    assert repr(LISTED) == "<Finding>"


def test_the_officers_line_masks_the_number() -> None:
    words = for_officer(LISTED, "3576********9991").render("id")

    assert words == "Data DTSEN per 15 Oktober 2026, NIK 3576********9991: terdaftar, desil 3."


def test_only_who_is_not_in_is_led_to_a_proposal() -> None:
    assert [o for o in Outcome if leads_to_proposal(Finding(o))] == [
        Outcome.NOT_LISTED, Outcome.INACTIVE, Outcome.DECEASED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "niks", "asked", "over"),
    [(4, "a", "a", False), (5, "a", "a", True), (0, "abc", "a", False), (0, "abc", "d", True)],
)
def test_the_limits_are_five_a_day_and_three_niks_a_week(
    today: int, niks: str, asked: str, over: bool
) -> None:
    assert over_the_limit(Rules(), today, frozenset(niks), asked) is over


def test_who_is_seventeen_today_must_agree() -> None:
    assert adult(date(2009, 11, 23), date(2026, 11, 23))
    assert not adult(date(2009, 11, 24), date(2026, 11, 23))


def test_a_masked_name_keeps_the_first_letters() -> None:
    assert masked_name("SITI NUR CONTOH") == "S*** N*** C***"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "SUKARNO"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Moch. Choirul", "Muhammad Khoirul"),
        ("Hj. Siti Fatimah", "SITI FATIMAH"),
        ("Chotimmah", "Khotimah"),
        ("Soeprijadi", "Supriyadi"),
        ("Bpk Suparman, S.Pd", "Soeparman"),
    ],
)
def test_old_and_new_spelling_fold_alike(one: str, other: str) -> None:
    folded = {fold(one), old_spelling(one)}

    assert folded & {fold(other), old_spelling(other)}


def test_a_name_of_titles_only_is_kept() -> None:
    assert fold("Haji") == "haji"


@pytest.mark.parametrize(
    "name",
    ["SOEPARMAN CONTOH", "H. Achmad Contoh", "BAPAK", "BAPAK IBU", "H ACHMAD", "Siti, S.Pd",
     "O'NEIL CONTOH", "RENÉ CONTOH", "Moch Djoko", " ", "ACHMAD", "HAJI ACHMAD BIN SOEPARMAN"],
)  # fmt: skip
def test_a_name_of_a_list_is_folded_as_every_other(name: str) -> None:
    assert [fold_in_order(name) for _ in range(2)] == [in_order(fold(name))] * 2


def test_nine_of_ten_queries_find_their_person_among_ten() -> None:
    """0.95 over 400 queries and 18,000 names; this is the same by the same rules, but quick."""
    names = [one.name for one in people(4000, [("a", "b")], seed=5)]
    folded = [in_order(fold(name)).split() for name in names]
    asked = list(queries(names, 60))
    found = 0
    for typed, place in asked:
        scores = by_word(in_order(fold(typed)).split(), folded)
        found += place in scores.argsort()[::-1][:10]

    assert found / len(asked) >= 0.9
