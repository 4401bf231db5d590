"""A person talks with us: load what the flow may know, let it decide, do what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows import engine
from flows.cases.joined import Shown, as_shown
from flows.cases.labels import label_of
from flows.cases.standing import Standing
from flows.cases.states import State
from flows.effects import Conversation, Turn
from flows.facts import Facts
from handlers import effects
from handlers.here import Heard, Here
from handlers.meter import Step
from handlers.naming import codes_of, village_of
from storage import cases, needs, people
from storage.tables import Case

KNOWN_CASES = 100
"""So many of a person's own cases are found by their number."""


def talk(here: Heard) -> None:
    """One turn of the person's talk."""
    meter = here.house.meter
    with meter.timed(Step.LOAD):
        before = people.conversation(here.session, here.address.contact_id)
        facts = facts_for(here, engine.wanted(before, here.incoming))
    with meter.timed(Step.DECIDE):
        turn = engine.advance(before, here.incoming, facts)
    with meter.timed(Step.CARRY_OUT):
        here.toast()
        carry_out(here, turn)


def begin(
    here: Here,
    flow: str,
    subject: dict[str, int | str],
    answers: Mapping[str, Any] | None = None,
) -> None:
    """Start a talk that the person did not ask for themselves (a survey, a reason), perhaps
    with the answers of an earlier time."""
    before = people.conversation(here.session, here.address.contact_id)
    carry_out(here, engine.begin(flow, subject, before, facts_for(here, frozenset()), answers))


def carry_out(here: Here, turn: Turn) -> None:
    """Store the conversation, then do every effect in the order the flow named them."""
    people.keep(here.session, here.address.contact_id, turn.conversation, here.now)
    for effect in turn.effects:
        effects.do(here, turn.conversation, effect)


def conversation(here: Here) -> Conversation:
    """The person's open talk."""
    return people.conversation(here.session, here.address.contact_id)


def facts_for(here: Here, wanted: frozenset[str]) -> Facts:
    """What the flow may know in this turn; look-ups only where `wanted` names them."""
    contact = here.contact
    return Facts(
        now=here.now,
        city=here.city,
        language=here.language if here.staff else contact.language,
        consents=people.consents(here.session, contact.id),
        known=contact.created_at < here.now,
        staff_roles=tuple(role for role, _ in here.staff.roles) if here.staff else (),
        standings=_standings(here) if "cases" in wanted else None,
        catalogue=here.catalogue,
    )


def _standings(here: Here) -> tuple[Standing, ...]:
    """The person's own cases, the newest last: it is told last, where it is read first."""
    mine = cases.of_contact(here.session, here.address.contact_id, KNOWN_CASES)
    mains = needs.mains(here.session, [case.id for case in mine if case.duplicate_of])
    return tuple(standing(here, case, mains.get(case.id)) for case in reversed(mine))


def standing(here: Here, case: Case, main: Case | None = None) -> Standing:
    """Where a case stands, without anything personal in it. A report that follows `main` is
    shown a life of its own."""
    shown = Shown(State(case.state), case.state_since)
    if main is not None:
        held = main.facilitator_id is not None
        shown = as_shown(case.opened_at, State(main.state), main.state_since, held=held)
    return Standing(
        ticket=case.ticket,
        state=shown.state,
        since=shown.since,
        due=case.due_at,
        village=village_of(here.session, case),
        category=case.category,
        about=label_of(codes_of(case), here.catalogue),
    )
