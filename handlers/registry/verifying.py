"""A number belongs to a person: asked for in the chat, decided by an officer who saw the cards.

Whoever asked reads the same words whether anybody of that NIK is known, listed, or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.cases.identity import FamilyCardNo, Nik, read_family_card_no, read_nik
from flows.cases.lifecycle import covers
from flows.cases.registry import masked_name
from flows.cases.states import Role
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.moments import Day
from flows.proving import ID_CARD
from flows.talks.registry import FAMILY, SELF
from flows.words import Text, _, _staff, lines, literal
from handlers.here import Heard, Here
from handlers.registry import answering, card_doubts, photos
from handlers.telling import notify_staff, staff_of_area
from storage import areas, persons
from storage.people import blind
from storage.registry import looking, verified
from storage.tables import Person, Staff, Verification

MAY_VERIFY = (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR, Role.FRONT_OFFICE)
MINISTRY = "https://cekbansos.kemensos.go.id"
NOT_VERIFIED = lines(
    _(
        "Terima kasih, permintaan Anda kami teruskan ke petugas. "
        "Petugas mencocokkan KTP dan KK; Anda boleh datang ke Puskesos atau kantor kelurahan. "
        "Petugas tidak pernah meminta uang atau kode OTP."
    ),
    _("Situs Kemensos {link} juga bisa Anda buka sendiri.").format(link=MINISTRY),
    _("Setelah diverifikasi, ketik CEK DTKS lagi."),
)
ADULT = _(
    "Ia sudah dewasa, jadi ia sendiri yang harus setuju. "
    "Datanglah bersamanya ke Puskesos dengan KTP dan KK, atau ia bertanya dari nomornya sendiri. "
    "Ketik MENU untuk yang lain."
)
_CARD = _staff(
    "Permintaan verifikasi {number}: cocokkan KTP dan KK asli dengan data ini, lalu tekan. "
    "Bila ragu, minta warga datang."
)
_FAMILY_CARD = _staff(
    "Permintaan {number}: warga ingin bertanya tentang anggota KK yang sudah dewasa. "
    "Tekan Sudah setuju hanya bila orangnya sendiri setuju di depan Anda."
)
VERIFIED = _staff("V{number} sudah diverifikasi, warga diberi tahu.")
NOT_MATCHED = _staff("V{number} tidak cocok, warga diminta datang.")
GONE = _staff("Permintaan ini sudah diselesaikan.")
NOT_YOURS = _staff("Permintaan ini bukan di wilayah Anda.")
OWN = _staff("Anda tidak bisa memverifikasi nomor Anda sendiri.")


def ask(here: Here, talk: int, nik: Nik, answers: Mapping[str, Any]) -> None:
    """Somebody whom nobody verified says who they are: an officer is to look."""
    file(here, talk, nik, answers)
    answering.say(here, NOT_VERIFIED)


def file(
    here: Here, talk: int, nik: Nik, answers: Mapping[str, Any], note: Text | None = None
) -> Verification | None:
    """The request, and its card to who decides, below a `note`; the one that waits already,
    without a second card."""
    person = persons.meet(
        here.session,
        nik=nik.digits,
        kk="",
        name=str(answers.get("name") or ""),
        birth=nik.birth,
        sex=nik.sex,
        now=here.now,
    )
    village = str(answers.get("village") or "") or None
    request = _request(here, person, SELF, village, talk)
    if request is not None:
        kk = _card_no(answers, nik)
        request.kk = kk or None
        card = _self_card(here, request, nik, kk, str(answers.get("name")))
        _show_card(here, request, lines(note, card) if note is not None else card)
        return request
    waits = verified.asked(here.session, here.address.contact_id, person.id, SELF)
    if waits is not None and note is not None:
        _show_card(here, waits, note)
    return waits


def _card_no(answers: Mapping[str, Any], nik: Nik) -> str:
    read = read_family_card_no(str(answers.get("kk") or ""), nik.digits)
    return read.digits if isinstance(read, FamilyCardNo) else ""


def ask_for_member(here: Here, member: Person) -> None:
    """An adult of the family must agree before an officer."""
    me = verified.of_contact(here.session, here.address.contact_id, here.now)
    request = _request(here, member, FAMILY, me.village_code if me else None, 0)
    if request is not None:
        number = literal(f"V{request.id}")
        name = literal(masked_name(member.name))
        words = lines(
            _FAMILY_CARD.format(number=number),
            _staff("Anggota: {name}, NIK {nik}").format(
                name=name, nik=mask_numbers(member.nik or "")
            ),
        )
        _show_card(here, request, words)
    answering.say(here, ADULT)


def _request(
    here: Here, person: Person, relation: str, village: str | None, talk: int
) -> Verification | None:
    """A new request; none while one waits already, so that asking again calls nobody twice."""
    contact = here.address.contact_id
    if verified.asked(here.session, contact, person.id, relation) is not None:
        return None
    request = Verification(
        contact_id=contact,
        person_id=person.id,
        relation=relation,
        state="asked",
        address_id=here.address.id,
        village_code=village,
        talk=talk,
        asked_at=here.now,
    )
    here.session.add(request)
    here.session.flush()
    return request


def _self_card(here: Here, request: Verification, nik: Nik, kk: str, name: str) -> Text:
    """What the officer compares. What the city loaded is a help: the cards decide."""
    village = here.city.village(request.village_code or "")
    return lines(
        _CARD.format(number=literal(f"V{request.id}")),
        _staff("Nama yang ditulis: {name}").format(name=literal(name)),
        _staff("NIK: {nik}, {born}").format(nik=nik.masked, born=nik.read_back()),
        _staff("No. KK: {kk}").format(kk=literal(mask_numbers(kk) or "-")),
        _staff("Kelurahan: {village}").format(village=literal(village.name if village else "-")),
        _compared(here, nik, kk),
        *card_doubts.lines_of(here, request, name),
    )


def _compared(here: Here, nik: Nik, kk: str) -> Text:
    found = looking.look_up(here.session, looking.key_of(here.session, nik.digits))
    entry = found.entry if found is not None else None
    if entry is None:
        return _staff("Data impor: NIK ini tidak ada, jadi hanya kartu asli yang bisa dicocokkan.")
    return _staff("Data impor: NIK ada, nomor KK {same}, nama {name}.").format(
        same=_alike(kk, entry.kk), name=literal(masked_name(entry.name))
    )


def _alike(kk: str, registered: str) -> Text:
    """Who does not know their KK number has not given a wrong one."""
    if not kk:
        return _staff("tidak ditulis warga")
    if not registered:
        return _staff("tidak tercatat")
    return _staff("sama") if registered == kk else _staff("berbeda")


def _show_card(here: Here, request: Verification, words: Text) -> None:
    yes = _staff("Sudah diverifikasi") if request.relation == SELF else _staff("Sudah setuju")
    photo = (Choice(f"k:f:{request.id}", _staff("Lihat foto KTP")),)
    choices = (
        Choice(f"k:v:{request.id}:y", yes),
        Choice(f"k:v:{request.id}:n", _staff("Tidak cocok")),
        *(photo if photos.of(here, request.contact_id, request.talk, ID_CARD) else ()),
    )
    for member in officers(here, request):
        notify_staff(here.session, member, words, here.now, choices=choices)


def officers(here: Here, request: Verification) -> Sequence[Staff]:
    """Who decides: the kelurahan's desk; where there is none, the front office."""
    desk: dict[int, Staff] = {}
    for role in MAY_VERIFY[:2]:
        for one in staff_of_area(here.session, role, request.village_code):
            desk[one.id] = one
    office = staff_of_area(here.session, Role.FRONT_OFFICE, request.village_code)
    found = list(desk.values()) or list(office)
    return [one for one in found if one.contact_id != request.contact_id]


