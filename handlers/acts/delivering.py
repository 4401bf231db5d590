"""The answer reached the resident: by whose hand, and what proves it."""

from __future__ import annotations

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event, State
from flows.effects import Act
from flows.talks.acts.office_delivery import LETTER, PROOF
from flows.words import _staff
from handlers import answering, letters
from handlers.acts.talking import begin_act_talk
from handlers.case_facts import facts
from handlers.here import Heard, Here
from handlers.papers_of_staff import take
from storage.tables import Case

DELIVERED = _staff("Terima kasih. Laporan {ticket} tercatat sudah disampaikan kepada warga.")
ON_ITS_WAY = _staff(
    "Surat laporan {ticket} dikirim ke chat warga. "
    "Bila sudah sampai, kami catat sendiri dan Anda diberi tahu."
)
NOT_READ = _staff(
    "Belum ada tanda jawaban laporan {ticket} sampai di chat warga. "
    "Mohon disampaikan langsung, lalu pilih Langsung ke warga."
)


def press_deliver(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """Begin the talk about how it was delivered."""
    lifecycle.permit(facts(here, case), Event.ANSWER, actor, pressed.version)
    more = {"letter": State(case.state) is State.PROCESSING}
    begin_act_talk(here, case, Event.ANSWER, pressed.version, more=more)


def deliver(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """Note the proof and move the case; a letter that is sent by chat waits for its receipt.
    Raises `NotAllowed`."""
    lifecycle.move(facts(here, case, answering.PROVED), Event.ANSWER, actor, act.version)
    how = str(act.answers["how"])
    if how == "send":
        take(here, case, LETTER, instead=True)
        letters.send_ready(here.house, here.session, case, here.now)
        here.say(ON_ITS_WAY.format(ticket=case.ticket), case_id=case.id)
        return
    if how == "chat" and not letters.arrived_in_chat(here.session, case):
        raise NotAllowed(NOT_READ.format(ticket=case.ticket))
    take(here, case, PROOF)
    words = str(act.answers.get("told") or act.answers.get("who") or "")
    answering.conclude(here, case, actor, act.version, how, words)
    here.say(DELIVERED.format(ticket=case.ticket), case_id=case.id)
