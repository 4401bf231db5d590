"""Acts on a case: a press, perhaps a talk, and what is done with its answers.

    screening   the desk: papers asked for, other agency, duplicates, the registry's answer
    field       facilitators and supervisors: visits, surveys, decisions
    office      secretariat, signers, programs
    resident    whoever reported the case
    talking     begins the talk before an act
    shapes      what the handlers look like

Each desk's file has `PRESSES` (what a press does), `ACTS` (what is done when the talk is over)
and `DONE` (the line that answers). Where a file says nothing of an event, a press begins its
talk if `flows.talks.acts` has one, or else does it at once; a finished talk moves the case, with
its answer `reason` as the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event, Stage, State, label_of_place
from flows.effects import Act
from flows.talks.acts import ACT_TALKS
from flows.words import Text, _staff
from handlers import moving
from handlers.acts import field, office, resident, screening
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import press_for_talk
from handlers.case_facts import actor_on, locked
from handlers.here import Heard, Here
from storage.tables import Case

UNKNOWN = _staff("Laporan ini tidak ditemukan.")
AS_IT_STANDS = _staff("Sudah dicatat. Laporan {ticket} sekarang: {status}.")

_DESKS = (screening, field, office, resident)
PRESSES: Mapping[Event, Press] = {e: press for desk in _DESKS for e, press in desk.PRESSES.items()}
ACTS: Mapping[Event, ActDone] = {e: done for desk in _DESKS for e, done in desk.ACTS.items()}
DONE: Mapping[Event, Text] = {e: line for desk in _DESKS for e, line in desk.DONE.items()}


def press(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Do what the press asks for, or begin its talk. Raises `NotAllowed`."""
    assert pressed.event is not None
    usual = press_for_talk if pressed.event in ACT_TALKS else _press_at_once
    PRESSES.get(pressed.event, usual)(here, case, actor, pressed)


def finish(here: Here, act: Act) -> None:
    """The talk before an act is over: do it, or say to this person why not."""
    case = locked(here, act.case_id)
    if case is None:
        here.say(UNKNOWN)
        return
    try:
        ACTS.get(Event(act.event), _move)(here, case, actor_on(here, case), act)
    except NotAllowed as refused:
        here.say(refused.words, case_id=case.id)


def done(here: Here, case: Case, event: Event) -> Text:
    """The line that answers an act of staff; a resident is answered by the notice itself."""
    words = DONE.get(event, AS_IT_STANDS)
    status = label_of_place(State(case.state), Stage(case.stage))
    return words.format(ticket=case.ticket, status=status)


def _press_at_once(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    assert pressed.event is not None
    moving.carry(here, case, pressed.event, actor, pressed.version)
    if here.staff is None:
        here.toast()
    else:
        here.answer(done(here, case, pressed.event))


def _move(here: Here, case: Case, actor: Actor, act: Act) -> None:
    event, reason = Event(act.event), str(act.answers.get("reason", ""))
    moving.carry(here, case, event, actor, act.version, reason=reason)
    if here.staff is not None:
        here.say(done(here, case, event), case_id=case.id)
