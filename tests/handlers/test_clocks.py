"""Each clock of a case warns whom it should, when it should, and ends as it should."""

from __future__ import annotations

from typing import Any

import pytest

from flows.cases.clocks import Kind
from flows.cases.states import Role, Stage, State
from handlers import timers
from handlers.house import House
from storage.tables import StaffRole
from tests.handlers.clockwork import Desk, manned
from tests.handlers.people import CITY, Clock, Person, case_of
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


def test_processes_that_tick_together_warn_once(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING, only=Kind.SCREENING)
    desk.clock.forward(hours=3)
    assert sum(at_once(*[lambda: timers.tick(desk.house)] * 4)) == 1
    assert desk.told() == [("puskesos_officer", "warn_holder")]


def test_a_person_with_two_roles_is_told_once(desk: Desk) -> None:
    with desk.house.database.write() as session:
        session.add(StaffRole(staff_id=3, role=Role.MANAGER, area_code=CITY))
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    told = desk.passes(hours=44)
    assert [who for who, _ in told].count("supervisor") == 1


def test_whose_turn_it_is_hears_it_with_the_buttons_and_not_as_a_supervisor_too(desk: Desk) -> None:
    desk.puts(State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, only=Kind.HANDLING)
    assert desk.passes(hours=36) == [("supervisor", "warn_holder")]
    assert "Setujui" in desk.people["supervisor"].labels()


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


def test_the_agency_head_has_a_list_each_morning_while_something_is_late(desk: Desk) -> None:
    desk.puts(State.FIELD_VISIT, Stage.FIELD, only=Kind.HANDLING, **FIELD)
    desk.passes(hours=48)  # Wednesday 14.00
    assert desk.passes(hours=17, minutes=29) == []
    assert desk.passes(minutes=1) == [("agency_head", "late_list")]
    assert case_of(desk.house).ticket in desk.people["agency_head"].hears()[-1]
    assert desk.passes(days=1) == [("agency_head", "late_list")]
    desk.puts(State.ANSWERED, Stage.ANSWER)
    assert ("agency_head", "late_list") not in desk.passes(days=2)
