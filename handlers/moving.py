"""Moving a case: the table decides, this stores the move, and whom the table names is told.

Every move is one row in the history with the version it led to; the constraint on that pair
lets one of two racing moves win, whatever the locks do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.cases import lifecycle
from flows.cases.entitled import EVERYWHERE
from flows.cases.lifecycle import SYSTEM, Actor, CaseFacts, Guard, Outcome
from flows.cases.notices import Values
from flows.cases.priority import Priority
from flows.cases.profiles import profile_of
from flows.cases.states import OVER, Event, Role, State
from handlers import clocks, program_contacts
from handlers.audiences import alert, tell
from handlers.case_facts import facts
from handlers.following import concerns
from handlers.here import Here
from storage import casebook, cases, needs
from storage.tables import Case


@dataclass(frozen=True, slots=True)
class Given:
    """What an act itself brings along."""

    brings: frozenset[Guard] = frozenset()
    """Guards that it satisfies."""
    values: Values = field(default_factory=dict)
    """Words of the notices of this move alone."""


NOTHING = Given()


def carry(
    here: Here,
    case: Case,
    event: Event,
    actor: Actor,
    seen: int,
    *,
    reason: str = "",
    facilitator_id: int | None = None,
    given: Given = NOTHING,
) -> Outcome:
    """Do it, or raise `NotAllowed`; the case must be locked. Everybody concerned is told."""
    concerns(case_id=case.id)
    seen_as = facts(here, case, given.brings)
    outcome = lifecycle.move(seen_as, event, actor, seen, reason)
    role = acting_role(seen_as, event, actor)
    origin = State(case.state)
    if outcome.version == case.version:
        _note(here, case, event, actor, role, reason)
    else:
        _record(here, case, event, actor, outcome, reason, role, facilitator_id)
        case.state, case.version, case.state_since = outcome.target, outcome.version, here.now
        case.stage = outcome.stage
        case.ended_at = here.now if outcome.target in OVER else None
    if facilitator_id is not None:
        case.facilitator_id = facilitator_id
    if event is Event.OBJECT:
        case.objected_at = here.now
    here.session.flush()
    clocks.follow(here, case, origin, event)
    by = casebook.Doer(role, actor.staff_id, _channel(here, role))
    program_contacts.follow(here, case, event, by)
    cases.refresh_cards(here.session, case.id)
    # Whoever else reported the same did not withdraw anything, nor was asked for papers.
    heirs = needs.linked(here.session, case.id) if _leaves_heirs(origin, event) else ()
    if heirs:
        _free(here, heirs)
    for one in outcome.tells:
        tell(here, case, one, reason=reason, more=given.values)
    if heirs:
        _go_on(here, case, heirs[0])
    if event is Event.DECLINE:
        case.facilitator_id = None
    if origin is State.DUPLICATE and event is Event.CANCEL:
        case.duplicate_of = None  # it follows nothing any more
    return outcome


def _leaves_heirs(origin: State, event: Event) -> bool:
    """Whether the reports that follow the case live on without it."""
    return event is Event.CANCEL or (event is Event.LAPSE and origin is State.NEEDS_DOCUMENTS)


def _free(here: Here, heirs: Sequence[Case]) -> None:
    """The first of the linked reports becomes a case of its own, which the others follow."""
    first, *others = [cases.lock(here.session, heir.id) or heir for heir in heirs]
    record(here, first, "promote", State.SUBMITTED)
    first.duplicate_of = None
    for other in others:
        other.duplicate_of = first.id
    here.session.flush()
    clocks.begin(here, first)


def _go_on(here: Here, withdrawn: Case, heir: Case) -> None:
    """Whoever had the withdrawn case has the other one now."""
    from handlers import starting  # a start moves a case, and the end of a case starts another

    if heir.priority == Priority.URGENT:
        alert(here, heir)
    if withdrawn.facilitator_id is None or not profile_of(heir.profile).screens_itself:
        starting.start(here, heir)
        return
    carry(here, heir, Event.ASSIGN, SYSTEM, heir.version, facilitator_id=withdrawn.facilitator_id)


def record(here: Here, case: Case, event: str, target: State) -> None:
    """Store a move that is no row of the table: nobody did it, and nobody is told."""
    case.version += 1
    by = casebook.Doer(Role.SYSTEM)
    casebook.move(here.session, case, case.version, event, target, here.now, by)
    case.state, case.state_since = target, here.now
    here.session.flush()


def _record(
    here: Here,
    case: Case,
    event: Event,
    actor: Actor,
    outcome: Outcome,
    reason: str,
    role: Role,
    facilitator_id: int | None,
) -> None:
    casebook.move(
        here.session,
        case,
        outcome.version,
        event,
        outcome.target,
        here.now,
        casebook.Doer(role, actor.staff_id, _channel(here, role)),
        reason=reason or None,
        facilitator_id=facilitator_id,
    )


def _note(here: Here, case: Case, event: Event, actor: Actor, role: Role, reason: str) -> None:
    doer = casebook.Doer(role, actor.staff_id, _channel(here, role))
    casebook.note(here.session, case.id, event, here.now, doer, words=reason)


def _channel(here: Here, role: Role) -> str:
    return here.address.channel if role is not Role.SYSTEM else ""


def acting_role(case: CaseFacts, event: Event, actor: Actor) -> Role:
    """In which of their roles the actor does it: the first one that the row allows here."""
    row = next(r for r in lifecycle.TABLE if r.state is case.state and r.event is event)
    allowed = lifecycle.entitled(row.roles, case.absent)
    return next(
        role
        for role, area in actor.roles
        if role in allowed and (role in EVERYWHERE or lifecycle.covers(area, case.village_code))
    )
