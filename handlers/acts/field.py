"""What facilitators and supervisors do with a case, where it is more than a move and a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor
from flows.cases.states import Event
from flows.words import Text, _staff
from handlers import assigning, moving, resident
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import free_for_a_talk
from handlers.case_facts import facts
from handlers.here import Heard
from storage.tables import Case

NOBODY = _staff("Masih belum ada fasilitator aktif di kelurahan ini.")
DONE: Mapping[Event, Text] = {
    Event.APPROVE: _staff("Disetujui. Terima kasih."),
    Event.ASSIGN: _staff("Petugas sudah ditunjuk."),
    Event.DECLINE: _staff("Baik, kami carikan petugas lain."),
}


def _assign(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(facts(here, case), Event.ASSIGN, actor, pressed.version)
    if assigning.assign(here, case, actor):
        here.answer(DONE[Event.ASSIGN])
    else:
        here.refuse(NOBODY)


def _accept(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Accepting starts the survey in the facilitator's own chat."""
    lifecycle.permit(facts(here, case), Event.ACCEPT, actor, pressed.version)
    if free_for_a_talk(here):
        moving.carry(here, case, Event.ACCEPT, actor, pressed.version)
        here.toast(_staff("Baik, survei dimulai."))
        _begin(here, "survey", case)


def _survey(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Start, resume or correct the survey of a case one has."""
    lifecycle.permit(facts(here, case), Event.SURVEY, actor, pressed.version)
    if free_for_a_talk(here, "survey", case.id):
        here.toast()
        _begin(here, "survey", case, case.survey)


def _decline(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    moving.carry(here, case, Event.DECLINE, actor, pressed.version)
    here.answer(DONE[Event.DECLINE])
    if not assigning.assign(here, case):
        assigning.tell_nobody(here, case)


def _return(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The reason is asked in private; the case moves when it is given."""
    lifecycle.permit(facts(here, case), Event.RETURN, actor, pressed.version)
    if free_for_a_talk(here, "return_reason", case.id):
        here.toast(_staff("Tulis alasannya di chat pribadi dengan saya."))
        _begin(here, "return_reason", case)


def _begin(here: Heard, flow: str, case: Case, answers: Mapping[str, Any] | None = None) -> None:
    subject: dict[str, int | str] = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
    }
    resident.begin(here, flow, subject, answers)


PRESSES: Mapping[Event, Press] = {
    Event.ASSIGN: _assign,
    Event.ACCEPT: _accept,
    Event.SURVEY: _survey,
    Event.DECLINE: _decline,
    Event.RETURN: _return,
}
ACTS: Mapping[Event, ActDone] = {}
