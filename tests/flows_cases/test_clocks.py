"""The clocks as data: sound in themselves, and in step with the table, the notices and the docs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.cases.clock_drawing import BEGIN, END, page
from flows.cases.clock_table import BY_KIND, CLOCKS, PROMISES, running_in
from flows.cases.clocks import Clock, Kind, Want
from flows.cases.notices import NOTICES
from flows.cases.profiles import PROFILES
from flows.cases.states import OVER, Event, Stage, State
from flows.cases.table import TABLE

DOCS = Path(__file__).parents[2] / "docs" / "cases.md"
HOUR = timedelta(hours=1)
HANDLING, DECISION = BY_KIND[Kind.HANDLING], BY_KIND[Kind.DECISION]
clocks = pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.kind)


@clocks
def test_warnings_are_in_their_order_and_the_last_is_at_the_end(clock: Clock) -> None:
    hours = [warn.after for warn in clock.warns]
    assert hours == sorted(set(hours))
    assert hours[-1] == clock.length


@clocks
def test_everybody_is_told_by_a_notice_of_their_own(clock: Clock) -> None:
    again = clock.again.tells if clock.again else ()
    for tell in (*(t for warn in clock.warns for t in warn.tells), *again):
        if tell.notice != "card":
            assert NOTICES[tell.notice].audience is tell.audience


@clocks
def test_what_the_system_does_at_the_end_is_a_row_of_the_table(clock: Clock) -> None:
    if clock.ends_with is not None:
        states = {row.state for row in TABLE if row.event is clock.ends_with}
        assert {state for state, _ in clock.runs_in} <= states


def test_a_case_that_is_not_over_has_a_clock_wherever_it_stands() -> None:
    places = {place for profile in PROFILES.values() for place in profile.arrows.values()}
    places |= {
        (row.target, row.stage) for row in TABLE if isinstance(row.target, State) and row.stage
    }
    places |= {(state, Stage.SCREENING) for state in State if state not in OVER}
    waiting = {p for p in places if p[0] not in OVER and p[0] is not State.DRAFT}
    assert [place for place in waiting if not running_in(place)] == []


def test_an_ended_case_has_no_clock() -> None:
    assert [s for s in OVER for stage in Stage if running_in((s, stage))] == []


def test_one_promise_at_most_holds_in_any_place() -> None:
    places = [(state, stage) for state in State for stage in Stage]
    made = set(PROMISES) - {Kind.DELIVER}  # a signed letter is also to be brought by a time
    assert max(len(running_in(place) & made) for place in places) == 1
    assert PROMISES[-1] is Kind.DELIVER


def test_the_handling_clock_stops_where_the_guide_says() -> None:
    stops = {
        State.REFERRED, State.RESOLVED_LOCALLY, State.ANSWERED, State.OUT_OF_SCOPE,
        State.DUPLICATE, State.CANCELLED, State.UNREACHABLE,
    }  # fmt: skip
    assert {HANDLING.want((state, Stage.FIELD)) for state in stops} == {Want.END}
    assert HANDLING.want((State.NEEDS_DOCUMENTS, Stage.FIELD)) is Want.REST


def test_only_papers_make_a_clock_rest() -> None:
    assert {state for clock in CLOCKS for state in clock.rests_in} == {State.NEEDS_DOCUMENTS}


def test_a_task_given_to_somebody_else_may_be_accepted_for_the_whole_time_again() -> None:
    assert BY_KIND[Kind.ACCEPT].restarts == {Event.REASSIGN}


def test_a_decision_that_does_not_come_is_asked_for_without_end() -> None:
    late = DECISION.next_after(timedelta(days=700), DECISION.length)
    assert late is not None
    assert late.after == timedelta(days=714)


@settings(deadline=None)
@given(st.sampled_from(CLOCKS), st.integers(0, 2000), st.integers(0, 2000))
def test_the_highest_due_warning_leaves_only_later_ones(
    clock: Clock, before: int, later: int
) -> None:
    warned, ran = sorted([before * HOUR, later * HOUR])
    due = clock.due(warned, ran, clock.length)
    following = clock.next_after(due.after if due else warned, clock.length)
    assert due is None or warned < due.after <= ran
    assert following is None or following.after > ran


def test_a_running_clock_keeps_the_length_it_was_promised() -> None:
    long = 60 * HOUR
    assert HANDLING.due(44 * HOUR, 59 * HOUR, long) is None
    end = HANDLING.due(44 * HOUR, 60 * HOUR, long)
    assert end is not None
    assert {tell.notice for tell in end.tells} >= {"breach_resident"}


def test_the_copy_in_the_docs_is_fresh() -> None:
    text = DOCS.read_text()
    copy = text[text.index(BEGIN) : text.index(END) + len(END)]
    assert copy == page(), "run: python -m flows.cases.clock_drawing, and put it into docs/cases.md"
