"""What whoever reported a case does with it, beyond a move and a line: cancelling after a second
thought, saying that it is solved (and how it was), reopening, objecting."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event, State
from flows.effects import Act
from flows.talks.acts.resident import RATE
from flows.words import Text, _
from handlers import moving
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import begin_act_talk
from handlers.case_facts import facts
from handlers.here import Heard, Here
from storage import needs
from storage.tables import Case

THANKS = _("Terima kasih atas penilaian Anda.")
NEWER = _(
    "Keperluan ini sudah Anda laporkan lagi dengan nomor {ticket}, jadi laporan itu yang berjalan. "
    "Ketik CEK untuk melihat sampai mana."
)
ALREADY = _("Laporan {ticket} sudah Anda nyatakan selesai, terima kasih.")


def _confirm(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Solved: closed at once; then one question, which may be skipped."""
    if State(case.state) is State.CLOSED:
        here.answer(ALREADY.format(ticket=case.ticket))
        return
    moving.carry(here, case, Event.CONFIRM, actor, pressed.version)
    here.toast()
    begin_act_talk(here, case, Event.CONFIRM, case.version, flow=RATE)


def _rated(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """How it was; only who reported it says so, once."""
    if case.contact_id != actor.contact_id or State(case.state) is not State.CLOSED:
        raise NotAllowed(ALREADY.format(ticket=case.ticket))
    case.rating = int(act.answers["stars"])
    here.say(THANKS, case_id=case.id)


def _reopen(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """A newer report of the same need is pointed to instead: a person has one at a time."""
    if here.staff is None and (newer := _newer(here, case)) is not None:
        here.answer(NEWER.format(ticket=newer.ticket))
        return
    lifecycle.permit(facts(here, case), Event.REOPEN, actor, pressed.version)
    begin_act_talk(here, case, Event.REOPEN, pressed.version)


def _newer(here: Here, case: Case) -> Case | None:
    """The same contact's own open report of that need; nobody learns of another's."""
    found = needs.open_need(here.session, case.person_id, case.need) if case.person_id else None
    if found is None or found.id == case.id:
        return None
    return needs.own_report(here.session, case.contact_id, found)


PRESSES: Mapping[Event, Press] = {Event.CONFIRM: _confirm, Event.REOPEN: _reopen}
ACTS: Mapping[Event, ActDone] = {Event.CONFIRM: _rated}
DONE: Mapping[Event, Text] = {}
