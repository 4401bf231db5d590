"""What facilitators and supervisors do with a case, where it is more than a move and a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.cases import lifecycle
from flows.cases.assignment import Candidate
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.notices import NOTICES
from flows.cases.states import Event, Role
from flows.effects import Act
from flows.talks.acts.field import ASSIGN_TO, REPLY
from flows.talks.acts.resident_visit import WISH
from flows.talks.visit import VISIT
from flows.words import Text, _staff
from handlers import assigning, audiences, moving, resident, surveying, telling, visiting
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import begin_act_talk, free_for_a_talk, press_for_talk
from handlers.case_facts import facts
from handlers.here import Heard, Here
from storage import casebook
from storage.tables import Case, Staff

NOBODY = _staff("Masih belum ada fasilitator aktif di kelurahan ini.")
NOBODY_ELSE = _staff("Belum ada fasilitator lain yang bisa menangani laporan ini.")
NOT_THEM = _staff("Petugas itu tidak bisa menangani laporan ini lagi. Pilih yang lain.")
ACCEPTED = _staff("Tugas diterima.")
ACCEPTED_BUSY = _staff(
    "Tugas diterima. Selesaikan dulu isian yang sedang terbuka, lalu tekan Atur kunjungan."
)
SENT_ON = _staff("Jawaban Anda sudah kami teruskan.")
NOT_ASKED = _staff("Tidak ada pertanyaan supervisor yang menunggu jawaban Anda.")
DONE: Mapping[Event, Text] = {
    Event.APPROVE: _staff("Laporan {ticket} disetujui. Terima kasih."),
    Event.ASSIGN: _staff("Petugas sudah ditunjuk."),
    Event.DECLINE: _staff("Baik, kami carikan petugas lain."),
    Event.RETURN: _staff("Laporan {ticket} dikembalikan ke fasilitator bersama alasan Anda."),
    Event.REASSIGN: _staff("Petugas laporan {ticket} sudah diganti."),
    Event.ASK: _staff("Pertanyaan Anda sudah dikirim ke fasilitator laporan {ticket}."),
    Event.UNREACHABLE: _staff("Laporan {ticket} ditutup karena warga tidak dapat ditemui."),
}
REPLIED = "answered_ask"
"""Name of the note that holds a facilitator's answer."""


def _assign(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The next by load; where only people are left who gave it back, the supervisor chooses."""
    lifecycle.permit(facts(here, case), Event.ASSIGN, actor, pressed.version)
    if assigning.assign(here, case, actor):
        here.answer(DONE[Event.ASSIGN])
        return
    people = assigning.choosable(here, case)
    if not people:
        here.refuse(NOBODY)
        return
    begin_act_talk(here, case, Event.ASSIGN, pressed.version, flow=ASSIGN_TO, more=_people(people))


def _assign_to(here: Here, case: Case, actor: Actor, act: Act) -> None:
    chosen = _chosen(here, case, act)
    moving.carry(here, case, Event.ASSIGN, actor, act.version, facilitator_id=chosen)
    here.say(DONE[Event.ASSIGN], case_id=case.id)


def _reassign(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(facts(here, case), Event.REASSIGN, actor, pressed.version)
    people = assigning.choosable(here, case)
    if not people:
        here.refuse(NOBODY_ELSE)
        return
    begin_act_talk(here, case, Event.REASSIGN, pressed.version, more=_people(people))


def _reassigned(here: Here, case: Case, actor: Actor, act: Act) -> None:
    chosen, reason = _chosen(here, case, act), str(act.answers["reason"])
    assigning.hand_over(here, case, chosen, actor=actor, seen=act.version, reason=reason)
    here.say(DONE[Event.REASSIGN].format(ticket=case.ticket), case_id=case.id)


def _people(found: Sequence[Candidate]) -> dict[str, Any]:
    """For the talk, in which a staff member chooses one of them."""
    return {"people": [{"id": p.staff_id, "name": p.name, "load": p.load} for p in found]}


def _chosen(here: Here, case: Case, act: Act) -> int:
    """Who was chosen, if they can still have it. Raises `NotAllowed`."""
    wanted = int(act.answers["person"])
    if wanted not in {one.staff_id for one in assigning.choosable(here, case)}:
        raise NotAllowed(NOT_THEM)
    return wanted


def _accept(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The task is theirs at once; then they are asked when they go."""
    moving.carry(here, case, Event.ACCEPT, actor, pressed.version)
    talk = resident.conversation(here)
    if talk.flow and any(key != "consent" for key in talk.answers):
        here.answer(ACCEPTED_BUSY)
        return
    here.toast(ACCEPTED)
    subject = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
        "event": str(Event.SET_VISIT),
    }
    resident.begin(here, VISIT.name, subject)


