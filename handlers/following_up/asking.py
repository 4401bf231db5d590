"""A reporter asks whoever has their case something; the answer comes back, and neither learns the
other's number or name.

    asked       each who holds the case has the question; who is absent is stood in for
    half-time   whoever holds it then is reminded
    time is up  the manager hears of it as well, and again every day until it is answered
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from flows.cases.case_lines import look
from flows.cases.follow_up import (
    ASK,
    ASK_AGAIN,
    REPLY,
    REPLY_LABEL,
    asked_role,
    data_of,
)
from flows.cases.holding import holder
from flows.cases.notices import NOTICES, Values
from flows.cases.states import Role, Stage, State
from flows.effects import Choice
from flows.moments import Moment
from flows.talks import follow_up as talks
from flows.words import Text, _, _staff
from handlers import audiences, resident, viewing, working
from handlers.acts.talking import free_for_a_talk
from handlers.case_facts import actor_of
from handlers.here import Heard, Here
from handlers.house import House
from handlers.staffing import MAY_BIND
from handlers.telling import notify_contact, notify_staff
from storage import casebook, cases, following, timers
from storage.tables import Case, CaseQuestion, Staff
from storage.timers import DueTimer

SUBJECT, KIND = "case_question", "answer"
TIME = timedelta(hours=24)
"""Until when a question is answered."""
MOST_OPEN = 3
SENT = _(
    "Pertanyaan Anda tentang laporan {ticket} sudah kami teruskan ke petugas. "
    "Jawabannya kami kirim di sini paling lambat {due}."
)
ENOUGH = _(
    "Pertanyaan Anda yang tadi tentang laporan {ticket} masih menunggu jawaban petugas. "
    "Kami kabari di sini begitu dijawab."
)
GONE = _staff("Pertanyaan ini sudah dijawab.")
NOT_YOURS = _staff("Pertanyaan ini bukan untuk Anda jawab.")
RELAYED = _staff("Jawaban untuk laporan {ticket} sudah dikirim ke warga.")


def begin(here: Heard, case: Case) -> None:
    """The button below a report was pressed."""
    if following.open_questions(here.session, case.id) >= MOST_OPEN:
        here.answer(ENOUGH.format(ticket=case.ticket))
        return
    here.toast()
    subject = {"case_id": case.id, "ticket": case.ticket, "event": talks.ASK.name}
    resident.begin(here, talks.ASK.name, subject)


def ask(here: Here, case: Case, words: str) -> None:
    """Keep the question, and give it to who has the case. The case is the asker's, and locked."""
    due = here.house.calendar.after(here.now, TIME)
    question = CaseQuestion(case_id=case.id, words=words, asked_at=here.now, due_at=due)
    here.session.add(question)
    here.session.flush()
    doer = casebook.Doer(Role.RESIDENT, None, here.address.channel)
    casebook.note(here.session, case.id, "resident_asked", here.now, doer, words=words)
    half = here.house.calendar.after(here.now, TIME / 2)
    timers.set_timer(here.session, SUBJECT, question.id, KIND, half)
    _show(here, case, question, "resident_question", recipients(here, _main(here, case)))
    told = SENT.format(ticket=case.ticket, due=Moment(due, here.house.zone.key))
    here.say(told, case_id=case.id)


def recipients(here: Here, case: Case) -> Sequence[Staff]:
    """Who has the case now, or stands in; never who reported it. Where that leaves nobody, the
    manager, and where there is none, the office."""
    role = asked_role(holder(State(case.state), Stage(case.stage)))
    for some in (
        working.people_for(here, case, role),
        working.people_for(here, case, Role.MANAGER),
        cases.staff_within(here.session, MAY_BIND, here.house.city_code),
    ):
        found = [one for one in some if one.contact_id != case.contact_id]
        if found:
            return found
    return ()


def _main(here: Here, case: Case) -> Case:
    return here.session.get_one(Case, case.duplicate_of) if case.duplicate_of else case


def _values(here: Here, case: Case, question: CaseQuestion) -> Values:
    due = Moment(question.due_at, here.house.zone.key)
    return {**audiences.values_of(here, case, ""), "words": question.words, "due": due}


