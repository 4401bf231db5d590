"""The same person on another number.

    asked    the new number says who it is; the same words whoever that may be
             -> the old number is asked, where one is known: Ya, itu saya / Bukan saya
             -> an officer compares the cards (the same request as any verification)
    bound    by the old number's yes, or the officer's: this person's reports go over, and the old
             number is told, with Bukan saya for seven days; two numbers that are both kept become
             one contact
    frozen   the old number said no: what went over goes back, and an officer looks into it

Reports of other people that were made from the old number stay there: a phone may be a family's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases.identity import Nik, read_nik
from flows.effects import Choice
from flows.messages import Kind
from flows.moments import Date
from flows.privacy import UNDO
from flows.talks.number_change import BOTH, GONE
from flows.talks.registry import NO_NIK
from flows.words import Text, _, _staff, lines
from handlers import officer
from handlers.here import Heard, Here
from handlers.privacy import telling
from handlers.registry import answering, checking, verifying
from storage import merging, people, persons, staff
from storage.privacy import numbers
from storage.registry import looking
from storage.tables import Address, Case, NumberChange, Person, RegistryCheck, Verification

ASKED = _(
    "Terima kasih. Bila data itu terhubung dengan nomor lain, kami bertanya dulu ke nomor itu. "
    "Petugas juga mencocokkan KTP dan KK Anda; Anda boleh datang ke Puskesos."
)
THEN = _(
    "Setelah cocok, laporan Anda pindah ke nomor ini dan kami kabari. Ketik MENU untuk yang lain."
)
BOUND = _("Nomor ini sekarang terhubung dengan data Anda sampai {day}. Laporan Anda: {tickets}.")
BOTH_BOUND = _("Kedua nomor Anda sekarang terhubung. Laporan dari keduanya terlihat di sini.")
YES_SAID = _("Baik, laporan Anda sekarang terhubung dengan nomor yang baru.")
NO_SAID = _(
    "Baik, perubahan itu kami hentikan dan data Anda tetap di nomor ini. "
    "Petugas memeriksanya. Ketik PETUGAS bila ingin bicara."
)
STOPPED = _(
    "Ganti nomor dihentikan. Mohon datang ke Puskesos atau kantor kelurahan dengan KTP dan KK. "
    "Ketik MENU untuk yang lain."
)
SETTLED = _("Permintaan ganti nomor ini sudah selesai. Ketik MENU untuk pilihan lain.")
NO_REPORTS = _("belum ada")
_NOTE = _staff("GANTI NOMOR: warga menulis dari nomor baru, nomor lamanya {old}.")
_OLD = {BOTH: _staff("tetap dipakai"), GONE: _staff("hilang atau mati")}
_GOES_OVER = _staff("Bila cocok, laporan yang pindah ke nomor baru: {tickets}.")
REFUSED = _staff(
    "Ganti nomor G{number} ditolak dari nomor lama, jadi dihentikan. "
    "Minta warga datang dengan KTP dan KK, lalu periksa siapa yang meminta."
)
YES, NO = "y", "n"


def change(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """The talk is over. Whoever asks hears the same, at the same moment."""
    today = answering.today(here)
    nik = read_nik(str(answers.get("nik") or ""), today)
    if not isinstance(nik, Nik):
        answering.say(here, NO_NIK)
        return
    key = looking.key_of(here.session, nik.digits)
    if checking.too_often(here, key):
        answering.say(here, checking.LOCKED)
        officer.call(here)
        return
    here.session.add(RegistryCheck(contact_id=here.address.contact_id, nik_key=key, at=here.now))
    _ask(here, talk, nik, answers)
    answering.say(here, lines(ASKED, THEN))


def _ask(here: Here, talk: int, nik: Nik, answers: Mapping[str, Any]) -> None:
    """The old number and an officer, each once."""
    person = persons.meet(
        here.session,
        nik=nik.digits,
        kk="",
        name=str(answers.get("name") or ""),
        birth=nik.birth,
        sex=nik.sex,
        now=here.now,
    )
    me = here.address.contact_id
    if numbers.waits_already(here.session, me, person.id) is not None:
        return
    old = numbers.old_contact(here.session, person.id, me)
    kind = str(answers.get("old") or "")
    note = lines(
        _NOTE.format(old=_OLD.get(kind, _staff("masih aktif"))), *_tickets(here, person.id, old)
    )
    request = verifying.file(here, talk, nik, answers, note)
    row = NumberChange(
        contact_id=me,
        address_id=here.address.id,
        person_id=person.id,
        old_contact_id=old,
        verification_id=request.id if request is not None else None,
        keep_old=kind == BOTH,
        asked_at=here.now,
    )
    here.session.add(row)
    here.session.flush()
    if old is not None:
        choices = (
            Choice(f"u:o:{row.id}:{YES}", _("Ya, itu saya")),
            Choice(f"u:o:{row.id}:{NO}", _("Bukan saya")),
        )
        telling.inform(here.session, old, "number_asked", {}, here.now, choices=choices)


def _tickets(here: Here, person_id: int, old: int | None) -> tuple[Text, ...]:
    if old is None:
        return ()
    found = _going_over(here, person_id, old)
    tickets = ", ".join(case.ticket for case in found) or "-"
    return (_GOES_OVER.format(tickets=tickets),)


def _going_over(here: Here, person_id: int, old: int) -> list[Case]:
    proven = numbers.is_proven(here.session, person_id, old, here.now)
    return list(numbers.own_cases(here.session, person_id, old, proven=proven))


def press(here: Heard, change_id: int, answer: str) -> None:
    """The old number says yes or no; nobody else can."""
    row = numbers.lock(here.session, change_id)
    if row is None or not _is_old(here, row):
        here.refuse(SETTLED)
    elif answer == NO and row.state in {"asked", "bound"} and here.now - row.asked_at <= UNDO:
        here.toast()
        _freeze(here, row)
    elif answer == YES and row.state == "asked":
        here.toast()
        people.lock(here.session, row.contact_id)
        bind(here, row)
        here.say(YES_SAID)
    else:
        here.refuse(SETTLED)


def _is_old(here: Here, row: NumberChange) -> bool:
    old = row.old_contact_id
    return old is not None and merging.kept(here.session, old) == here.address.contact_id


def heard(here: Heard) -> bool:
    """BUKAN SAYA, typed: the notice's template has no buttons. Whether it was that."""
    said = " ".join(here.incoming.text.casefold().replace(",", " ").split()).strip(".!")
    if here.incoming.kind is not Kind.TEXT or said not in _TYPED:
        return False
    row = numbers.told_to(here.session, here.address.contact_id, here.now - UNDO)
    if row is None:
        return False
    press(here, row.id, _TYPED[said])
    return True


