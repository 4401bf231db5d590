"""Refusals: who hears which sentence, and that a refusal gives nothing away."""

from __future__ import annotations

import pytest

from flows.cases.lifecycle import (
    SYSTEM,
    Actor,
    CaseFacts,
    Event,
    Guard,
    NotAllowed,
    Role,
    Stage,
    State,
    covers,
    move,
    moves_for,
    offered,
    permit,
    resident,
)
from tests.flows_cases.people import (
    FACILITATOR,
    FACILITATOR_ID,
    REPORTER,
    REPORTER_ID,
    SUPERVISOR,
    WATES,
    a_case,
)


def refusal(case: CaseFacts, event: Event, actor: Actor, seen: int = 3, reason: str = "") -> str:
    with pytest.raises(NotAllowed) as refused:
        move(case, event, actor, seen, reason)
    return refused.value.words.render("id")


def test_a_move_raises_the_version_by_one() -> None:
    assert move(a_case(), Event.APPROVE, SUPERVISOR, 3).version == 4


def test_a_stale_press_is_told_how_the_case_stands_now() -> None:
    words = refusal(a_case(State.APPROVED), Event.APPROVE, SUPERVISOR, seen=2)
    assert words == "Laporan 26-004217-4 sudah berubah. Statusnya sekarang: Disetujui supervisor."


def test_a_press_from_before_a_return_is_stale_though_the_state_is_the_same_again() -> None:
    assert "sudah berubah" in refusal(a_case(), Event.APPROVE, SUPERVISOR, seen=1)


def test_a_version_that_does_not_exist_yet_is_refused() -> None:
    assert "sudah berubah" in refusal(a_case(), Event.APPROVE, SUPERVISOR, seen=4)


def test_a_case_that_has_ended_says_so() -> None:
    words = refusal(a_case(State.CANCELLED), Event.APPROVE, SUPERVISOR)
    assert words == "Laporan 26-004217-4 sudah berakhir: Dibatalkan. Tidak bisa diubah lagi."


def test_another_role_is_told_whose_decision_it_is() -> None:
    assert refusal(a_case(), Event.APPROVE, FACILITATOR) == "Ini hanya untuk Supervisor."


def test_another_area_is_refused_without_the_state() -> None:
    elsewhere = Actor(9, ((Role.SUPERVISOR, "35.76.01"),), 109)
    assert refusal(a_case(), Event.APPROVE, elsewhere) == "Laporan ini bukan di wilayah Anda."


def test_a_role_in_one_area_does_not_lend_its_area_to_another_role() -> None:
    both = Actor(9, ((Role.SUPERVISOR, "35.76.01"), (Role.FACILITATOR, WATES)), 109)
    assert refusal(a_case(), Event.APPROVE, both) == "Laporan ini bukan di wilayah Anda."


def test_a_stranger_with_an_old_button_learns_nothing_of_the_state() -> None:
    elsewhere = Actor(9, ((Role.SUPERVISOR, "35.76.01"),), 109)
    words = refusal(a_case(State.APPROVED), Event.APPROVE, elsewhere, seen=1)
    assert words == "Laporan ini bukan di wilayah Anda."


def test_another_resident_learns_nothing_of_the_state() -> None:
    words = refusal(a_case(State.APPROVED), Event.CANCEL, resident(REPORTER_ID + 1), seen=1)
    assert words == "Laporan ini bukan laporan Anda."


def test_nobody_approves_their_own_survey() -> None:
    words = refusal(a_case(surveyed_by=8), Event.APPROVE, SUPERVISOR)
    assert words == "Anda yang menyurvei laporan 26-004217-4. Supervisor lain yang memutuskan."


def test_nobody_returns_their_own_survey() -> None:
    words = refusal(a_case(surveyed_by=8), Event.RETURN, SUPERVISOR, reason="Kurang jelas.")
    assert words.startswith("Anda yang menyurvei")


def test_nobody_decides_on_a_case_they_reported() -> None:
    words = refusal(a_case(reporter_id=108), Event.APPROVE, SUPERVISOR)
    assert words == "Anda yang melaporkan 26-004217-4. Petugas lain yang memutuskan."


def test_another_facilitator_of_the_village_cannot_accept() -> None:
    colleague = Actor(FACILITATOR_ID + 1, ((Role.FACILITATOR, WATES),), 120)
    words = refusal(a_case(State.ASSIGNED), Event.ACCEPT, colleague)
    assert words == "Laporan 26-004217-4 sekarang tidak ditugaskan kepada Anda."


def test_a_case_without_a_facilitator_is_nobodys() -> None:
    nameless = Actor(None, ((Role.FACILITATOR, WATES),))
    words = refusal(a_case(State.ASSIGNED, facilitator_id=None), Event.ACCEPT, nameless)
    assert words.endswith("tidak ditugaskan kepada Anda.")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_return_without_a_reason_is_refused(reason: str) -> None:
    assert refusal(a_case(), Event.RETURN, SUPERVISOR, reason=reason) == "Tulis dulu alasannya."


def test_a_return_may_be_asked_about_before_there_is_a_reason() -> None:
    assert permit(a_case(), Event.RETURN, SUPERVISOR, 3).target is State.RETURNED


def test_a_refusal_carries_no_words_into_a_log() -> None:
    with pytest.raises(NotAllowed) as refused:
        move(a_case(), Event.APPROVE, FACILITATOR, 3)
    assert str(refused.value) == ""


