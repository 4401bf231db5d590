"""A facilitator is away for some days and comes back by themselves.

They write it ("cuti 3 hari") and confirm, or the office sets it. Meanwhile they get no new cases
and nobody is told that they are on duty; they keep their rights and what they have. The
supervisors hear of the visits that stand open, to give them to others where they cannot wait.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from flows import absence
from flows.cases.states import Role
from flows.effects import Choice
from flows.moments import Date
from flows.words import _staff, literal
from handlers import assigning
from handlers.here import Heard
from handlers.house import House
from handlers.refused import Refused
from handlers.staffing import existing
from handlers.telling import notify_staff, staff_of_area
from storage import loads, staff
from storage.tables import Staff

_PRESS = re.compile(r"away:(\d{4}-\d{2}-\d{2}|no)")
_SHOWN = 10
"""So many tickets are named to a supervisor."""
SURE = _staff(
    "Anda cuti sampai {day}? Selama itu tidak ada tugas baru; {open} kunjungan yang belum selesai "
    "kami sampaikan ke supervisor."
)
WHEN = _staff(
    "Tulis misalnya: cuti 3 hari, atau: cuti sampai 28/11. Paling lama 3 bulan; yang lebih lama "
    "diatur kantor."
)
SET = _staff("Baik, Anda cuti sampai {day}. Ketik AKTIF LAGI bila masuk lebih awal.")
KEPT = _staff("Baik, Anda tetap bertugas.")
BACK = _staff("Selamat bertugas lagi; tugas baru kami kirim ke sini.")
TOLD = _staff(
    "{name} cuti sampai {day}. Kunjungannya yang belum selesai: {tickets}. Buka laporannya dengan "
    "mengetik nomornya, lalu Ganti petugas bila tidak bisa menunggu."
)


def heard(here: Heard) -> bool:
    """A facilitator's own words; whether they were about an absence."""
    if here.staff is None or not _is_facilitator(here):
        return False
    text, today = here.incoming.text, _today(here.house, here.now)
    if absence.back(text):
        _end(here.session, here.staff.id, here.now)
        here.say(BACK)
        return True
    wish = absence.asked(text, today)
    if wish is None:
        return False
    if wish.last is None:
        here.say(WHEN)
        return True
    _ask(here, here.staff.id, wish.last)
    return True


def _ask(here: Heard, staff_id: int, last: date) -> None:
    count = len(loads.of_staff(here.session, staff_id, assigning.BUSY))
    choices = (
        Choice(f"away:{last.isoformat()}", _staff("Ya, cuti"), "1"),
        Choice("away:no", _staff("Tidak"), "2"),
    )
    here.say(SURE.format(day=Date(last), open=count), choices)


def is_press(data: str) -> bool:
    """Whether a button is one of these."""
    return _PRESS.fullmatch(data) is not None


def press(here: Heard) -> None:
    """They are sure, or not."""
    found = _PRESS.fullmatch(here.incoming.press.data if here.incoming.press else "")
    if found is None or here.staff is None or not _is_facilitator(here):
        here.refuse(_staff("Tombol ini hanya untuk petugas SLRT yang terdaftar."))
        return
    here.toast()
    if found[1] == "no":
        here.say(KEPT)
        return
    last, today = date.fromisoformat(found[1]), _today(here.house, here.now)
    if not today <= last <= today + absence.LONGEST:
        here.say(WHEN)
        return
    _begin(here.house, here.session, here.staff.id, last, here.now)
    here.say(SET.format(day=Date(last)))


def set_away(house: House, staff_id: int, last: date, now: datetime) -> int:
    """The office says that somebody is away through that day in the city; how many of their
    visits stand open, of which the supervisors hear.

    Raises Refused where there is no such member, or the day is past or too far.
    """
    today = _today(house, now)
    if not today <= last <= today + absence.LONGEST:
        most = absence.LONGEST // timedelta(days=1)
        raise Refused(f"The last day must be today or later, and at most {most} days away.")
    with house.database.write() as session:
        return _begin(house, session, staff_id, last, now)


def set_back(house: House, staff_id: int, now: datetime) -> None:
    """They work again. Raises Refused where there is no such member."""
    with house.database.write() as session:
        _end(session, staff_id, now)


def _begin(house: House, session: Session, staff_id: int, last: date, now: datetime) -> int:
    member = existing(session, staff_id)
    member.away_until = absence.until(last, house.zone)
    staff.note(session, "staff_away", "staff", staff_id, now)
    session.flush()
    open_ids = loads.of_staff(session, staff_id, assigning.BUSY)
    if open_ids:
        _tell(house, session, member, last, open_ids, now)
    return len(open_ids)


def _end(session: Session, staff_id: int, now: datetime) -> None:
    member = existing(session, staff_id)
    if member.away_until is not None:
        member.away_until = None
        staff.note(session, "staff_back", "staff", staff_id, now)


def _tell(
    house: House,
    session: Session,
    member: Staff,
    last: date,
    open_ids: Sequence[int],
    now: datetime,
) -> None:
    """Each supervisor in private, of the cases in their own area; one line for all of them."""
    told: dict[int, tuple[Staff, list[str]]] = {}
    for ticket, village in loads.tickets(session, open_ids):
        for one in staff_of_area(session, Role.SUPERVISOR, village or None):
            if one.id != member.id:
                told.setdefault(one.id, (one, []))[1].append(ticket)
    for supervisor, tickets in told.values():
        more = "" if len(tickets) <= _SHOWN else f" (+{len(tickets) - _SHOWN})"
        words = TOLD.format(
            name=literal(member.name),
            day=Date(last),
            tickets=literal(", ".join(tickets[:_SHOWN]) + more),
        )
        notify_staff(session, supervisor, words, now)


def _is_facilitator(here: Heard) -> bool:
    assert here.staff is not None
    return any(role is Role.FACILITATOR for role, _area in here.staff.roles)


def _today(house: House, now: datetime) -> date:
    return now.astimezone(house.zone).date()
