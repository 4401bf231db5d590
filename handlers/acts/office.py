"""What the secretariat, signers and programs do with a case, beyond a move and a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.card import CasePress
from flows.cases.holding import holder
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.opening_hours import spoken
from flows.cases.profiles import WAITS_FOR_FACILITATOR, profile_of
from flows.cases.rows import Guard
from flows.cases.states import Event, Stage, State
from flows.effects import Act
from flows.moments import Day
from flows.talks.acts.office_drafts import DRAFT
from flows.talks.acts.programs import DONE as CHOSEN
from flows.talks.acts.programs import KEY as PROGRAMS
from flows.words import Text, _, _staff, literal
from handlers import assigning, forwarding, moving, referring, working
from handlers.acts.delivering import deliver, press_deliver
from handlers.acts.shapes import ActDone, Press
from handlers.acts.talking import begin_act_talk, press_for_talk
from handlers.case_facts import OBJECTION, chosen_programs, facts
from handlers.here import Heard, Here
from handlers.papers_of_staff import take
from storage import referrals
from storage.tables import Case

WHERE = _(
    "ambil di sekretariat SLRT {city} pada jam kerja dengan membawa KTP, "
    "atau tunggu kiriman di chat ini"
)
WHERE_WRITTEN = _(
    "ambil di sekretariat SLRT {city}, {address}, pada jam kerja ({hours}) dengan membawa KTP, "
    "atau tunggu kiriman di chat ini"
)
OWN_DRAFT = _staff("Anda yang membuat konsep laporan {ticket}. Manajer lain yang memeriksa.")
ASKED_FIRST = _staff(
    "Laporan {ticket} dirujuk, tetapi izin warga belum mencakup penerusan datanya. "
    "Warga sudah ditanya; kartunya sampai ke pemilik program setelah warga setuju."
)
DONE: Mapping[Event, Text] = {
    Event.TAKE: _staff("Laporan {ticket} sekarang Anda periksa."),
    Event.FORWARD: _staff("Laporan {ticket} sudah diteruskan: {status}."),
    Event.ANSWER_DIRECTLY: _staff("Jawaban laporan {ticket} sudah dikirim ke warga."),
    Event.ASK_MANAGER: _staff("Konsep laporan {ticket} sudah diajukan."),
    Event.SEND_BACK: _staff("Konsep laporan {ticket} dikembalikan bersama alasan Anda."),
    Event.CHECK: _staff("Laporan {ticket} disetujui dan diteruskan untuk paraf."),
    Event.INITIAL: _staff("Laporan {ticket} diparaf dan diteruskan untuk tanda tangan."),
    Event.SIGN: _staff("Surat laporan {ticket} ditandatangani, dan warga diberi tahu."),
    Event.REFER: _staff("Laporan {ticket} sudah dirujuk, dan warga diberi tahu."),
    Event.REJECT: _staff("Laporan {ticket} ditolak dengan alasan Anda, dan warga diberi tahu."),
}


def _take(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The secretariat begins with a case: what it needs to know, and what it may do."""
    moving.carry(here, case, Event.TAKE, actor, pressed.version)
    here.toast(DONE[Event.TAKE].format(ticket=case.ticket))
    if here.can_write():
        working.show(here, case, actor)


