"""A staff member pressed a button of a case: who is this, in which role, for which area, and
did they see the case as it is? One winner however many press at once; everybody else hears,
in private, why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event
from flows.words import Text, _staff
from handlers import assigning, moving, resident, tasks, viewing
from handlers.following import concerns
from handlers.here import Heard
from storage import cases
from storage.tables import Case

STRANGER = _staff("Tombol ini hanya untuk petugas SLRT yang terdaftar.")
UNKNOWN = _staff("Laporan ini tidak ditemukan.")
NOBODY = _staff("Masih belum ada fasilitator aktif di kelurahan ini.")
FINISH_FIRST = _staff("Selesaikan dulu isian di chat pribadi Anda, atau ketik BATAL di sana.")
DONE: Mapping[Event, Text] = {
    Event.APPROVE: _staff("Disetujui. Terima kasih."),
    Event.ASSIGN: _staff("Petugas sudah ditunjuk."),
    Event.DECLINE: _staff("Baik, kami carikan petugas lain."),
}


def press(here: Heard, pressed: CasePress) -> None:
    """Carry the press out, or answer it with the reason why not."""
    if here.staff is None:
        here.refuse(STRANGER)
        return
    case = cases.lock(here.session, pressed.case_id)
    concerns(case_id=case.id if case else None)
    if case is None:
        here.refuse(UNKNOWN)
        return
    actor = Actor(here.staff.id, here.staff.roles, here.address.contact_id)
    try:
        _carry(here, case, actor, pressed)
    except NotAllowed as refused:
        here.refuse(refused.words)
        tasks.show_as_it_stands(here, case, pressed.version)


def _carry(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    if pressed.event is None:
        viewing.look(here, case, actor, pressed.marking)
    else:
        _PRESSES.get(pressed.event, _move)(here, case, actor, pressed)


def _move(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    assert pressed.event is not None
    moving.carry(here, case, pressed.event, actor, pressed.version)
    here.answer(DONE[pressed.event])


def _assign(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(moving.facts(here.session, case), Event.ASSIGN, actor, pressed.version)
    if assigning.assign(here, case, actor):
        here.answer(DONE[Event.ASSIGN])
    else:
        here.refuse(NOBODY)


def _accept(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Accepting starts the survey in the facilitator's own chat."""
    lifecycle.permit(moving.facts(here.session, case), Event.ACCEPT, actor, pressed.version)
    if _free_for_a_talk(here):
        moving.carry(here, case, Event.ACCEPT, actor, pressed.version)
        here.toast(_staff("Baik, survei dimulai."))
        _begin(here, "survey", case)


def _survey(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Start, resume or correct the survey of a case one has."""
    lifecycle.permit(moving.facts(here.session, case), Event.SURVEY, actor, pressed.version)
    if _free_for_a_talk(here, "survey", case.id):
        here.toast()
        _begin(here, "survey", case, case.survey)


def _decline(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    moving.carry(here, case, Event.DECLINE, actor, pressed.version)
    here.answer(DONE[Event.DECLINE])
    if not assigning.assign(here, case):
        assigning.tell_nobody(here, case)


def _return(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The reason is asked in private; the case moves when it is given."""
    lifecycle.permit(moving.facts(here.session, case), Event.RETURN, actor, pressed.version)
    if _free_for_a_talk(here, "return_reason", case.id):
        here.toast(_staff("Tulis alasannya di chat pribadi dengan saya."))
        _begin(here, "return_reason", case)


def _begin(here: Heard, flow: str, case: Case, answers: Mapping[str, Any] | None = None) -> None:
    subject: dict[str, int | str] = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
    }
    resident.begin(here, flow, subject, answers)


def _free_for_a_talk(here: Heard, flow: str = "", case_id: int = 0) -> bool:
    """Whether a talk can be held with this person now: their private chat is open, and no other
    talk with answers in it would be lost. The same talk is simply gone on with."""
    if not here.can_write():
        return False
    talk = resident.conversation(here)
    same = talk.flow == flow and talk.subject.get("case_id") == case_id
    if same or not (talk.flow and any(key != "consent" for key in talk.answers)):
        return True
    here.refuse(FINISH_FIRST)
    return False


_PRESSES: Mapping[Event, Callable[[Heard, Case, Actor, CasePress], None]] = {
    Event.ASSIGN: _assign,
    Event.ACCEPT: _accept,
    Event.SURVEY: _survey,
    Event.DECLINE: _decline,
    Event.RETURN: _return,
}
