"""The talk about one's own data is over: it is answered at once, or it becomes a request.

    seen, who looked     answered at once, masked
    a copy               only to a number that an officer has verified (handlers.privacy.copying)
    withdraw             holds at once; an officer speaks with the person of what is still open
    correct, freeze,
    thaw, delete         a request with a number, a time, and an officer who acts

A parent asks for a child of their own family card; who is grown up asks for themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases.identity import Nik, read_nik
from flows.cases.registry import adult
from flows.effects import Choice
from flows.moments import Moment
from flows.privacy import KINDS, LENGTH, Kind, State
from flows.talks.my_data import CHILD, COPY, LOOKED, SELF, STORED
from flows.words import Text, _, _staff, lines
from handlers.here import Here
from handlers.privacy import clock, copying, showing, telling
from handlers.registry import answering, checking
from storage.privacy import requests
from storage.registry import verified
from storage.tables import DataRequest, Person

RECEIVED = _(
    "Permintaan data P{number} ({kind}) sudah kami terima. "
    "Petugas mengerjakannya paling lambat {due}."
)
AGAIN = _("Permintaan itu sudah ada dengan nomor P{number}, batasnya {due}.")
WITHDRAWN = _(
    "Izin Anda sudah dicabut. Laporan baru perlu izin lagi; syarat dan brosur tetap bisa dilihat."
)
OPEN_GO_ON = _(
    "Laporan {tickets} masih berjalan. "
    "Petugas membicarakan dengan Anda: dihentikan, atau diteruskan sampai selesai."
)
NOT_FROZEN = _("Data Anda tidak sedang dibekukan. Ketik DATA SAYA untuk pilihan lain.")
NOT_THE_CHILD = _(
    "Anak itu tidak kami temukan dalam KK yang sama dengan Anda. "
    "Orang tua atau wali bisa datang ke Puskesos dengan KTP dan KK. Ketik MENU untuk yang lain."
)
GROWN_UP = _(
    "Ia sudah dewasa, jadi ia sendiri yang bisa meminta, dari nomornya sendiri. "
    "Ketik MENU untuk yang lain."
)
MENU = _("Ketik MENU untuk pilihan lain, DATA SAYA untuk data Anda.")
NOBODY_THERE = _staff("Belum ada petugas untuk permintaan data P{number}: tambahkan manajer.")


def own_data(here: Here, what: str, answers: Mapping[str, Any]) -> None:
    """Do what the person wants with their data, or have it done."""
    me = verified.person_of(here.session, here.address.contact_id, here.now)
    about = CHILD if answers.get("about") == CHILD else SELF
    person = me
    if about == CHILD:
        found = _child(here, me, str(answers.get("nik") or ""))
        if isinstance(found, Text):
            here.say(found)
            return
        person = found
    if what == STORED:
        showing.stored(here, me)
    elif what == LOOKED:
        showing.looked(here, me)
    elif what == COPY:
        copying.ask(here, person, me)
    else:
        _request(here, Kind(what), about, person, answers)


def _child(here: Here, me: Person | None, typed: str) -> Person | Text:
    """A child on the parent's own family card, or why it is none."""
    today = answering.today(here)
    nik = read_nik(typed, today) if typed else None
    if me is None or not isinstance(nik, Nik):
        return NOT_THE_CHILD
    if adult(nik.birth, today):
        return GROWN_UP
    return checking.family_member(here, me, nik) or NOT_THE_CHILD


def _request(
    here: Here, kind: Kind, about: str, person: Person | None, answers: Mapping[str, Any]
) -> None:
    if kind is Kind.UNFREEZE and not _is_frozen(here, person):
        here.say(NOT_FROZEN)
        return
    contact_id = here.address.contact_id
    known = requests.open_of(here.session, contact_id, kind, person.id if person else None)
    if known is not None:
        due = Moment(known.due_at, here.house.zone.key)
        here.say(lines(AGAIN.format(number=known.id, due=due), MENU), _back(known))
        return
    row = _stored(here, kind, about, person, answers)
    if kind is Kind.WITHDRAW:
        _withdraw(here, row)
    else:
        _hand_over(here, row)


def _is_frozen(here: Here, person: Person | None) -> bool:
    own = here.contact.frozen_at is not None
    return own or (person is not None and person.frozen_at is not None)


def _stored(
    here: Here, kind: Kind, about: str, person: Person | None, answers: Mapping[str, Any]
) -> DataRequest:
    said = next((answers[key] for key in ("right", "name", "kk") if answers.get(key)), None)
    row = DataRequest(
        contact_id=here.address.contact_id,
        address_id=here.address.id,
        person_id=person.id if person is not None else None,
        kind=kind,
        about=about,
        field=str(answers.get("field") or ""),
        words=str(said) if said is not None else None,
        asked_at=here.now,
        due_at=here.now + LENGTH,
    )
    here.session.add(row)
    here.session.flush()
    return row


def _hand_over(here: Here, row: DataRequest, *more: Text) -> None:
    """An officer has it, and the person its number and its time."""
    clock.begin(here, row)
    officers = telling.officers(here.session, row.contact_id)
    telling.show(here, row, officers)
    if not officers:
        telling.tell_nobody_there(here, row, NOBODY_THERE)
    due = Moment(row.due_at, here.house.zone.key)
    kind = KINDS[Kind(row.kind)]
    said = RECEIVED.format(number=row.id, kind=kind, due=due)
    telling.answer(here, lines(said, *more, MENU), _back(row))


def _back(row: DataRequest) -> tuple[Choice, ...]:
    return (Choice(f"u:c:{row.id}", _("Batalkan permintaan"), "1"),)


def _withdraw(here: Here, row: DataRequest) -> None:
    """It holds from this moment; only what is open still needs somebody's word."""
    requests.withdraw_consents(here.session, row.contact_id, here.now)
    here.contact.campaigns_stopped_at = here.contact.campaigns_stopped_at or here.now
    tickets = ", ".join(case.ticket for case in telling.open_cases(here.session, row))
    if tickets:
        here.say(WITHDRAWN)
        _hand_over(here, row, OPEN_GO_ON.format(tickets=tickets))
        return
    row.state, row.decided_at, row.ended_at = State.DONE, here.now, here.now
    here.session.flush()
    here.say(lines(WITHDRAWN, MENU))