def _show(
    here: Here, case: Case, question: CaseQuestion, notice: str, whom: Sequence[Staff]
) -> None:
    values = _values(here, case, question)
    keys = (Choice(data_of(REPLY, question.id), REPLY_LABEL), look(case.id, case.version))
    for member in whom:
        if member.contact_id == case.contact_id:
            continue
        notify_staff(
            here.session,
            member,
            NOTICES[notice].text(values),
            here.now,
            choices=keys,
            notice=notice,
            values=values,
            case_id=case.id,
        )


def press(here: Heard, question_id: int) -> None:
    """An officer wants to answer."""
    found = _standing(here, question_id)
    if isinstance(found, Text):
        here.refuse(found)
        return
    question, case = found
    if not free_for_a_talk(here, talks.ANSWER.name, case.id):
        return
    here.toast()
    subject = {
        "case_id": case.id,
        "ticket": case.ticket,
        "event": f"{talks.ANSWER.name}.{question.id}",
        "question_id": question.id,
    }
    resident.begin(here, talks.ANSWER.name, subject)


def answer(here: Here, question_id: int, words: str) -> None:
    """The first answer counts; it goes to who asked."""
    found = _standing(here, question_id)
    if isinstance(found, Text):
        here.say(found)
        return
    question, case = found
    assert here.staff is not None
    question.state, question.answer = "answered", words
    question.answered_by, question.answered_at = here.staff.id, here.now
    role = here.staff.roles[0][0] if here.staff.roles else Role.ADMIN
    doer = casebook.Doer(role, here.staff.id, here.address.channel)
    casebook.note(here.session, case.id, "officer_answered", here.now, doer, words=words)
    timers.unset_timer(here.session, SUBJECT, question.id, KIND)
    values = {**audiences.values_of(here, case, ""), "answer": words}
    notify_contact(
        here.session,
        case.contact_id,
        cases.home_of(here.session, case).channel,
        "officer_answered",
        values,
        here.now,
        case_id=case.id,
        choices=(Choice(data_of(ASK, case.id), ASK_AGAIN),),
    )
    here.say(RELAYED.format(ticket=case.ticket), case_id=case.id)


def _standing(here: Here, question_id: int) -> tuple[CaseQuestion, Case] | Text:
    """The open question with its case, both locked; or why this person may not answer it."""
    row = here.session.get(CaseQuestion, question_id)
    case = cases.lock(here.session, row.case_id) if row is not None else None
    if row is None or case is None or here.staff is None or not _may(here, case):
        return NOT_YOURS
    question = following.lock_question(here.session, question_id)
    if question is None or question.state != "open":
        return GONE
    return question, case


def _may(here: Here, case: Case) -> bool:
    """Whoever may see the case, and did not ask themselves."""
    if case.contact_id == here.address.contact_id or here.staff is None or case.frozen_at:
        return False
    mine = here.staff.id in {one.id for one in recipients(here, _main(here, case))}
    return mine or viewing.may_look(here.session, case, actor_of(here))


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Half of the time is over, or all of it, or one more day."""
    row = session.get(CaseQuestion, timer.subject_id)
    case = cases.lock(session, row.case_id) if row is not None else None
    question = following.lock_question(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    if case is None or question is None or question.state != "open":
        return True
    if case.frozen_at is not None:
        timers.set_timer(session, SUBJECT, question.id, KIND, house.clock() + TIME)
        return True
    here = Here(house, session, cases.home_of(session, case), house.clock())
    if question.stage == "asked" and here.now < question.due_at:
        question.stage, due = "reminded", question.due_at
        _show(here, case, question, "question_waits", recipients(here, _main(here, case)))
    else:
        question.stage, due = "late", house.calendar.after(here.now, TIME)
        doer = casebook.Doer(Role.SYSTEM)
        casebook.note(session, case.id, "question_late", here.now, doer)
        _show(here, case, question, "question_late", _all_concerned(here, case))
    timers.set_timer(session, SUBJECT, question.id, KIND, due)
    session.flush()
    return True


def _all_concerned(here: Here, case: Case) -> Sequence[Staff]:
    """Who has the case, and the manager."""
    main = _main(here, case)
    both = (*recipients(here, main), *working.people_for(here, main, Role.MANAGER))
    return list({member.id: member for member in both}.values())
