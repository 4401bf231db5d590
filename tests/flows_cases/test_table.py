"""The table against an expectation written by hand from the description of the process."""

from __future__ import annotations

from itertools import product

import pytest

from flows.cases.lifecycle import SYSTEM, Actor, Event, NotAllowed, Role, State, move
from flows.cases.notices import NOTICES
from flows.cases.table import ALERTED, OPENED, OPENED_URGENT, TABLE, UNASSIGNED, Row, Tell
from tests.flows_cases.people import (
    FACILITATOR_ID,
    REPORTER,
    WATES,
    a_case,
)

# Written by hand; never generate it from the table. Whatever is not a line is refused.
EXPECTED = """
submitted            assign   system       assigned
submitted            assign   supervisor   assigned
assigned             accept   facilitator  field_visit
assigned             decline  facilitator  submitted
field_visit          survey   facilitator  awaiting_supervisor
returned             survey   facilitator  awaiting_supervisor
awaiting_supervisor  approve  supervisor   approved
awaiting_supervisor  return   supervisor   returned
submitted            cancel   resident     cancelled
assigned             cancel   resident     cancelled
field_visit          cancel   resident     cancelled
awaiting_supervisor  cancel   resident     cancelled
returned             cancel   resident     cancelled
"""
TARGETS = {
    (State(state), Event(event), Role(role)): State(target)
    for state, event, role, target in map(str.split, EXPECTED.strip().splitlines())
}
TOLD = """
submitted            assign   resident:assigned facilitator:assignment
assigned             accept
assigned             decline
field_visit          survey   group:card
returned             survey   group:card
awaiting_supervisor  approve  resident:approved facilitator:survey_approved front_office:approved_case group:card
awaiting_supervisor  return   facilitator:survey_returned group:card
submitted            cancel   resident:cancelled facilitator:case_cancelled
assigned             cancel   resident:cancelled facilitator:case_cancelled
field_visit          cancel   resident:cancelled facilitator:case_cancelled
awaiting_supervisor  cancel   resident:cancelled facilitator:case_cancelled
returned             cancel   resident:cancelled facilitator:case_cancelled
"""  # noqa: E501


def somebody(role: Role) -> Actor:
    """Somebody with only that role, who is as entitled as that role can be."""
    if role is Role.SYSTEM:
        return SYSTEM
    if role is Role.RESIDENT:
        return REPORTER
    staff_id = FACILITATOR_ID if role is Role.FACILITATOR else 50
    return Actor(staff_id, ((role, WATES),), 150)


def outcome(state: State, event: Event, role: Role) -> State | None:
    try:
        return move(a_case(state), event, somebody(role), 3, "Foto rumah belum ada.").target
    except NotAllowed:
        return None


@pytest.mark.parametrize("state", State)
def test_every_combination_leads_where_it_should_or_is_refused(state: State) -> None:
    found = {
        (state, event, role): outcome(state, event, role) for event, role in product(Event, Role)
    }
    assert found == {key: TARGETS.get(key) for key in found}


def test_everybody_concerned_is_told_and_nobody_else() -> None:
    told = {
        f"{row.state} {row.event} {' '.join(f'{t.audience}:{t.notice}' for t in row.tells)}".strip()
        for row in TABLE
    }
    assert told == {" ".join(line.split()) for line in TOLD.strip().splitlines()}


def test_no_state_and_event_stand_in_two_rows() -> None:
    pairs = [(row.state, row.event) for row in TABLE]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    "tell",
    [*OPENED, *OPENED_URGENT, *ALERTED, *UNASSIGNED, *(t for row in TABLE for t in row.tells)],
    ids=str,
)
def test_whoever_is_told_has_a_notice_for_that_audience(tell: Tell) -> None:
    assert tell.notice == "card" or NOTICES[tell.notice].audience is tell.audience


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.state}-{row.event}")
def test_a_button_fits_a_quick_reply(row: Row) -> None:
    assert row.button is not None
    assert len(row.button.render("id")) <= 20