_TYPED = {
    "bukan saya": NO,
    "bukan aku": NO,
    "sanes kula": NO,
    "dudu aku": NO,
    "ya itu saya": YES,
    "nggih menika kula": YES,
}


def verified(here: Here, request: Verification) -> bool:
    """An officer found the cards right: if it was for a change of number, that is done now.
    Whether it was."""
    row = numbers.of_verification(here.session, request.id)
    if row is None or row.state != "asked":
        return False
    person = here.session.get_one(Person, request.person_id)
    if request.kk and person.kk is None:
        person.kk, person.kk_key = request.kk, people.blind(here.session, request.kk, "kk")
    bind(here, row)
    return True


def declined(here: Here, request: Verification) -> None:
    """The cards do not fit: nothing goes over."""
    row = numbers.of_verification(here.session, request.id)
    if row is not None and row.state == "asked":
        row.state = "declined"


def refusal(here: Here, request: Verification) -> Text | None:
    """Why an officer cannot decide it any more: the old number said no."""
    row = numbers.of_verification(here.session, request.id)
    if row is None or row.state != "frozen":
        return None
    return REFUSED.format(number=row.id)


def bind(here: Here, row: NumberChange) -> None:
    """From now on the new number is this person."""
    new = here.session.get_one(Address, row.address_id)
    old, until = row.old_contact_id, here.now + here.house.registry.verified_for
    whole = row.keep_old and old is not None and _may_merge(here, row, old)
    if whole and old is not None:
        people.lock(here.session, old)
        done = merging.merge(here.session, old, row.contact_id, here.now)
        numbers.unbind(here.session, row, here.now)
        row.moved = {"merge": done.id}
    else:
        found = _going_over(here, row.person_id, old) if old is not None else []
        row.moved = {"cases": numbers.hand_over(here.session, found, new)}
        numbers.bind(here.session, row, until, here.now)
    row.state, row.bound_at = "bound", here.now
    staff.note(here.session, "number_bound", "person", row.person_id, here.now,
               staff_id=here.staff.id if here.staff else None, channel=new.channel)  # fmt: skip
    here.session.flush()
    _tell(here, row, new, whole=whole)


def _may_merge(here: Here, row: NumberChange, old: int) -> bool:
    """Two numbers become one contact only where both are proven to be this person, and neither
    is a staff member's."""
    theirs = (staff.of_contact(here.session, one) for one in (old, row.contact_id))
    return not any(theirs) and numbers.is_proven(here.session, row.person_id, old, here.now)


def _tell(here: Here, row: NumberChange, new: Address, *, whole: bool) -> None:
    """Both numbers: the new one what it may see now, the old one that it may still say no."""
    language = numbers.language_of(here.session, row.contact_id) or "id"
    if whole:
        answering.tell(here, new, language, BOTH_BOUND)
    else:
        until = (here.now + here.house.registry.verified_for).astimezone(here.house.zone)
        tickets = _numbers_of(here, row)
        words = BOUND.format(day=Date(until.date()), tickets=tickets)
        answering.tell(here, new, language, words)
    if row.old_contact_id is None:
        return
    choices = (Choice(f"u:o:{row.id}:{NO}", _("Bukan saya")),)
    for address in _old_addresses(here, row, new):
        telling.inform_at(here.session, address, "number_bound", {}, here.now, choices=choices)


def _old_addresses(here: Here, row: NumberChange, new: Address) -> list[Address]:
    assert row.old_contact_id is not None
    open_ones = people.addresses(here.session, row.old_contact_id)
    return [one for one in open_ones if one.id != new.id][:1]


def _numbers_of(here: Here, row: NumberChange) -> Text:
    moved = (row.moved or {}).get("cases", [])
    tickets = [here.session.get_one(Case, one[0]).ticket for one in moved]
    return Text(", ".join(tickets), literal=True) if tickets else NO_REPORTS


def _freeze(here: Heard, row: NumberChange) -> None:
    """It was not them: nothing goes over, what did goes back, and an officer looks into it."""
    moved = row.moved or {}
    people.lock(here.session, row.contact_id)
    if "merge" in moved:
        merging.part(here.session, int(moved["merge"]), here.now)
    else:
        numbers.hand_back(here.session, moved.get("cases", []))
    numbers.unbind(here.session, row, here.now)
    row.state, row.frozen_at = "frozen", here.now
    here.session.flush()
    here.say(NO_SAID)
    new = here.session.get_one(Address, row.address_id)
    language = numbers.language_of(here.session, row.contact_id) or "id"
    answering.tell(here, new, language, STOPPED)
    telling.tell_officers(here, row.contact_id, REFUSED.format(number=row.id))
