"""One question about the officer who came, apart from how the report ended. It is asked some hours
later, when the officer has left the house, and what one person said is shown to nobody."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from flows.cases.follow_up import VISIT_ANSWERS, visit_choices
from flows.cases.states import Role
from flows.words import Text, _, _staff, lines
from handlers import audiences
from handlers.here import Heard, Here
from handlers.house import House
from handlers.telling import notify_contact
from storage import cases, following, timers
from storage.following import Rated
from storage.tables import Case, VisitRating
from storage.timers import DueTimer

SUBJECT, KIND = "visit_rating", "ask"
LATER = timedelta(hours=3)
"""The officer has left by then, and the visit is still remembered."""
AT_LEAST = 5
"""Fewer answers would tell who gave them, and say little."""
MAY_READ = frozenset({Role.MANAGER, Role.AGENCY_HEAD, Role.DIVISION_HEAD})
NOT_YOURS = _("Pertanyaan ini bukan untuk Anda.")
ALREADY = _("Penilaian Anda sudah kami terima, terima kasih.")
THANKS = _("Terima kasih. Jawaban Anda tidak kami tunjukkan kepada petugas itu.")
SORRY = _(
    "Terima kasih, kami catat tanpa nama Anda. "
    "Bila ingin menyampaikan keluhan tentang petugas, ketik SARAN."
)
SKIPPED = _("Baik, terima kasih.")
NOT_FOR_YOU = _staff("Daftar nilai petugas hanya untuk manajer dan kepala.")
NONE_YET = _staff("Belum ada petugas dengan {n} jawaban atau lebih.")
HEAD = _staff("Menurut warga setelah kunjungan:")
ROW = _staff("{name}: ramah {friendly} %, cepat {quick} %, jelas {clear} % ({answers} jawaban)")
FEWER = _staff("Petugas lain dengan kurang dari {n} jawaban: {count}, belum ditampilkan.")


def expect(here: Here, case: Case, staff_id: int) -> None:
    """The officer was at the house: the question will be asked, once for this case and officer.
    Not of a discreet case: who opens the phone may be whom it is about."""
    if case.discreet or following.rating_for(here.session, case.id, staff_id) is not None:
        return
    row = VisitRating(case_id=case.id, staff_id=staff_id)
    here.session.add(row)
    here.session.flush()
    timers.set_timer(here.session, SUBJECT, row.id, KIND, here.now + LATER)


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Ask now."""
    row = following.lock_rating(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    if row is None or row.asked_at is not None:
        return True
    case = session.get_one(Case, row.case_id)
    if case.frozen_at is not None:
        return True
    home = cases.home_of(session, case)
    here = Here(house, session, home, house.clock())
    row.asked_at = here.now
    notify_contact(
        session,
        case.contact_id,
        home.channel,
        "visit_rating",
        audiences.values_of(here, case, ""),
        here.now,
        case_id=case.id,
        choices=visit_choices(row.id),
    )
    session.flush()
    return True


def press(here: Heard, rating_id: int, answer: str) -> None:
    """The one who was visited says how it was, once."""
    row = following.lock_rating(here.session, rating_id)
    case = here.session.get(Case, row.case_id) if row is not None else None
    if row is None or case is None or case.contact_id != here.address.contact_id:
        here.refuse(NOT_YOURS)
    elif row.answered_at is not None:
        here.answer(ALREADY)
    elif answer in VISIT_ANSWERS:
        here.toast()
        here.say(_keep(here, row, answer))


def _keep(here: Here, row: VisitRating, answer: str) -> Text:
    row.answered_at = here.now
    if answer == "skip":
        return SKIPPED
    row.friendly, row.quick, row.clear = (
        answer != lacking for lacking in ("friendly", "quick", "clear")
    )
    return THANKS if answer == "good" else SORRY


def show(here: Here) -> None:
    """The list by officer, to who leads them."""
    assert here.staff is not None
    if not any(role in MAY_READ for role, _area in here.staff.roles):
        here.say(NOT_FOR_YOU)
        return
    enough, fewer = following.ratings(here.session, AT_LEAST)
    rows = (HEAD, *map(_row, enough)) if enough else (NONE_YET.format(n=AT_LEAST),)
    more = (FEWER.format(n=AT_LEAST, count=fewer),) if fewer and enough else ()
    here.say(lines(*rows, *more))


def _row(one: Rated) -> Text:
    shares = {
        name: round(100 * count / one.answers)
        for name, count in (
            ("friendly", one.friendly),
            ("quick", one.quick),
            ("clear", one.clear),
        )
    }
    return ROW.format(name=one.name, answers=one.answers, **shares)