def press(here: Heard, request_id: int, answer: str) -> None:
    """An officer decides."""
    request = verified.lock(here.session, request_id)
    if request is None or request.state != "asked":
        here.refuse(_over(here, request))
        return
    refused = _refused(here, request)
    if refused is not None:
        here.refuse(refused)
        return
    assert here.staff is not None
    request.decided_by, request.decided_at = here.staff.id, here.now
    request.state = "verified" if answer == "y" else "declined"
    answering.log_look(here, f"verification_{request.state}", "verification", request.id)
    from handlers.privacy import numbers  # a number that changes is verified like any other

    if request.state == "verified":
        if not numbers.verified(here, request):
            _bind(here, request)
    else:
        numbers.declined(here, request)
        answering.inform(here, request.contact_id, "number_not_verified")
    photos.destroy(here, photos.of(here, request.contact_id, request.talk, ID_CARD))
    # A line that stays: which of ten cards is done must still be readable tomorrow.
    here.toast()
    told = VERIFIED if request.state == "verified" else NOT_MATCHED
    here.say(told.format(number=request.id))


def _over(here: Heard, request: Verification | None) -> Text:
    """Why it cannot be decided any more: it was, or the old number of a change said no."""
    from handlers.privacy import numbers

    if request is None or not _may(here, request):
        return GONE
    return numbers.refusal(here, request) or GONE


def _refused(here: Heard, request: Verification) -> Text | None:
    if here.staff is None or not _may(here, request):
        return NOT_YOURS
    return OWN if request.contact_id == here.address.contact_id else None


def _may(here: Heard, request: Verification) -> bool:
    area = request.village_code or here.house.city_code
    return here.staff is not None and any(
        role in MAY_VERIFY and covers(scope, area) for role, scope in here.staff.roles
    )


def _bind(here: Heard, request: Verification) -> None:
    """From now on this contact is that person; another one is not any more, and is told."""
    request.until = here.now + here.house.registry.verified_for
    if request.relation != SELF:
        answering.inform(here, request.contact_id, "member_agreed")
        return
    person = here.session.get_one(Person, request.person_id)
    if request.kk and person.kk is None:
        person.kk, person.kk_key = request.kk, blind(here.session, request.kk, "kk")
    for other in verified.others(here.session, request.person_id, request.contact_id):
        other.state, other.until = "ended", here.now
        answering.inform(here, other.contact_id, "verified_elsewhere")
    until = Day(request.until, here.house.zone.key)
    answering.inform(here, request.contact_id, "number_verified", until=until)


def show_photo(here: Heard, request_id: int) -> None:
    """Their card's photo, in private and on record, while the request waits."""
    request = here.session.get(Verification, request_id)
    if request is None or request.state != "asked" or not _may(here, request):
        here.refuse(GONE if request is None or request.state != "asked" else NOT_YOURS)
        return
    if not here.can_write():
        return
    here.toast()
    if not photos.show(here, photos.of(here, request.contact_id, request.talk, ID_CARD)):
        here.say(_staff("Belum ada foto KTP. Minta warga datang dengan KTP dan KK."))
    elif doubts := card_doubts.lines_of(here, request):
        here.say(lines(*doubts))


def masked_nik(person: Person, here: Here) -> Text:
    """Of a person, as an officer reads it: the row is found by name, birth date and last digits."""
    read = read_nik(person.nik or "", answering.today(here)) if person.nik else None
    if not isinstance(read, Nik):
        return literal("-")
    return Text("{nik} ({born})").format(nik=read.masked, born=read.read_back())


def village_name(here: Here, code: str | None) -> str:
    """A kelurahan's name."""
    found = areas.city(here.session, here.house.city_code).village(code or "")
    return found.name if found else "-"
