"""A case and the people around it, all invented: a village of Mojokerto and its staff."""

from __future__ import annotations

from dataclasses import replace

from flows.cases.lifecycle import Actor, CaseFacts, Role, State, resident

WATES = "35.76.02.1001"
FACILITATOR_ID = 7
REPORTER_ID = 100

REPORTER = resident(REPORTER_ID)
FACILITATOR = Actor(FACILITATOR_ID, ((Role.FACILITATOR, WATES),), 107)
SUPERVISOR = Actor(8, ((Role.SUPERVISOR, "35.76.02"),), 108)


def a_case(state: State = State.AWAITING_SUPERVISOR, **changes: int | None) -> CaseFacts:
    """A case of Wates at version 3, in the hands of its facilitator."""
    case = CaseFacts(
        id=1,
        ticket="26-004217-4",
        state=state,
        version=3,
        village_code=WATES,
        facilitator_id=FACILITATOR_ID,
        surveyed_by=FACILITATOR_ID,
        reporter_id=REPORTER_ID,
    )
    return replace(case, **changes)  # type: ignore[arg-type]
