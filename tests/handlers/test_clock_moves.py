"""The clocks of a case follow it: they begin, rest, go on and end where it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from flows.cases.calendar import Counts
from flows.cases.clocks import Kind
from flows.cases.states import Role, Stage, State
from handlers import timers
from handlers.house import House
from storage.timers import due
from tests.handlers.clockwork import Desk, manned
from tests.handlers.filings import DROPPED, neighbour, reports
from tests.handlers.people import WATES, Clock, Person, case_of, staff


@pytest.fixture
def desk(house: House, clock: Clock, warga: Person) -> Desk:
    return manned(house, clock, warga)


FIELD: dict[str, Any] = {"facilitator_id": 1}


def test_a_broken_promise_stays_written_where_it_broke(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    promised = desk.row(Kind.HANDLING).due_at
    desk.passes(days=3)
    desk.puts(State.ANSWERED, Stage.ANSWER)
    assert desk.row(Kind.HANDLING).breached_at == promised
    assert desk.row(Kind.HANDLING).ended_at == desk.clock.now


def test_clocks_rest_while_the_resident_looks_for_papers(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, **FIELD)
    desk.passes(hours=10)
    desk.puts(State.NEEDS_DOCUMENTS, Stage.FIELD)
    assert desk.runs() == {"documents"}
    assert desk.row(Kind.VISIT).paused_for == "needs_documents"
    desk.passes(days=5)
    desk.puts(State.FIELD_VISIT, Stage.FIELD)
    assert desk.runs() == {"handling", "visit"}
    assert desk.row(Kind.VISIT).due_at == desk.clock.now + timedelta(hours=10)
    assert desk.passes(hours=6) == [("facilitator", "warn_holder")]


def test_a_case_says_the_promise_that_holds_where_it_stands(desk: Desk) -> None:
    opened = desk.clock.now
    assert case_of(desk.house).due_at == opened + timedelta(hours=48)
    desk.passes(hours=2)
    desk.puts(State.NEEDS_DOCUMENTS, Stage.SCREENING)
    assert case_of(desk.house).due_at == desk.clock.now + timedelta(days=14)
    desk.passes(days=2)
    desk.puts(State.SCREENING, Stage.SCREENING)
    assert case_of(desk.house).due_at == opened + timedelta(days=2, hours=48)
    desk.puts(State.REFERRED, Stage.REFERRAL)
    assert case_of(desk.house).due_at == desk.clock.now + timedelta(days=60)


def test_papers_that_never_come_close_the_case_kindly_on_day_fourteen(desk: Desk) -> None:
    desk.puts(State.NEEDS_DOCUMENTS, Stage.SCREENING, asked_from="screening")
    desk.passes(days=13)
    assert desk.passes(days=1)[0] == ("resident", "closed_without_documents")
    assert case_of(desk.house).state == State.CLOSED
    assert desk.runs() == set()


def test_an_answer_that_nobody_confirms_is_closed_after_a_week(desk: Desk) -> None:
    desk.puts(State.ANSWERED, Stage.ANSWER)
    desk.passes(days=6)
    assert desk.passes(days=1) == [("resident", "closed_in_silence")]
    assert case_of(desk.house).state == State.CLOSED


def test_the_time_to_object_goes_on_after_the_answer_was_brought(desk: Desk) -> None:
    desk.puts(State.REJECTED, Stage.ANSWER)
    desk.passes(hours=5)
    desk.puts(State.ANSWERED, Stage.ANSWER)
    assert desk.runs() == {"objection", "closing"}
    desk.puts(State.REOPENED, Stage.SCREENING)
    assert desk.runs() == {"handling", "screening"}


def test_a_case_that_is_opened_again_has_the_whole_time_again(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, **FIELD)
    desk.passes(days=3)
    desk.puts(State.ANSWERED, Stage.ANSWER)
    desk.puts(State.REOPENED, Stage.SCREENING, opened_at=desk.clock.now)
    row = desk.row(Kind.HANDLING)
    assert (row.breached_at, row.spent, row.warned) == (None, 0, 0)
    assert row.due_at == desk.clock.now + timedelta(hours=48)


def test_a_task_that_nobody_accepts_goes_to_the_next_facilitator(desk: Desk) -> None:
    other = staff(desk.house, "Fasilitator Lain", Role.FACILITATOR, WATES, "880200")
    desk.people["other"] = other
    desk.puts(State.ASSIGNED, Stage.FIELD, **FIELD)
    told = desk.passes(hours=4)
    assert {("other", "assignment"), ("facilitator", "task_taken_back")} <= set(told)
    assert ("supervisor", "reassigned_supervisor") in told
    assert case_of(desk.house).facilitator_id != 1
    night = timedelta(hours=9)
    assert desk.row(Kind.ACCEPT).due_at == desk.clock.now + timedelta(hours=4) + night
    assert [code for event, code in desk.noted() if event == "breached"] == ["accept"]


def test_a_task_that_only_one_could_accept_stays_and_the_supervisor_hears(desk: Desk) -> None:
    desk.puts(State.ASSIGNED, Stage.FIELD, **FIELD)
    assert desk.passes(hours=4) == [("supervisor", "no_replacement")]
    assert (case_of(desk.house).state, case_of(desk.house).facilitator_id) == (State.ASSIGNED, 1)
    assert desk.passes(hours=19) == []


def test_a_timer_read_before_the_case_moved_is_stale(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING, only=Kind.SCREENING)
    desk.clock.forward(hours=3)
    with desk.house.database.read() as session:
        (read,) = due(session, desk.clock.now, 10)
    desk.puts(State.ANSWERED, Stage.ANSWER, only=Kind.CLOSING)
    assert timers.fire(desk.house, read) is False
    assert desk.told() == []


def test_a_case_keeps_the_hours_it_was_promised(desk: Desk) -> None:
    promised = desk.row(Kind.HANDLING).due_at
    working = replace(desk.house, calendar=replace(desk.house.calendar, counts=Counts.OFFICE))
    desk.house = working
    desk.puts(State.NEEDS_DOCUMENTS, Stage.SCREENING)
    desk.puts(State.SCREENING, Stage.SCREENING)
    assert desk.row(Kind.HANDLING).due_at == promised


def test_office_hours_are_what_a_new_promise_counts_where_the_city_says_so(
    house: House, clock: Clock, warga: Person
) -> None:
    working = replace(house, calendar=replace(house.calendar, counts=Counts.OFFICE))
    desk = manned(working, clock, replace(warga, house=working))
    # 1.5 + 8 + 8 + 8 + 7 + 8 + 7.5 hours from Monday 14.00 on
    due = desk.row(Kind.HANDLING).due_at
    assert due is not None
    assert f"{due.astimezone(working.zone):%A %d %H.%M}" == "Tuesday 01 15.00"


def test_a_report_that_follows_waits_for_the_same_and_has_its_own_promise(desk: Desk) -> None:
    desk.passes(hours=10)
    desk.people["second"] = second = neighbour(desk.house)
    reports(desk.house, second, DROPPED)
    joined = desk.clock.now
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    assert case_of(desk.house, 2).due_at == joined + timedelta(hours=48)
    assert ("second", "breach_resident") not in desk.passes(hours=38)
    desk.puts(State.REFERRED, Stage.REFERRAL)
    assert case_of(desk.house, 2).due_at == desk.clock.now + timedelta(days=60)
    assert ("second", "decision_pulse") in desk.passes(days=14)


def test_nobody_loses_a_task_while_they_are_asleep(desk: Desk) -> None:
    desk.clock.forward(hours=6)  # Monday 20.00
    desk.puts(State.ASSIGNED, Stage.FIELD, **FIELD)
    assert ("supervisor", "no_replacement") not in desk.passes(hours=12, minutes=59)
    assert ("supervisor", "no_replacement") in desk.passes(minutes=1)
