"""The visit: when the facilitator comes, what the resident says to that, and coming in vain."""

from __future__ import annotations

from datetime import timedelta

from flows.cases import lifecycle
from flows.cases.lifecycle import Actor, NotAllowed
from flows.cases.states import Event, State
from flows.effects import Act
from flows.moments import Moment
from flows.visits import NOW, Visit, visit_of
from flows.words import Text, _, _staff
from handlers import audiences, casefiles, moving, surveying, tasks, telling
from handlers.case_facts import TRIES, facts
from handlers.here import STAFF_LANGUAGE, Here
from storage import casebook
from storage.tables import Case, Staff

ONCE = timedelta(hours=2)
"""Two presses within it are one attempt."""
VISIT_SET = _staff("Dicatat: {when}. Warga laporan {ticket} sudah kami kabari.")
LATE = _staff(
    "Itu sesudah batas laporan ini, {due}. Bila bisa lebih awal, tekan Atur kunjungan lagi."
)
COUNTED = _staff("Kunjungan ke-{n} pada {at} sudah dicatat. Warga kami minta mengatur waktu.")
ENOUGH = _staff(
    "Sudah {n} kali tidak bertemu. Bila memang tidak bisa ditemui, tekan Tidak ditemukan."
)
JUST_COUNTED = _staff(
    "Kunjungan pada {at} sudah dicatat. Yang berikutnya baru dihitung setelah 2 jam."
)
OVER = _("Laporan {ticket} sekarang tidak menunggu kunjungan. Ketik CEK untuk melihat statusnya.")
WISHED = _("Terima kasih. Keinginan Anda sudah kami sampaikan kepada petugas.")
AGREED = _("Terima kasih. Petugas sudah kami kabari bahwa Anda bisa.")


def set_visit(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """The day is agreed on our side; the resident hears who comes and when. Somebody who is
    there already begins the survey. Raises `NotAllowed`."""
    if act.answers.get("day") == NOW:
        lifecycle.permit(facts(here, case), Event.SURVEY, actor, act.version)
        surveying.begin(here, case, actor)
        return
    zone = here.house.zone.key
    visit = visit_of(act.answers, zone)
    assert visit is not None  # the talk asks for both
    when = visit.when(zone)
    given = moving.Given(values={"who": who_comes(here, case), "when": when})
    spoken = when.render(STAFF_LANGUAGE)
    moving.carry(here, case, Event.SET_VISIT, actor, act.version, reason=spoken, given=given)
    case.visit_at, case.visit_part = visit.at, visit.part
    here.say(VISIT_SET.format(when=when, ticket=case.ticket), case_id=case.id)
    if visit.at > case.due_at:
        here.say(LATE.format(due=Moment(case.due_at, zone)), case_id=case.id)
    tasks.show_one(here, case)


def who_comes(here: Here, case: Case) -> Text:
    """Name and role of the facilitator, as the resident may know them."""
    member = here.session.get(Staff, case.facilitator_id) if case.facilitator_id else None
    if member is None:
        return _("petugas SLRT")
    return _("{name}, fasilitator SLRT").format(name=member.name)


def agree(here: Here, case: Case) -> None:
    """The resident can: the facilitator hears it."""
    worked_on = _worked_on(here, case)
    casebook.note(here.session, worked_on.id, "visit_agreed", here.now, _resident(here))
    visit = Visit(worked_on.visit_at or here.now, worked_on.visit_part)
    _tell_facilitator(here, worked_on, "visit_agreed", when=visit.when(here.house.zone.key))
    here.say(AGREED, case_id=case.id)


def wish(here: Here, case: Case, words: str) -> None:
    """The resident wishes another day: the facilitator hears it in their words."""
    worked_on = _worked_on(here, case)
    doer = _resident(here)
    casebook.note(here.session, worked_on.id, "visit_other_day", here.now, doer, words=words)
    _tell_facilitator(here, worked_on, "visit_other_day", reason=words)
    here.say(WISHED, case_id=case.id)


def waits_for_visit(here: Here, case: Case) -> None:
    """Raises `NotAllowed` where no visit is awaited for the matter of this report."""
    if State(_worked_on(here, case).state) is not State.FIELD_VISIT:
        raise NotAllowed(OVER.format(ticket=case.ticket))


def attempt(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """Nobody was there: noted with day and words, and the resident is asked kindly how to meet.
    Raises `NotAllowed`."""
    refuse_twice(here, case)
    at = Moment(here.now, here.house.zone.key)
    given = moving.Given(values={"when": Text("{at}").format(at=at)})
    words = str(act.answers.get("reason", ""))
    moving.carry(here, case, Event.ATTEMPT, actor, act.version, reason=words, given=given)
    tried = len(casebook.attempts(here.session, case.id))
    here.say(COUNTED.format(n=tried, at=at), case_id=case.id)
    if tried >= TRIES:
        here.say(ENOUGH.format(n=tried), case_id=case.id)
        tasks.show_one(here, case)


def refuse_twice(here: Here, case: Case) -> None:
    """Raises `NotAllowed` where an attempt was noted less than two hours ago."""
    tried = casebook.attempts(here.session, case.id)
    if tried and here.now - tried[-1].at < ONCE:
        raise NotAllowed(JUST_COUNTED.format(at=Moment(tried[-1].at, here.house.zone.key)))


def _worked_on(here: Here, case: Case) -> Case:
    return here.session.get_one(Case, case.duplicate_of) if case.duplicate_of else case


def _resident(here: Here) -> casebook.Doer:
    return casebook.Doer("resident", None, here.address.channel)


def _tell_facilitator(here: Here, case: Case, notice: str, **more: Text | str) -> None:
    member = here.session.get(Staff, case.facilitator_id) if case.facilitator_id else None
    if member is None:
        return
    values = {**audiences.values_of(here, case, ""), **more}
    words, choices = casefiles.for_facilitator(here, case, notice, values)
    telling.notify_staff(
        here.session,
        member,
        words,
        here.now,
        choices=choices,
        notice=notice,
        values=values,
        case_id=case.id,
    )
