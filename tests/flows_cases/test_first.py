"""Who comes first, whose names are alike, and what a linked report is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.cases.joined import Shown, as_shown
from flows.cases.likeness import alike
from flows.cases.marks import MARKS, known_marks, with_mark
from flows.cases.press import CasePress, parse_press, press_data
from flows.cases.priority import Rank, rank
from flows.cases.states import OVER, Stage, State
from storage.tables import NEED_IS_OPEN

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


def test_urgent_comes_before_marked_and_marked_before_the_others() -> None:
    found = [rank("normal", ()), rank("normal", ["elder"]), rank("urgent", ())]
    assert sorted(found) == [Rank.URGENT, Rank.MARKED, Rank.NORMAL]


def test_a_mark_does_not_slow_an_urgent_case() -> None:
    assert rank("urgent", ["elder"]) is Rank.URGENT


def test_marks_stand_in_one_order_and_once() -> None:
    assert known_marks(["elder", "x", None, "disability", "elder"]) == ("disability", "elder")


def test_an_unknown_mark_cannot_be_set() -> None:
    with pytest.raises(KeyError):
        with_mark((), "rich", put=True)


@pytest.mark.parametrize("code", MARKS)
def test_a_marks_label_fits_its_button(code: str) -> None:
    assert len(f"✓ {MARKS[code].render('id')}") <= 20


@pytest.mark.parametrize("what", ["marks", "mark.elder", "unmark.remote_indigenous"])
def test_a_press_says_which_mark_is_meant(what: str) -> None:
    data = press_data(10**18 - 1, 10**9 - 1, None, what)
    assert len(data.encode()) <= 64
    assert parse_press(data) == CasePress(10**18 - 1, 10**9 - 1, None, what)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUMINAH CONTOH", "Bu Suminah Contoh"),
        ("SITI AMINAH CONTOH", "AMINAH SITI CONTOH"),
        ("SUMINAH CONTOH", "SUMINAH CONTO"),
    ],
)
def test_names_that_may_be_one_persons_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("SUMINAH CONTOH", "SUMARNI CONTOH"), ("", ""), ("IBU", "BAPAK")]
)
def test_names_of_two_people_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("held", "profile", "place"),
    [
        (True, "national_2017", (State.ASSIGNED, Stage.FIELD)),
        (False, "national_2017", (State.SCREENING, Stage.FIELD)),
        (False, "mojokerto_classic", (State.SCREENING, Stage.SCREENING)),
        (False, "letter_service", (State.SCREENING, Stage.SCREENING)),
    ],
)
def test_a_linked_report_begins_where_any_report_begins(
    held: bool, profile: str, place: tuple[State, Stage]
) -> None:
    before = NOW - timedelta(days=2)
    shown = as_shown(NOW, (State.APPROVED, Stage.SECRETARIAT), before, held=held, profile=profile)
    assert shown == Shown(place[0], NOW, place[1])


def test_a_linked_report_follows_what_happens_later() -> None:
    later = NOW + timedelta(hours=1)
    place = (State.APPROVED, Stage.SECRETARIAT)
    assert as_shown(NOW, place, later, held=True) == Shown(place[0], later, place[1])


def test_a_linked_report_waits_for_no_papers_of_its_own() -> None:
    later = NOW + timedelta(hours=1)
    place = (State.NEEDS_DOCUMENTS, Stage.SCREENING)
    shown = as_shown(NOW, place, later, held=False)
    assert shown == Shown(State.SCREENING, later, Stage.SCREENING)


def test_the_database_calls_a_need_open_while_the_case_is_not_over() -> None:
    assert all((f"'{state}'" in str(NEED_IS_OPEN)) is (state in OVER) for state in State)
