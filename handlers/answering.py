"""The resident has the answer: the proof goes into the history, and the case moves."""

from __future__ import annotations

from flows.cases.lifecycle import Actor
from flows.cases.rows import Guard
from flows.cases.states import Event, State
from handlers import moving
from handlers.case_facts import facts
from handlers.here import Here
from storage import casebook
from storage.tables import Case

PROVED = frozenset({Guard.PROOF})
DELIVERED = "delivered"
"""Name of the note that keeps the proof; its code is the way it came."""


def conclude(here: Here, case: Case, actor: Actor, seen: int, how: str, words: str) -> None:
    """`how` is the way it was delivered, `words` to whom and with which reply. Raises
    `NotAllowed`."""
    letter = State(case.state) is State.PROCESSING
    role = moving.acting_role(facts(here, case, PROVED), Event.ANSWER, actor)
    given = moving.Given(PROVED)
    moving.carry(here, case, Event.ANSWER, actor, seen, reason=words, given=given)
    by = casebook.Doer(role, actor.staff_id, here.address.channel)
    casebook.note(here.session, case.id, DELIVERED, here.now, by, code=how, words=words)
    case.answered_at = here.now
    if letter:
        case.result, case.decided_at = "letter", here.now
    here.session.flush()
