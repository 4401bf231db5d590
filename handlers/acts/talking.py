"""Beginning the talk that an act on a case needs, in the private chat of whoever acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor
from flows.cases.states import Event
from flows.script import Flow
from flows.talks.acts import ACT_TALKS
from flows.words import Text, _staff
from handlers import resident
from handlers.case_facts import facts
from handlers.here import Heard
from storage.tables import Case

FINISH_FIRST = _staff("Selesaikan dulu isian di chat pribadi Anda, atau ketik BATAL di sana.")
IN_PRIVATE = _staff("Lanjutkan di chat pribadi dengan saya.")


def press_for_talk(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The press of an event that `ACT_TALKS` has a talk for. Raises `NotAllowed`."""
    assert pressed.event is not None
    lifecycle.permit(facts(here, case), pressed.event, actor, pressed.version)
    begin_act_talk(here, case, pressed.event, pressed.version)


def begin_act_talk(
    here: Heard,
    case: Case,
    event: Event,
    version: int,
    *,
    flow: Flow | None = None,
    more: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    toast: Text = IN_PRIVATE,
) -> bool:
    """Begin the talk before an act that is permitted; whether it could begin.

    `flow` is another talk than the event's own, `more` goes into the talk's subject (plain
    values: what its questions choose from, a `referral_id`), `answers` are those of an earlier
    time. Who is in the middle of another talk is told to finish it first.
    """
    talk = flow or ACT_TALKS[event]
    if not free_for_a_talk(here, talk.name, case.id):
        return False
    here.toast(None if here.incoming.private else toast)
    subject = {
        "case_id": case.id,
        "version": version,
        "ticket": case.ticket,
        "event": str(event),
        **(more or {}),
    }
    resident.begin(here, talk.name, subject, answers)
    return True


def free_for_a_talk(here: Heard, flow: str = "", case_id: int = 0) -> bool:
    """Whether a talk can be held with this person now: their private chat is open, and no other
    talk with answers in it would be lost. The same talk is simply gone on with; in their own
    chat a resident is shown the question that waits (`engine.begin`)."""
    if not here.can_write():
        return False
    talk = resident.conversation(here)
    same = talk.flow == flow and talk.subject.get("case_id") == case_id
    if same or not (talk.flow and any(key != "consent" for key in talk.answers)):
        return True
    if here.staff is None:
        return True
    here.refuse(FINISH_FIRST)
    return False
