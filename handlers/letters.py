"""A signed letter on its way to the resident's chat.

the office sends it in its talk -> fetched by a job -> sent to the resident as a file
-> the platform says that it arrived (Telegram: that it took it) -> the case is answered
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases import lifecycle
from flows.cases.notices import NOTICES
from flows.cases.states import Event, Role, Stage, State
from flows.messages import Channel, Outgoing
from flows.talks.acts.office_delivery import LETTER
from flows.words import _staff
from handlers import answering, working
from handlers.audiences import values_of
from handlers.case_facts import facts
from handlers.here import STAFF_LANGUAGE, Here
from handlers.house import House
from handlers.reaching import home
from handlers.telling import notify_staff, put
from storage import case_papers, casebook, cases, letters, staff
from storage.tables import Case, Document, Outbox, Staff

FILE = "letter_file"
"""Marks the letter's files in the outbox: not the words beside them, which may go alone."""
SENT = "letter_sent"
"""Name of the note about each file; its code is the document's number."""
ARRIVED = _staff("Surat laporan {ticket} sudah sampai di chat warga, dan sudah kami catat.")
_ANSWERS = (
    "referral_granted", "referral_rejected", "referral_rejected_partly", "referral_rejected_again",
    "rejected", "rejected_again",
)  # fmt: skip
_THERE = frozenset({"delivered", "read"})


def fetched(house: House, session: Session, document: Document) -> None:
    """A file of an officer is at home: a letter goes on to its resident."""
    if document.question == LETTER and document.case_id is not None:
        case = cases.lock(session, document.case_id)
        if case is not None:
            send_ready(house, session, case, house.clock())


def send_ready(house: House, session: Session, case: Case, now: datetime) -> None:
    """Send what was fetched of the letter and not sent yet, while it waits to be handed over."""
    if not _waits(case):
        return
    known = {note.code for note in casebook.notes(session, case.id, SENT)}
    ready = [
        document
        for document in case_papers.documents(session, case.id)
        if (document.question, document.status) == (LETTER, "fetched")
        and document.verdict != "replaced"
        and str(document.id) not in known
    ]
    address = home(session, case.contact_id, cases.home_of(session, case).channel)
    if ready and address is not None:
        _send(Here(house, session, address, now), case, ready)


def _send(here: Here, case: Case, files: Sequence[Document]) -> None:
    for document in files:
        message = Outgoing(file=document.key, mime=document.mime, notice=FILE)
        put(here.session, here.address, message, here.now, case_id=case.id)
        sender = staff.of_contact(here.session, document.contact_id)
        by = casebook.Doer(Role.BACK_OFFICE, sender.id if sender else None, document.channel)
        casebook.note(here.session, case.id, SENT, here.now, by, code=str(document.id))
    notice, values = NOTICES[LETTER], values_of(here, case, "")
    language = here.contact.language or STAFF_LANGUAGE
    words = Outgoing(
        text=notice.text(values).render(language),
        language=language,
        notice=LETTER,
        values=notice.variables(values),
    )
    put(here.session, here.address, words, here.now, case_id=case.id)


def arrived(house: House, session: Session, row: Outbox) -> None:
    """A message's delivery is known: when the whole letter is there, the case is answered in
    the name of the officer who sent it."""
    if row.notice != FILE or row.case_id is None:
        return
    case = cases.lock(session, row.case_id)
    if case is None or not _waits(case) or not _all_there(session, case):
        return
    here = Here(house, session, cases.home_of(session, case), house.clock())
    sent = casebook.notes(session, case.id, SENT)
    member = session.get(Staff, sent[-1].staff_id) if sent and sent[-1].staff_id else None
    if member is None:
        return
    actor = working.as_actor(here, member)
    if Event.ANSWER in lifecycle.moves_for(facts(here, case), actor):
        answering.conclude(here, case, actor, case.version, "chat", "")
        words = ARRIVED.format(ticket=case.ticket)
        notify_staff(session, member, words, here.now, case_id=case.id)


def arrived_in_chat(session: Session, case: Case) -> bool:
    """Whether one of the messages with the answer is known to have come to the resident."""
    return any(_there(session, row) for row in letters.messages(session, case.id, _ANSWERS))


def _all_there(session: Session, case: Case) -> bool:
    rows = letters.messages(session, case.id, (FILE,))
    return bool(rows) and all(_there(session, row) for row in rows)


def _there(session: Session, row: Outbox) -> bool:
    """Telegram says no more than that it took a message."""
    if row.channel == Channel.TELEGRAM:
        return row.status == "sent"
    return row.status == "sent" and row.delivery in _THERE


def _waits(case: Case) -> bool:
    return (State(case.state), Stage(case.stage)) == (State.PROCESSING, Stage.ANSWER)