def test_the_moves_of_each_person_come_from_the_table() -> None:
    case = a_case()
    people = (SUPERVISOR, REPORTER, FACILITATOR, SYSTEM)
    assert [moves_for(case, who) for who in people] == [
        (Event.APPROVE, Event.RETURN, Event.ASK, Event.OFFER_HELP),
        (Event.CANCEL,),
        (),
        (),
    ]


def shown(case: CaseFacts, *roles: Role) -> list[Event]:
    return [row.event for row in offered(case, *roles)]


def test_a_button_is_shown_only_where_its_facts_hold() -> None:
    without, with_help = a_case(), a_case(holds=frozenset({Guard.HELP_OFFERED}))
    assert Event.RESOLVE not in shown(without, Role.SUPERVISOR)
    assert Event.RESOLVE in shown(with_help, Role.SUPERVISOR)


def test_a_button_is_shown_only_on_the_route_that_has_its_arrow() -> None:
    national = a_case(State.AWAITING_MANAGER)
    letter = a_case(State.AWAITING_MANAGER, profile="letter_service", stage=Stage.MANAGER)
    assert shown(national, Role.MANAGER) == [Event.SEND_BACK, Event.REFER, Event.REJECT]
    assert shown(letter, Role.MANAGER) == [Event.SEND_BACK, Event.CHECK, Event.REJECT]


def test_a_step_of_another_route_is_refused() -> None:
    manager = Actor(9, ((Role.MANAGER, "35.76"),), 109)
    words = refusal(a_case(State.AWAITING_MANAGER), Event.CHECK, manager)
    assert words == "Langkah ini tidak ada di jalur layanan laporan ini."


def test_nobody_says_that_the_papers_are_right_before_the_registry_was_looked_into() -> None:
    case = a_case(State.SCREENING, profile="letter_service", stage=Stage.SCREENING)
    desk = Actor(9, ((Role.PUSKESOS_OFFICER, WATES),), 109)
    assert refusal(case, Event.SCREENED, desk).startswith("Cek dulu apakah warga")


@pytest.mark.parametrize(
    ("state", "stage", "event", "absent", "who"),
    [
        (State.SCREENING, Stage.SCREENING, Event.REQUEST_DOCUMENTS,
         {Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR}, Role.FRONT_OFFICE),
        (State.APPROVED, Stage.SECRETARIAT, Event.TAKE, {Role.FRONT_OFFICE}, Role.BACK_OFFICE),
        (State.APPROVED, Stage.SECRETARIAT, Event.TAKE,
         {Role.FRONT_OFFICE, Role.BACK_OFFICE, Role.PROGRAM_ADMINISTRATOR}, Role.MANAGER),
        (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, Event.APPROVE,
         {Role.SUPERVISOR}, Role.MANAGER),
        (State.REFERRED, Stage.REFERRAL, Event.GRANT, {Role.PROGRAM_MANAGER}, Role.BACK_OFFICE),
    ],
)  # fmt: skip
def test_an_absent_role_is_stood_in_for(
    state: State, stage: Stage, event: Event, absent: set[Role], who: Role
) -> None:
    case = a_case(state, stage=stage, absent=frozenset(absent))
    assert permit(case, event, Actor(9, ((who, "35.76"),), 109), 3).event is event


@pytest.mark.parametrize(("stage", "event"), [(Stage.INITIAL, Event.INITIAL),
                                             (Stage.SIGNATURE, Event.SIGN)])  # fmt: skip
def test_the_manager_initials_and_signs_where_nobody_else_can(stage: Stage, event: Event) -> None:
    heads = frozenset({Role.DIVISION_HEAD, Role.AGENCY_HEAD})
    case = a_case(State.AWAITING_MANAGER, profile="letter_service", stage=stage, absent=heads)
    assert permit(case, event, Actor(9, ((Role.MANAGER, "35.76"),), 109), 3).event is event


def test_nobody_stands_in_for_a_role_that_is_there() -> None:
    manager = Actor(9, ((Role.MANAGER, "35.76"),), 109)
    assert refusal(a_case(), Event.APPROVE, manager) == "Ini hanya untuk Supervisor."


def test_a_program_manager_sees_nothing_of_a_case_of_another_program() -> None:
    case = a_case(State.REFERRED, programs=frozenset({"PKH"}))
    other = Actor(9, ((Role.PROGRAM_MANAGER, "35.76"),), 109, frozenset({"PIP"}))
    assert refusal(case, Event.GRANT, other) == "Laporan ini tidak dirujuk ke program Anda."


def test_a_note_leaves_the_version_so_that_other_buttons_live() -> None:
    reason = "Sudah ke rumahnya?"
    assert move(a_case(State.FIELD_VISIT), Event.ASK, SUPERVISOR, 3, reason).version == 3


def test_papers_lead_back_to_who_asked_for_them() -> None:
    case = a_case(State.NEEDS_DOCUMENTS, asked_from=State.PROCESSING, stage=Stage.SECRETARIAT)
    assert move(case, Event.DOCUMENTS, REPORTER, 3).target is State.PROCESSING


@pytest.mark.parametrize(
    ("area", "covered"),
    [
        (WATES, True),
        ("35.76.02", True),
        ("35.76", True),
        ("35", True),
        ("35.76.0", False),
        ("35.76.01", False),
        ("35.76.02.100", False),
        ("35.76.02.1001.1", False),
        ("", False),
    ],
)
def test_an_area_covers_what_its_code_contains(area: str, covered: bool) -> None:
    assert covers(area, WATES) is covered