def _set_visit(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The facilitator sets the day; the resident says whether that suits."""
    if pressed.choice and case.contact_id == here.address.contact_id:
        _resident_answers(here, case, pressed)
        return
    lifecycle.permit(facts(here, case), Event.SET_VISIT, actor, pressed.version)
    begin_act_talk(here, case, Event.SET_VISIT, pressed.version, flow=VISIT)


def _resident_answers(here: Heard, case: Case, pressed: CasePress) -> None:
    visiting.waits_for_visit(here, case)
    if pressed.choice == "ok":
        here.toast()
        visiting.agree(here, case)
        return
    begin_act_talk(here, case, Event.SET_VISIT, pressed.version, flow=WISH)


def _visit_set(here: Here, case: Case, actor: Actor, act: Act) -> None:
    if "wish" in act.answers:
        visiting.waits_for_visit(here, case)
        visiting.wish(here, case, str(act.answers["wish"]))
    else:
        visiting.set_visit(here, case, actor, act)


def _survey(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Start, resume or correct the survey of a case one has."""
    lifecycle.permit(facts(here, case), Event.SURVEY, actor, pressed.version)
    if free_for_a_talk(here, "survey", case.id):
        here.toast()
        surveying.begin(here, case, actor)


def _declined(here: Here, case: Case, actor: Actor, act: Act) -> None:
    reason = str(act.answers["reason"])
    moving.carry(here, case, Event.DECLINE, actor, act.version, reason=reason)
    here.say(DONE[Event.DECLINE], case_id=case.id)
    if not assigning.assign(here, case):
        assigning.tell_nobody(here, case)


def _attempt(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(facts(here, case), Event.ATTEMPT, actor, pressed.version)
    visiting.refuse_twice(here, case)
    begin_act_talk(here, case, Event.ATTEMPT, pressed.version)


def _ask(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """A supervisor asks; the facilitator answers by the button below the question."""
    if pressed.choice != "reply":
        press_for_talk(here, case, actor, pressed)
        return
    _only_asked(here, case, actor)
    begin_act_talk(here, case, Event.ASK, pressed.version, flow=REPLY)


def _asked(here: Here, case: Case, actor: Actor, act: Act) -> None:
    if "reply" in act.answers:
        _reply(here, case, actor, str(act.answers["reply"]))
        return
    reason = str(act.answers["reason"])
    moving.carry(here, case, Event.ASK, actor, act.version, reason=reason)
    here.say(DONE[Event.ASK].format(ticket=case.ticket), case_id=case.id)


def _reply(here: Here, case: Case, actor: Actor, words: str) -> None:
    """Kept in the history, and sent to whoever asked since the last answer."""
    askers = _only_asked(here, case, actor)
    doer = casebook.Doer(Role.FACILITATOR, actor.staff_id, here.address.channel)
    casebook.note(here.session, case.id, REPLIED, here.now, doer, words=words)
    values = {**audiences.values_of(here, case, ""), "reason": words}
    for staff_id in askers:
        telling.notify_staff(
            here.session,
            here.session.get_one(Staff, staff_id),
            NOTICES["question_answered"].text(values),
            here.now,
            notice="question_answered",
            values=values,
            case_id=case.id,
        )
    here.say(SENT_ON, case_id=case.id)


def _only_asked(here: Here, case: Case, actor: Actor) -> list[int]:
    """Who waits for this facilitator's answer; raises `NotAllowed` where nobody does."""
    waiting: list[int] = []
    for note in casebook.notes(here.session, case.id, Event.ASK, REPLIED):
        if note.event == REPLIED:
            waiting.clear()
        elif note.staff_id is not None and note.staff_id not in waiting:
            waiting.append(note.staff_id)
    if not waiting or actor.staff_id is None or case.facilitator_id != actor.staff_id:
        raise NotAllowed(NOT_ASKED)
    return waiting


PRESSES: Mapping[Event, Press] = {
    Event.ASSIGN: _assign,
    Event.REASSIGN: _reassign,
    Event.ACCEPT: _accept,
    Event.SET_VISIT: _set_visit,
    Event.ATTEMPT: _attempt,
    Event.SURVEY: _survey,
    Event.ASK: _ask,
}
ACTS: Mapping[Event, ActDone] = {
    Event.ASSIGN: _assign_to,
    Event.REASSIGN: _reassigned,
    Event.DECLINE: _declined,
    Event.SET_VISIT: _visit_set,
    Event.ATTEMPT: visiting.attempt,
    Event.SURVEY: surveying.send,
    Event.ASK: _asked,
}
