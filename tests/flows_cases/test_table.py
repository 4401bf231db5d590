"""The table against an expectation written by hand from the description of the process."""

from __future__ import annotations

from itertools import product

import pytest

from flows.cases.lifecycle import SYSTEM, Actor, Event, Guard, NotAllowed, Role, Stage, State, move
from flows.cases.notices import NOTICES
from flows.cases.profiles import PROFILES
from flows.cases.table import ALERTED, OPENED, OPENED_URGENT, TABLE, UNASSIGNED, Row, Tell
from tests.flows_cases.expected import ARROWS, DESK, MOVES, TOLD, UNLISTED
from tests.flows_cases.people import FACILITATOR_ID, REPORTER, WATES, a_case

Place = tuple[State, Stage]
STAYS = {
    "decline": Stage.FIELD,
    "reassign": Stage.FIELD,
    "return": Stage.FIELD,
    "answer_directly": Stage.ANSWER,
    "reject": Stage.ANSWER,
    "grant": Stage.ANSWER,
    "answer": Stage.ANSWER,
    "reopen": Stage.SCREENING,
    "object": Stage.SCREENING,
    "unlink": Stage.SCREENING,
}
"""Where a move that no route decides leads to another stage."""


def place(words: str) -> Place:
    state, stage = words.split("/")
    return State(state), Stage(stage)


def arrows(text: str) -> dict[tuple[str, Place, Event], Place]:
    lines = (line.split() for line in text.strip().splitlines())
    return {(name, place(here), Event(event)): place(there) for name, here, event, there in lines}


def roles(words: list[str]) -> list[Role]:
    return [Role(role) for word in words for role in (DESK if word == "desk" else (word,))]


MAY = {
    (State(line[0]), Event(line[1]), role): line[-1]
    for line in (text.split() for text in MOVES.strip().splitlines())
    for role in roles(line[2:-1])
}
NEXT, NEXT_UNLISTED = arrows(ARROWS), {**arrows(ARROWS), **arrows(UNLISTED)}


def somebody(role: Role) -> Actor:
    """Somebody with only that role, who is as entitled as that role can be."""
    if role is Role.SYSTEM:
        return SYSTEM
    if role is Role.RESIDENT:
        return REPORTER
    staff_id = FACILITATOR_ID if role is Role.FACILITATOR else 50
    return Actor(staff_id, ((role, WATES),), 150, frozenset({"PKH"}))


def outcome(profile: str, here: Place, event: Event, role: Role, listed: bool) -> Place | None:
    case = a_case(
        here[0],
        stage=here[1],
        profile=profile,
        listed=listed,
        asked_from=State.PROCESSING,
        programs=frozenset({"PKH"}),
        holds=frozenset(Guard),
    )
    try:
        found = move(case, event, somebody(role), 3, "Foto rumah belum ada.")
    except NotAllowed:
        return None
    return found.target, found.stage


def expected(profile: str, here: Place, event: Event, role: Role, listed: bool) -> Place | None:
    target = MAY.get((here[0], event, role))
    if target is None:
        return None
    if target == "next":
        return (NEXT if listed else NEXT_UNLISTED).get((profile, here, event))
    if target == "same":
        return here
    if target == "before":
        return State.PROCESSING, here[1]
    return State(target), _stage(here, event, target)


def _stage(here: Place, event: Event, target: str) -> Stage:
    if event is Event.SCREEN and here[0] is State.REOPENED:
        return Stage.SCREENING
    return here[1] if target == "waiting_quota" else STAYS.get(event, here[1])


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "not_listed"])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("state", State)
def test_every_combination_leads_where_it_should_or_is_refused(
    state: State, profile: str, listed: bool
) -> None:
    asked = [
        (profile, (state, stage), event, role, listed)
        for stage, event, role in product(PROFILES[profile].stages, Event, Role)
    ]
    assert {one: outcome(*one) for one in asked} == {one: expected(*one) for one in asked}


def test_everybody_concerned_is_told_and_nobody_else() -> None:
    told = {
        f"{row.state} {row.event} {' '.join(f'{t.audience}:{t.notice}' for t in row.tells)}".strip()
        for row in TABLE
    }
    assert told == {" ".join(line.split()) for line in TOLD.strip().splitlines()}


def test_no_state_and_event_stand_in_two_rows() -> None:
    pairs = [(row.state, row.event) for row in TABLE]
    assert len(pairs) == len(set(pairs))


def test_a_case_in_any_state_but_the_last_ones_has_a_way_on() -> None:
    stuck = {state for state in State if state is not State.DRAFT} - {row.state for row in TABLE}
    assert stuck == {State.CANCELLED, State.OUT_OF_SCOPE}


@pytest.mark.parametrize(
    "tell",
    [*OPENED, *OPENED_URGENT, *ALERTED, *UNASSIGNED, *(t for row in TABLE for t in row.tells)],
    ids=str,
)
def test_whoever_is_told_has_a_notice_for_that_audience(tell: Tell) -> None:
    assert tell.notice == "card" or NOTICES[tell.notice].audience is tell.audience


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.state}-{row.event}")
def test_a_button_fits_a_quick_reply(row: Row) -> None:
    assert row.button is None or len(row.button.render("id")) <= 20


def test_only_what_a_clock_or_the_program_itself_does_has_no_button() -> None:
    without = {row.event for row in TABLE if row.button is None}
    assert without == {
        Event.SCREENED, Event.ASSIGN, Event.LAPSE, Event.WAIT, Event.GRANT, Event.REJECT,
    }  # fmt: skip
