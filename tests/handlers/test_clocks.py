"""Each clock of a case warns whom it should, when it should, and ends as it should."""

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
from storage.tables import StaffRole
from storage.timers import due
from tests.handlers.clockwork import Desk, manned
from tests.handlers.filings import DROPPED, neighbour, reports
from tests.handlers.people import CITY, WATES, Clock, Person, case_of, staff
from tests.handlers.threads import at_once


@pytest.fixture
def desk(house: House, clock: Clock, warga: Person) -> Desk:
    return manned(house, clock, warga)


FIELD: dict[str, Any] = {"facilitator_id": 1}
COURSES = [
    (Kind.HANDLING, State.FIELD_VISIT, Stage.FIELD, {
        24: ["facilitator:warn_holder"],
        36: ["facilitator:warn_holder", "supervisor:warn_supervisor"],
        44: ["facilitator:warn_holder", "supervisor:warn_supervisor", "manager:warn_manager"],
        48: ["resident:breach_resident", "supervisor:breach_supervisor", "manager:breach_manager"],
    }),
    (Kind.SCREENING, State.SCREENING, Stage.SCREENING, {
        3: ["puskesos_officer:warn_holder"], 4: ["front_office:warn_front_office"],
    }),
    (Kind.SCREENING, State.SCREENING, Stage.FIELD, {
        3: ["supervisor:warn_holder"], 4: ["front_office:warn_front_office"],
    }),
    (Kind.VISIT, State.RETURNED, Stage.FIELD, {
        16: ["facilitator:warn_holder"],
        20: ["facilitator:warn_holder", "supervisor:warn_supervisor"],
    }),
    (Kind.SUPERVISOR, State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, {
        4: ["group:ping_group"], 8: ["manager:warn_manager"],
    }),
    (Kind.SECRETARIAT, State.PROCESSING, Stage.SECRETARIAT, {
        8: ["back_office:warn_holder"], 12: ["back_office:warn_holder", "manager:warn_manager"],
    }),
    (Kind.SECRETARIAT, State.AWAITING_MANAGER, Stage.SIGNATURE, {
        8: ["agency_head:warn_holder"], 12: ["agency_head:warn_holder", "manager:warn_manager"],
    }),
    (Kind.DELIVER, State.GRANTED, Stage.ANSWER, {
        12: ["facilitator:warn_holder"], 24: ["front_office:warn_front_office"],
    }),
    (Kind.DOCUMENTS, State.NEEDS_DOCUMENTS, Stage.SCREENING, {
        24: ["resident:documents_reminder"],
        72: ["resident:documents_reminder"],
        168: ["resident:documents_reminder"],
    }),
    (Kind.OBJECTION, State.REJECTED, Stage.ANSWER, {264: ["resident:objection_reminder"], 336: []}),
    (Kind.CLOSING, State.ANSWERED, Stage.ANSWER, {72: ["resident:closing_reminder"]}),
    (Kind.DECISION, State.REFERRED, Stage.REFERRAL, {
        24 * 14: ["resident:decision_pulse"],
        24 * 28: ["resident:decision_pulse"],
        24 * 30: ["back_office:ask_owner"],
        24 * 42: ["resident:decision_pulse"],
        24 * 45: ["back_office:ask_owner"],
        24 * 56: ["resident:decision_pulse"],
        24 * 60: ["back_office:ask_owner", "manager:warn_manager"],
        24 * 70: ["resident:decision_pulse", "back_office:ask_owner"],
        24 * 84: ["resident:decision_pulse", "back_office:ask_owner"],
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "state", "stage", "course"), COURSES, ids=[f"{c[0]}-{c[1]}" for c in COURSES]
)
def test_a_clock_warns_the_right_people_at_its_hours_and_in_between_nobody(
    desk: Desk, kind: Kind, state: State, stage: Stage, course: dict[int, list[str]]
) -> None:
    desk.refers("PKH")
    desk.puts(state, stage, only=kind, **FIELD)
    before = 0
    for hour, expected in course.items():
        assert desk.passes(hours=hour - before, minutes=-1) == []
        assert [f"{who}:{notice}" for who, notice in desk.passes(minutes=1)] == expected
        before = hour


def test_after_an_outage_of_three_days_only_the_highest_warning_is_given(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    assert {who for who, _ in desk.passes(days=3)} == {"resident", "supervisor", "manager"}
    assert desk.noted() == [("breached", "handling")]


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


def test_processes_that_tick_together_warn_once(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING, only=Kind.SCREENING)
    desk.clock.forward(hours=3)
    assert sum(at_once(*[lambda: timers.tick(desk.house)] * 4)) == 1
    assert desk.told() == [("puskesos_officer", "warn_holder")]


def test_a_timer_read_before_the_case_moved_is_stale(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING, only=Kind.SCREENING)
    desk.clock.forward(hours=3)
    with desk.house.database.read() as session:
        (read,) = due(session, desk.clock.now, 10)
    desk.puts(State.ANSWERED, Stage.ANSWER, only=Kind.CLOSING)
    assert timers.fire(desk.house, read) is False
    assert desk.told() == []


def test_a_person_with_two_roles_is_told_once(desk: Desk) -> None:
    with desk.house.database.write() as session:
        session.add(StaffRole(staff_id=3, role=Role.MANAGER, area_code=CITY))
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    told = desk.passes(hours=44)
    assert [who for who, _ in told].count("supervisor") == 1


def test_a_case_no_group_may_see_pings_its_supervisor_in_private(desk: Desk) -> None:
    desk.puts(State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, only=Kind.SUPERVISOR, discreet=True)
    assert desk.passes(hours=4) == [("supervisor", "warn_supervisor")]


def test_an_owner_is_asked_once_and_may_answer_right_there(desk: Desk) -> None:
    desk.refers("PKH")
    desk.puts(State.REFERRED, Stage.REFERRAL, only=Kind.DECISION)
    desk.passes(days=30)
    office = desk.people["back_office"]
    assert "sudah menunggu 30 hari" in office.hears()[-1]
    assert {"Dikabulkan", "Menunggu kuota", "Belum bisa"} < set(office.labels())


def test_an_owner_of_two_programs_is_asked_in_one_message(desk: Desk) -> None:
    desk.refers("PKH")
    desk.refers("SEMBAKO")
    desk.puts(State.REFERRED, Stage.REFERRAL, only=Kind.DECISION)
    assert desk.passes(days=30) == [("back_office", "ask_owner")]


def test_a_named_round_is_what_a_waiting_resident_reads(desk: Desk) -> None:
    desk.refers("PKH", state="waiting_quota", next_round="awal Januari 2027")
    desk.puts(State.WAITING_QUOTA, Stage.REFERRAL)
    assert desk.passes(days=14) == [("resident", "quota_pulse")]
    assert "awal Januari 2027" in desk.people["resident"].hears()[-1]


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


def test_the_agency_head_has_a_list_each_morning_while_something_is_late(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    desk.passes(hours=48)  # Wednesday 14.00
    assert desk.passes(hours=17, minutes=29) == []
    assert desk.passes(minutes=1) == [("agency_head", "late_list")]
    assert case_of(desk.house).ticket in desk.people["agency_head"].hears()[-1]
    assert desk.passes(days=1) == [("agency_head", "late_list")]
    desk.puts(State.ANSWERED, Stage.ANSWER)
    assert ("agency_head", "late_list") not in desk.passes(days=2)


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
