"""A staff member pressed a button of a case: who is this, in which role, for which area, and
did they see the case as it is? One winner however many press at once; everybody else hears,
in private, why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event
from flows.cases.table import Guard
from flows.words import Text, _staff
from handlers import assigning, moving, resident, viewing
from handlers.here import Heard
from storage import cases
from storage.tables import Case

STRANGER = _staff("Tombol ini hanya untuk petugas SLRT yang terdaftar.")
UNKNOWN = _staff("Laporan ini tidak ditemukan.")
DONE: Mapping[Event, Text] = {
    Event.APPROVE: _staff("Disetujui. Terima kasih."),
    Event.ASSIGN: _staff("Petugas sudah ditunjuk."),
    Event.DECLINE: _staff("Baik, kami carikan petugas lain."),
    Event.ACCEPT: _staff("Baik, survei dimulai."),
}


def press(here: Heard, pressed: CasePress) -> None:
    """Carry the press out, or answer it with the reason why not."""
    if here.staff is None:
        here.toast(STRANGER, alert=True)
        return
    case = cases.lock(here.session, pressed.case_id)
    if case is None:
        here.toast(UNKNOWN, alert=True)
        return
    actor = Actor(here.staff.id, here.staff.roles, here.address.contact_id)
    try:
        _carry(here, case, actor, pressed)
    except NotAllowed as refused:
        here.toast(refused.words, alert=True)
        _say_in_words(here, refused.words)


def _carry(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    if pressed.event is None:
        viewing.show(here, case, actor)
    else:
        _PRESSES.get(pressed.event, _move)(here, case, actor, pressed)


def _say_in_words(here: Heard, words: Text) -> None:
    """WhatsApp has no boxes over a chat, so the reason is a message there."""
    if here.incoming.press is None or not here.incoming.press.callback:
        here.say(words)


def _move(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    assert pressed.event is not None
    moving.carry(here, case, pressed.event, actor, pressed.version)
    here.toast(DONE.get(pressed.event))


def _assign(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(moving.facts(case), Event.ASSIGN, actor, pressed.version)
    found = assigning.assign(here, case, actor, pressed.version)
    nobody = _staff("Masih belum ada fasilitator aktif di kelurahan ini.")
    here.toast(DONE[Event.ASSIGN] if found else nobody, alert=not found)


def _accept(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Accepting starts the survey in the facilitator's own chat."""
    lifecycle.permit(moving.facts(case), Event.ACCEPT, actor, pressed.version)
    if _busy(here):
        return
    moving.carry(here, case, Event.ACCEPT, actor, pressed.version)
    here.toast(DONE[Event.ACCEPT])
    _start_survey(here, case)


def _survey(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Start, resume or correct the survey of a case one has."""
    lifecycle.permit(moving.facts(case), Event.SURVEY, actor, pressed.version)
    here.toast()
    _start_survey(here, case)


def _start_survey(here: Heard, case: Case) -> None:
    subject: dict[str, int | str] = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
    }
    resident.begin(here, "survey", subject)


def _decline(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    moving.carry(here, case, Event.DECLINE, actor, pressed.version)
    here.toast(DONE[Event.DECLINE])
    assigning.assign(here, case)


def _return(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The reason is asked in private; the case moves when it is given."""
    row = lifecycle.permit(moving.facts(case), Event.RETURN, actor, pressed.version)
    assert Guard.REASON in row.guards
    if _busy(here):
        return
    here.toast(_staff("Tulis alasannya di chat pribadi dengan saya."))
    subject: dict[str, int | str] = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
    }
    resident.begin(here, "return_reason", subject)


def _busy(here: Heard) -> bool:
    """An open talk is not overwritten: nothing that somebody answered is lost."""
    talk = resident.conversation(here)
    if not talk.flow or talk.flow == "return_reason":
        return False
    words = _staff("Selesaikan dulu isian di chat pribadi Anda, atau ketik BATAL di sana.")
    here.toast(words, alert=True)
    _say_in_words(here, words)
    return True


_PRESSES: Mapping[Event, Callable[[Heard, Case, Actor, CasePress], None]] = {
    Event.ASSIGN: _assign,
    Event.ACCEPT: _accept,
    Event.SURVEY: _survey,
    Event.DECLINE: _decline,
    Event.RETURN: _return,
}
