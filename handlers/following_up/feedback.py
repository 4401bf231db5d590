"""Suggestions, praise and complaints about officers, from their number to the answer.

received    a number of its own; the reader has it in private, without who sent it
half-time   the reader is reminded
time is up  who stands above hears of it, the sender reads an apology; again every day
answered    the sender reads the answer, not whose it is
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from flows.cases.feedback import KINDS, TIMES, FeedbackStanding, Kind, Officer
from flows.cases.follow_up import FEEDBACK, FEEDBACK_PHOTO, PHOTO_LABEL, REPLY_LABEL, data_of
from flows.cases.notices import NOTICES, Values
from flows.cases.ticket import ticket_no
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.moments import Moment
from flows.talks.consent import FOR_FEEDBACK
from flows.talks.feedback import ANSWER, EVIDENCE, OTHER, UNKNOWN
from flows.words import Text, _, _staff, literal
from handlers import documents, resident
from handlers.acts.talking import free_for_a_talk
from handlers.following_up import readers
from handlers.here import Heard, Here
from handlers.house import House
from handlers.registry import photos
from handlers.telling import notify_contact, notify_staff
from storage import following, people, ticket_numbers, timers
from storage.tables import Address, Document, Feedback, Staff
from storage.timers import DueTimer

log = structlog.get_logger()
SUBJECT, KIND = "feedback", "answer"
AGAIN = timedelta(hours=24)
SHOWN = 5
OFFICERS = 5
RECEIVED = _(
    "Terima kasih, pesan Anda sudah kami terima dengan nomor:\n"
    "{ticket}\n"
    "Kami jawab di sini paling lambat {due}; ketik CEK untuk melihat sampai mana."
)
NO_CONSENT = _("Tanpa izin pesan Anda tidak kami simpan. Ketik MENU bila berubah pikiran.")
GONE = _staff("Masukan ini sudah dijawab.")
NOT_YET = _staff("Fotonya belum bisa dibuka; coba lagi sebentar.")
NOT_YOURS = _staff("Masukan ini bukan untuk Anda.")
ANSWERED = _staff("Jawaban {ticket} sudah dikirim ke pengirimnya.")
NOTHING = _staff("Tidak ada saran atau keluhan yang menunggu jawaban Anda.")
_UNNAMED = _staff("tidak disebut")


def send(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """Take it in; a talk that has sent it already only hears the number again."""
    contact_id = here.address.contact_id
    row = following.feedback_of_talk(here.session, contact_id, talk)
    if row is None and not people.agreed(here.session, contact_id, FOR_FEEDBACK):
        documents.purge(here, talk)
        here.say(NO_CONSENT)
        return
    if row is None:
        row = _store(here, talk, answers)
        _show(here, row, "feedback_new", readers.readers(here.session, row), "shown")
    due = Moment(row.due_at, here.house.zone.key)
    here.say(RECEIVED.format(ticket=row.ticket, due=due))


def _store(here: Here, talk: int, answers: Mapping[str, Any]) -> Feedback:
    kind = Kind(str(answers["kind"]))
    officer = _officer(here, answers)
    due = here.house.calendar.after(here.now, TIMES[kind])
    row = Feedback(
        ticket=_number(here),
        contact_id=here.address.contact_id,
        address_id=here.address.id,
        talk=talk,
        kind=kind,
        words=str(answers["words"]),
        about=officer.name if officer else str(answers.get("who") or "") or None,
        officer_id=officer.id if officer else None,
        received_at=here.now,
        due_at=due,
    )
    here.session.add(row)
    here.session.flush()
    following.step(here.session, row.id, "received", here.now, channel=here.address.channel)
    half = here.house.calendar.after(here.now, TIMES[kind] / 2)
    timers.set_timer(here.session, SUBJECT, row.id, KIND, half)
    return row


def _number(here: Here) -> str:
    year = here.now.astimezone(here.house.zone).year
    return ticket_no(year, ticket_numbers.next_number(here.session, year))


def _officer(here: Here, answers: Mapping[str, Any]) -> Staff | None:
    """Whom they chose; only of those whom they know from their own reports."""
    chosen = str(answers.get("officer") or "")
    if chosen in {"", OTHER, UNKNOWN}:
        return None
    known = following.officers_of(here.session, here.address.contact_id, OFFICERS)
    return next((one for one in known if str(one.id) == chosen), None)


def officers(here: Here) -> tuple[Officer, ...]:
    """Whom this person knows by name from their own reports."""
    known = following.officers_of(here.session, here.address.contact_id, OFFICERS)
    return tuple(Officer(one.id, one.name) for one in known)


def standings(here: Here, limit: int) -> tuple[FeedbackStanding, ...]:
    """How what this person sent stands, the newest last."""
    return tuple(
        FeedbackStanding(
            row.ticket,
            Kind(row.kind),
            row.received_at,
            row.due_at,
            row.answered_at,
            mask_numbers(row.answer or ""),
        )
        for row in following.feedback_of(here.session, here.address.contact_id, limit)
    )


def _values(here: Here, row: Feedback) -> Values:
    return {
        "ticket": row.ticket,
        "what": KINDS[Kind(row.kind)],
        "who": literal(row.about) if row.about else _UNNAMED,
        "words": row.words,
        "due": Moment(row.due_at, here.house.zone.key),
    }


def _photos(here: Here, row: Feedback) -> Sequence[Document]:
    return photos.of(here, row.contact_id, row.talk, EVIDENCE)


def _choices(here: Here, row: Feedback) -> tuple[Choice, ...]:
    reply = Choice(data_of(FEEDBACK, row.id), REPLY_LABEL)
    seen = (Choice(data_of(FEEDBACK_PHOTO, row.id), PHOTO_LABEL),) if _photos(here, row) else ()
    return (reply, *seen)


def show_photos(here: Heard, feedback_id: int) -> None:
    """To who may answer it, on record; they go when it is answered."""
    row = following.lock_feedback(here.session, feedback_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.refuse(refused or NOT_YOURS)
        return
    if not here.can_write():
        return
    here.toast()
    if not photos.show(here, _photos(here, row)):
        here.say(NOT_YET)


def _show(here: Here, row: Feedback, notice: str, whom: Sequence[Staff], event: str) -> None:
    """To each in private, on record."""
    values = _values(here, row)
    words = NOTICES[notice].text(values)
    for member in whom:
        notify_staff(
            here.session,
            member,
            words,
            here.now,
            choices=_choices(here, row),
            notice=notice,
            values=values,
        )
        following.step(here.session, row.id, event, here.now, staff_id=member.id)
    if not whom:
        log.warning("feedback_without_reader", feedback_id=row.id)
        following.step(here.session, row.id, "nobody", here.now)


def press(here: Heard, feedback_id: int) -> None:
    """Who read it wants to answer."""
    row = following.lock_feedback(here.session, feedback_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.refuse(refused or NOT_YOURS)
        return
    if not free_for_a_talk(here, ANSWER.name):
        return
    here.toast()
    event = f"{ANSWER.name}.{row.id}"
    resident.begin(here, ANSWER.name, {"ticket": row.ticket, "feedback_id": row.id, "event": event})


def answer(here: Here, feedback_id: int, words: str) -> None:
    """The first answer counts; the sender reads it, whatever news they wanted before."""
    row = following.lock_feedback(here.session, feedback_id)
    refused = _refused(here, row)
    if row is None or refused is not None or here.staff is None:
        here.say(refused or NOT_YOURS)
        return
    row.state, row.answer = "answered", words
    row.answered_by, row.answered_at = here.staff.id, here.now
    timers.unset_timer(here.session, SUBJECT, row.id, KIND)
    photos.destroy(here, _photos(here, row))
    channel = here.address.channel
    following.step(
        here.session, row.id, "answered", here.now, staff_id=here.staff.id, channel=channel
    )
    _to_sender(here, row, "feedback_answered", {"ticket": row.ticket, "answer": words})
    here.say(ANSWERED.format(ticket=row.ticket))


def _to_sender(here: Here, row: Feedback, notice: str, values: Values) -> None:
    channel = here.session.get_one(Address, row.address_id).channel
    notify_contact(here.session, row.contact_id, channel, notice, values, here.now)


def _refused(here: Here, row: Feedback | None) -> Text | None:
    if row is None or here.staff is None:
        return NOT_YOURS
    if here.staff.id not in readers.able(here.session, row):
        return NOT_YOURS
    return GONE if row.state != "open" else None


def show_open(here: Here) -> None:
    """Everything that waits for this staff member's answer, each with its button."""
    assert here.staff is not None
    member = here.staff.id
    mine = [
        row
        for row in following.open_feedback(here.session, 100)
        if member in readers.able(here.session, row)
    ]
    for row in mine[:SHOWN]:
        words = NOTICES["feedback_new"].text(_values(here, row))
        here.say(words, _choices(here, row))
    if not mine:
        here.say(NOTHING)
    elif len(mine) > SHOWN:
        more = _staff("Masih ada {count} lagi; ketik MASUKAN setelah menjawab yang ini.")
        here.say(more.format(count=len(mine) - SHOWN))


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Half of the time is over, or all of it, or one more day."""
    row = following.lock_feedback(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    if row is None or row.state != "open":
        return True
    here = Here(house, session, session.get_one(Address, row.address_id), house.clock())
    if row.stage == "received" and here.now < row.due_at:
        row.stage, due = "reminded", row.due_at
        _show(here, row, "feedback_waits", readers.readers(session, row), "reminded")
    else:
        due = house.calendar.after(here.now, AGAIN)
        _late(here, row)
    timers.set_timer(session, SUBJECT, row.id, KIND, due)
    session.flush()
    return True


def _late(here: Here, row: Feedback) -> None:
    """The sender is told once that we are late."""
    first, row.stage = row.stage != "late", "late"
    whom = (*readers.readers(here.session, row), *readers.above(here.session, row))
    _show(here, row, "feedback_late", whom, "late")
    if first:
        _to_sender(here, row, "feedback_apology", {"ticket": row.ticket})
