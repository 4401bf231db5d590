"""A person talks with us: load what the flow may know, let it decide, do what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows import engine
from flows.cases.feedback import FeedbackStanding, Officer
from flows.cases.states import Role
from flows.effects import Conversation, Turn
from flows.facts import Facts
from handlers import effects, standings
from handlers.following_up import switches
from handlers.here import Heard, Here
from handlers.meter import Step
from storage import people, staff
from storage.glance import Glance
from storage.registry import verified


def talk(here: Heard) -> None:
    """One turn of the person's talk."""
    meter = here.house.meter
    with meter.timed(Step.LOAD):
        before = people.conversation(here.session, here.address.contact_id)
        facts = facts_for(here, engine.wanted(before, here.incoming), here.glance)
    with meter.timed(Step.DECIDE):
        turn = engine.advance(before, here.incoming, facts)
    with meter.timed(Step.CARRY_OUT):
        here.toast()
        carry_out(here, turn)


def begin(
    here: Here,
    flow: str,
    subject: Mapping[str, Any],
    answers: Mapping[str, Any] | None = None,
) -> None:
    """Start a talk that the person did not ask for themselves (a survey, a reason), perhaps
    with the answers of an earlier time."""
    before = people.conversation(here.session, here.address.contact_id)
    carry_out(here, engine.begin(flow, subject, before, facts_for(here, frozenset()), answers))


def carry_out(here: Here, turn: Turn) -> None:
    """Store the conversation, then do every effect in the order the flow named them."""
    people.keep(here.session, here.address.contact_id, turn.conversation, here.now)
    effects.do_all(here, turn.conversation, turn.effects)


def conversation(here: Here) -> Conversation:
    """The person's open talk."""
    return people.conversation(here.session, here.address.contact_id)


def _on_duty(here: Here) -> frozenset[str]:
    return staff.on_duty(here.session, Role.FACILITATOR, here.now)


def _on_leave(here: Here) -> frozenset[str]:
    return staff.on_leave(here.session, Role.FACILITATOR, here.now)


def facts_for(here: Here, wanted: frozenset[str], glance: Glance | None = None) -> Facts:
    """What the flow may know in this turn; look-ups only where `wanted` names them. `glance` says
    what is known already, as long as this turn has changed nothing."""
    contact = here.contact
    consents = glance.consents if glance else people.consents(here.session, contact.id)
    return Facts(
        now=here.now,
        city=here.city,
        language=here.language if here.staff else contact.language,
        consents=consents,
        known=contact.created_at < here.now,
        staff_roles=tuple(role for role, _ in here.staff.roles) if here.staff else (),
        standings=standings.own_standings(here) if "cases" in wanted else None,
        feedback=_feedback(here) if "cases" in wanted else (),
        officers=_officers(here) if "officers" in wanted else (),
        news_on=switches.news_on(contact),
        campaigns_on=switches.agreed(consents) and contact.campaigns_stopped_at is None,
        verified=not here.staff
        and (glance is None or glance.verified)
        and verified.of_contact(here.session, contact.id, here.now) is not None,
        catalogue=here.catalogue,
        reads_cards=here.house.cards is not None,
        secretariat=here.house.secretariat,
        duty=_on_duty(here) if "duty" in wanted else None,
        on_leave=_on_leave(here) if "duty" in wanted else frozenset(),
    )


def _feedback(here: Here) -> tuple[FeedbackStanding, ...]:
    from handlers.following_up import feedback  # a talk ends in one, an answer to one is a talk

    return feedback.standings(here, standings.KNOWN_CASES)


def _officers(here: Here) -> tuple[Officer, ...]:
    from handlers.following_up import feedback

    return feedback.officers(here)
