"""Who must act next on a case: what `cek` names, whose task list has it, whom a clock warns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.cases.profiles import Place
from flows.cases.states import Role, Stage, State

_BY_STATE: Mapping[State, Role] = {
    State.SUBMITTED: Role.PUSKESOS_OFFICER,
    State.SCREENING: Role.PUSKESOS_OFFICER,
    State.NEEDS_DOCUMENTS: Role.RESIDENT,
    State.ASSIGNED: Role.FACILITATOR,
    State.FIELD_VISIT: Role.FACILITATOR,
    State.RETURNED: Role.FACILITATOR,
    State.AWAITING_SUPERVISOR: Role.SUPERVISOR,
    State.APPROVED: Role.FRONT_OFFICE,
    State.SECRETARIAT_REVIEW: Role.FRONT_OFFICE,
    State.PROCESSING: Role.BACK_OFFICE,
    State.AWAITING_MANAGER: Role.MANAGER,
    State.REFERRED: Role.PROGRAM_MANAGER,
    State.WAITING_QUOTA: Role.PROGRAM_MANAGER,
    State.GRANTED: Role.FACILITATOR,
    State.REJECTED: Role.FACILITATOR,
    State.ANSWERED: Role.RESIDENT,
    State.REOPENED: Role.FRONT_OFFICE,
}
_BY_PLACE: Mapping[Place, Role] = {
    (State.SCREENING, Stage.FIELD): Role.SUPERVISOR,
    (State.AWAITING_MANAGER, Stage.INITIAL): Role.DIVISION_HEAD,
    (State.AWAITING_MANAGER, Stage.SIGNATURE): Role.AGENCY_HEAD,
}


def holder(state: State, stage: Stage) -> Role | None:
    """Whose turn it is; none for a case that is over."""
    return _BY_PLACE.get((state, stage)) or _BY_STATE.get(state)


def held_by(role: Role) -> Iterator[tuple[State, Stage | None]]:
    """Where a case waits for that role: the state, and the stage where that decides."""
    for state, theirs in _BY_STATE.items():
        if theirs is role and not any(place[0] is state for place in _BY_PLACE):
            yield state, None
        elif theirs is role:
            elsewhere = {place[1] for place in _BY_PLACE if place[0] is state}
            yield from ((state, stage) for stage in Stage if stage not in elsewhere)
    yield from (place for place, theirs in _BY_PLACE.items() if theirs is role)
