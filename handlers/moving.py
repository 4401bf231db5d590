"""Moving a case: the table decides, this stores the move, and whom the table names is told.

Every move is one row in the history with the version it led to; the constraint on that pair
lets one of two racing moves win, whatever the locks do.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from flows.cases import lifecycle
from flows.cases.lifecycle import SYSTEM, UNASSIGNED, Actor, CaseFacts, Outcome
from flows.cases.priority import Priority
from flows.cases.states import Event, Role, State
from handlers.audiences import alert, tell
from handlers.following import concerns
from handlers.here import Here
from storage import cases, needs
from storage.tables import Case, Move


def facts(session: Session, case: Case) -> CaseFacts:
    """The case as the table sees it."""
    return CaseFacts(
        id=case.id,
        ticket=case.ticket,
        state=State(case.state),
        version=case.version,
        village_code=case.village_code or "",
        facilitator_id=case.facilitator_id,
        surveyed_by=case.surveyed_by,
        reporter_id=case.contact_id,
        also_reported_by=frozenset(c.contact_id for c in needs.linked(session, case.id)),
    )


def carry(
    here: Here,
    case: Case,
    event: Event,
    actor: Actor,
    seen: int,
    *,
    reason: str = "",
    facilitator_id: int | None = None,
) -> Outcome:
    """Do it, or raise `NotAllowed`; the case must be locked. Everybody concerned is told."""
    concerns(case_id=case.id)
    outcome = lifecycle.move(facts(here.session, case), event, actor, seen, reason)
    _record(here, case, event, actor, outcome, reason)
    case.state, case.version, case.state_since = outcome.target, outcome.version, here.now
    if facilitator_id is not None:
        case.facilitator_id = facilitator_id
    here.session.flush()
    cases.refresh_cards(here.session, case.id)
    # Whoever else reported the same did not withdraw anything, and must not hear of it.
    heirs = needs.linked(here.session, case.id) if event is Event.CANCEL else ()
    if heirs:
        _free(here, heirs)
    for one in outcome.tells:
        tell(here, case, one, reason=reason)
    if heirs:
        _go_on(here, case, heirs[0])
    if event is Event.DECLINE:
        case.facilitator_id = None
    return outcome


def _free(here: Here, heirs: Sequence[Case]) -> None:
    """The first of the linked reports becomes a case of its own, which the others follow."""
    first, *others = [cases.lock(here.session, heir.id) or heir for heir in heirs]
    record(here, first, "promote", State.SUBMITTED)
    first.duplicate_of = None
    for other in others:
        other.duplicate_of = first.id
    here.session.flush()


def _go_on(here: Here, withdrawn: Case, heir: Case) -> None:
    """Whoever had the withdrawn case has the other one now."""
    if heir.priority == Priority.URGENT:
        alert(here, heir)
    if withdrawn.facilitator_id is None:
        for one in UNASSIGNED:
            tell(here, heir, one)
        return
    carry(here, heir, Event.ASSIGN, SYSTEM, heir.version, facilitator_id=withdrawn.facilitator_id)


def record(here: Here, case: Case, event: str, target: State) -> None:
    """Store a move that is no row of the table: nobody did it, and nobody is told."""
    case.version += 1
    here.session.add(
        Move(
            case_id=case.id,
            version=case.version,
            at=here.now,
            event=event,
            origin=case.state,
            target=target,
            role=Role.SYSTEM,
        )
    )
    case.state, case.state_since = target, here.now
    here.session.flush()


def _record(
    here: Here, case: Case, event: Event, actor: Actor, outcome: Outcome, reason: str
) -> None:
    here.session.add(
        Move(
            case_id=case.id,
            version=outcome.version,
            at=here.now,
            event=event,
            origin=case.state,
            target=outcome.target,
            role=acting_role(case, event, actor),
            staff_id=actor.staff_id,
            channel=here.address.channel if actor.roles[0][0] is not Role.SYSTEM else "",
            reason=reason or None,
        )
    )


def acting_role(case: Case, event: Event, actor: Actor) -> Role:
    """In which of their roles the actor did it: the first one that the row allows here."""
    row = next(r for r in lifecycle.TABLE if r.state == State(case.state) and r.event is event)
    return next(
        role
        for role, area in actor.roles
        if role in row.roles
        and (
            role in {Role.SYSTEM, Role.RESIDENT} or lifecycle.covers(area, case.village_code or "")
        )
    )
