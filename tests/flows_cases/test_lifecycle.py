"""Refusals: who hears which sentence, and that a refusal gives nothing away."""

from __future__ import annotations

import pytest

from flows.cases.lifecycle import (
    SYSTEM,
    Actor,
    CaseFacts,
    Event,
    NotAllowed,
    Role,
    State,
    buttons,
    covers,
    move,
    moves_for,
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
    assert words == "Anda yang melaporkan 26-004217-4. Supervisor lain yang memutuskan."


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
        (Event.APPROVE, Event.RETURN),
        (Event.CANCEL,),
        (),
        (),
    ]


def test_a_state_without_a_decision_has_no_buttons_for_supervisors() -> None:
    with_buttons = {state for state in State if buttons(state, Role.SUPERVISOR)}
    assert with_buttons == {State.SUBMITTED, State.AWAITING_SUPERVISOR}


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