def _forward(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """To the next desk; where that is a facilitator's, one is looked for at once."""
    note = str(act.answers.get("note", ""))
    moving.carry(here, case, Event.FORWARD, actor, act.version, reason=note)
    waits = (State(case.state), Stage(case.stage)) == WAITS_FOR_FACILITATOR
    if waits and not assigning.assign(here, case):
        assigning.tell_nobody(here, case)
    _say_done(here, case, Event.FORWARD)


def _answer_directly(here: Here, case: Case, actor: Actor, act: Act) -> None:
    words = str(act.answers["reason"])
    given = moving.Given(values={"answer": words})
    moving.carry(here, case, Event.ANSWER_DIRECTLY, actor, act.version, reason=words, given=given)
    case.answer, case.result = words, "answered"
    case.decided_at = case.answered_at = here.now
    _say_done(here, case, Event.ANSWER_DIRECTLY)


def _press_ask_manager(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    """The draft; one that was sent back begins with what it said."""
    lifecycle.permit(facts(here, case), Event.ASK_MANAGER, actor, pressed.version)
    refers = Stage.REFERRAL in profile_of(case.profile).stages
    begin_act_talk(
        here,
        case,
        Event.ASK_MANAGER,
        pressed.version,
        more={**_matter(case), "refers": refers},
        answers=_proposed(here, case) if refers else None,
    )


def _ask_manager(here: Here, case: Case, actor: Actor, act: Act) -> None:
    given = moving.Given(frozenset({Guard.DRAFTED}))
    note = str(act.answers.get("note", ""))
    lifecycle.move(facts(here, case, given.brings), Event.ASK_MANAGER, actor, act.version)
    case.draft = {
        "words": str(act.answers.get("words", "")),
        "note": note,
        "by": actor.staff_id,
    }
    if PROGRAMS in act.answers:
        case.programs = ",".join(act.answers[PROGRAMS])
    take(here, case, DRAFT, instead=True)
    moving.carry(here, case, Event.ASK_MANAGER, actor, act.version, reason=note, given=given)
    _say_done(here, case, Event.ASK_MANAGER)


def _press_refer(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(facts(here, case), Event.REFER, actor, pressed.version)
    _refuse_own_draft(here, case, actor)
    begin_act_talk(
        here,
        case,
        Event.REFER,
        pressed.version,
        more=_matter(case),
        answers=_proposed(here, case),
    )


def _refer(here: Here, case: Case, actor: Actor, act: Act) -> None:
    _refuse_own_draft(here, case, actor)
    note = str(act.answers.get("note", ""))
    referring.refer(here, case, actor, act.version, act.answers[PROGRAMS], note)
    if forwarding.allowed(here.session, case):
        _say_done(here, case, Event.REFER)
    else:
        here.say(ASKED_FIRST.format(ticket=case.ticket), case_id=case.id)


def _press_reject(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    lifecycle.permit(facts(here, case), Event.REJECT, actor, pressed.version)
    _refuse_own_draft(here, case, actor)
    press_for_talk(here, case, actor, pressed)


def _reject(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """A program's no to its referral, or the manager's to the whole case."""
    if act.referral_id:
        referring.answered(here, case, actor, act)
        return
    reason = str(act.answers["reason"])
    until = Day(here.now + OBJECTION, here.house.zone.key)
    given = moving.Given(values={"until": until, "outcome": referring.REFUSED})
    moving.carry(here, case, Event.REJECT, actor, act.version, reason=reason, given=given)
    case.result, case.decided_at = "rejected", here.now
    _say_done(here, case, Event.REJECT)


def _where(here: Here) -> Text:
    """How one comes to a letter: with the secretariat's address, where it was written down."""
    house = here.house
    if not house.office_address:
        return WHERE.format(city=here.city.name)
    return WHERE_WRITTEN.format(
        city=here.city.name,
        address=literal(house.office_address),
        hours=spoken(house.calendar.week),
    )


def _sign(event: Event) -> Press:
    """Check, initial or sign a draft: one press, never on one's own draft."""

    def press(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
        lifecycle.permit(facts(here, case), event, actor, pressed.version)
        _refuse_own_draft(here, case, actor)
        given = moving.Given(values={"where": _where(here)})
        moving.carry(here, case, event, actor, pressed.version, given=given)
        here.answer(DONE[event].format(ticket=case.ticket))

    return press


def _refuse_own_draft(here: Here, case: Case, actor: Actor) -> None:
    """Four eyes, where there are four. Raises `NotAllowed`."""
    role = holder(State(case.state), Stage(case.stage))
    mine = State(case.state) is State.AWAITING_MANAGER and (case.draft or {}).get("by")
    if not mine or mine != actor.staff_id or role is None:
        return
    if any(other.id != mine for other in working.people_for(here, case, role)):
        raise NotAllowed(OWN_DRAFT.format(ticket=case.ticket))


def _matter(case: Case) -> dict[str, Any]:
    """What the list of programs begins with."""
    return {"sector": case.category, "program": case.program}


def _proposed(here: Here, case: Case) -> dict[str, Any] | None:
    """Programs that were chosen before and not referred to yet."""
    chosen = list(chosen_programs(case))
    if not chosen or referrals.latest(here.session, case.id):
        return None
    return {PROGRAMS: chosen, CHOSEN: True}


def _say_done(here: Here, case: Case, event: Event) -> None:
    status = working.status_of(case)
    words = DONE[event].format(ticket=case.ticket, status=status)
    here.session.flush()
    here.say(words, case_id=case.id)


PRESSES: Mapping[Event, Press] = {
    Event.TAKE: _take,
    Event.ASK_MANAGER: _press_ask_manager,
    Event.CHECK: _sign(Event.CHECK),
    Event.INITIAL: _sign(Event.INITIAL),
    Event.SIGN: _sign(Event.SIGN),
    Event.REFER: _press_refer,
    Event.REJECT: _press_reject,
    Event.ANSWER: press_deliver,
}
ACTS: Mapping[Event, ActDone] = {
    Event.FORWARD: _forward,
    Event.ANSWER_DIRECTLY: _answer_directly,
    Event.ASK_MANAGER: _ask_manager,
    Event.REFER: _refer,
    Event.WAIT: referring.answered,
    Event.GRANT: referring.answered,
    Event.REJECT: _reject,
    Event.ANSWER: deliver,
}
