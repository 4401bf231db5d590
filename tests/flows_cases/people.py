"""A case and the people around it, all invented: a village of Mojokerto and its staff."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows.cases.lifecycle import Actor, CaseFacts, Role, Stage, State, resident

WATES = "35.76.02.1001"
FACILITATOR_ID = 7
REPORTER_ID = 100

REPORTER = resident(REPORTER_ID)
FACILITATOR = Actor(FACILITATOR_ID, ((Role.FACILITATOR, WATES),), 107)
SUPERVISOR = Actor(8, ((Role.SUPERVISOR, "35.76.02"),), 108)

_STAGES = {
    State.ASSIGNED: Stage.FIELD,
    State.FIELD_VISIT: Stage.FIELD,
    State.RETURNED: Stage.FIELD,
    State.AWAITING_SUPERVISOR: Stage.SUPERVISOR,
    State.APPROVED: Stage.SECRETARIAT,
    State.SECRETARIAT_REVIEW: Stage.SECRETARIAT,
    State.PROCESSING: Stage.SECRETARIAT,
    State.AWAITING_MANAGER: Stage.SECRETARIAT,
    State.REFERRED: Stage.REFERRAL,
    State.WAITING_QUOTA: Stage.REFERRAL,
    State.GRANTED: Stage.ANSWER,
    State.REJECTED: Stage.ANSWER,
    State.ANSWERED: Stage.ANSWER,
}
"""Where a case of the national route is in each state."""


def a_case(state: State = State.AWAITING_SUPERVISOR, **changes: Any) -> CaseFacts:
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
        profile="national_2017",
        stage=_STAGES.get(state, Stage.SCREENING),
    )
    return replace(case, **changes)
