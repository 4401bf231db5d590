"""The words of a request about one's own data: to who made it, and to who acts on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.identity import Nik, read_nik
from flows.cases.notices import NOTICES, Values
from flows.cases.registry import masked_name
from flows.cases.states import Role
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.messages import Outgoing
from flows.moments import Moment
from flows.privacy import FIELDS, OFFICER_KINDS, Kind
from flows.saying import in_breaths
from flows.words import Text, _staff, lines, literal
from handlers.here import STAFF_LANGUAGE, Here, buttons
from handlers.reaching import home
from handlers.telling import notify_staff, put, staff_of_area, tell_office
from storage import people
from storage.privacy import requests
from storage.tables import Address, Case, Contact, DataRequest, Person, Staff

ACT = (Role.MANAGER, Role.PROGRAM_ADMINISTRATOR, Role.FRONT_OFFICE)
"""The data-protection officer of the service: its manager, or the first of these that is there."""
ABOVE = (Role.AGENCY_HEAD, Role.DIVISION_HEAD)
CARD = _staff("Permintaan data P{number}: warga ingin {kind}. Batas {due}.")
VERIFIED = _staff("Nomor sudah diverifikasi: {name}, NIK {nik}.")
UNVERIFIED = _staff(
    "Nomor belum diverifikasi: pastikan dulu orangnya dengan KTP dan KK. "
    "Yang terkena hanya data dari nomor ini."
)
OPEN_CASES = _staff("Laporan yang masih berjalan: {tickets}.")
_DO = {
    Kind.CORRECT: _staff("Sudah dibetulkan"),
    Kind.WITHDRAW: _staff("Hentikan laporan"),
    Kind.FREEZE: _staff("Bekukan"),
    Kind.UNFREEZE: _staff("Cairkan"),
    Kind.DELETE: _staff("Hapus data"),
}


def inform(
    session: Session,
    contact_id: int,
    notice: str,
    values: Values,
    now: datetime,
    *,
    choices: Sequence[Choice] = (),
    case_id: int | None = None,
) -> None:
    """A notice that the person must get, whatever else they wanted to hear no more of."""
    address = home(session, contact_id)
    if address is not None:
        inform_at(session, address, notice, values, now, choices=choices, case_id=case_id)


def inform_at(
    session: Session,
    address: Address,
    notice: str,
    values: Values,
    now: datetime,
    *,
    choices: Sequence[Choice] = (),
    case_id: int | None = None,
) -> None:
    """The same to one address."""
    language = session.get_one(Contact, address.contact_id).language or STAFF_LANGUAGE
    one = NOTICES[notice]
    message = Outgoing(
        text=one.text(values).render(language),
        buttons=buttons(tuple(choices), language),
        language=language,
        notice=notice,
        values=one.variables(values),
    )
    put(session, address, message, now, case_id=case_id)


def answer(here: Here, words: Text, choices: tuple[Choice, ...] = ()) -> None:
    """Words to who is talking, in as many messages as are easily read."""
    *first, last = in_breaths(words)
    for one in first:
        here.say(one)
    here.say(last, choices)


def officers(session: Session, but: int, roles: Sequence[Role] = ACT) -> list[Staff]:
    """Who acts: those of the first role that somebody has who did not ask themselves."""
    for role in roles:
        found = [one for one in staff_of_area(session, role, None) if one.contact_id != but]
        if found:
            return found
    return []


def show(here: Here, row: DataRequest, whom: Sequence[Staff], first: Text | None = None) -> None:
    """The request with its buttons, to each of these in private."""
    words = card(here, row, first)
    for member in whom:
        notify_staff(here.session, member, words, here.now, choices=choices(here, row))


def address_of(session: Session, row: DataRequest) -> Address:
    """Where who asked is answered."""
    return people.last_address(session, row.contact_id) or session.get_one(Address, row.address_id)


def tell_officers(here: Here, but: int, words: Text) -> None:
    """A line to each of who acts, in private."""
    for member in officers(here.session, but):
        notify_staff(here.session, member, words, here.now)


def tell_nobody_there(here: Here, row: DataRequest, words: Text) -> None:
    """Nobody acts on such requests yet: the office must know, without a word about whom."""
    city = here.house.city_code
    tell_office(here.session, city, city, words.format(number=row.id), here.now)


def show_without_buttons(here: Here, row: DataRequest, whom: Sequence[Staff], first: Text) -> None:
    """That it is late, to who is above those who act: nothing of what is in it."""
    words = _headed(here, row, first)
    for member in whom:
        notify_staff(here.session, member, words, here.now)


def card(here: Here, row: DataRequest, first: Text | None = None) -> Text:
    """What an officer reads: who asks, masked, and what hangs on it."""
    said = [_who(here, row)]
    if row.about == "child":
        said.append(_staff("Diminta orang tua atau wali untuk anaknya."))
    if row.kind == Kind.CORRECT:
        said.append(_correction(row))
    tickets = [case.ticket for case in open_cases(here.session, row)]
    if tickets:
        said.append(OPEN_CASES.format(tickets=", ".join(tickets)))
    return lines(_headed(here, row, first or CARD), *said)


def _headed(here: Here, row: DataRequest, first: Text) -> Text:
    due = Moment(row.due_at, here.house.zone.key)
    return first.format(number=row.id, kind=OFFICER_KINDS[Kind(row.kind)], due=due)


def _who(here: Here, row: DataRequest) -> Text:
    person = here.session.get(Person, row.person_id) if row.person_id is not None else None
    if person is None:
        return UNVERIFIED
    read = read_nik(person.nik or "", here.now.astimezone(here.house.zone).date())
    masked = read.masked if isinstance(read, Nik) else "-"
    return VERIFIED.format(name=literal(masked_name(person.name) or "-"), nik=literal(masked))


def _correction(row: DataRequest) -> Text:
    return _staff("Yang salah: {field}. Yang benar: {words}").format(
        field=FIELDS.get(row.field, literal("-")),
        words=literal(mask_numbers(" ".join((row.words or "-").split()))),
    )


def cases_of(session: Session, row: DataRequest) -> Sequence[Case]:
    """Cases that this request is about: who asks for a child means the child's alone."""
    if row.about == "child":
        return requests.about_person(session, row.person_id)
    return requests.cases_of(session, row.contact_id, row.person_id)


def open_cases(session: Session, row: DataRequest) -> list[Case]:
    """Those of them on which somebody still works."""
    return requests.still_open(session, cases_of(session, row))


def choices(here: Here, row: DataRequest) -> tuple[Choice, ...]:
    """What an officer may press now."""
    if row.state != "received":
        return ()
    kind, decline = Kind(row.kind), Choice(f"u:n:{row.id}", _staff("Tidak bisa"))
    if kind is Kind.WITHDRAW:
        return (
            Choice(f"u:y:{row.id}", _DO[kind]),
            Choice(f"u:k:{row.id}", _staff("Teruskan laporan")),
        )
    label = _DO[kind]
    if kind is Kind.CORRECT and row.field in {"name", "kk"} and row.person_id is not None:
        label = _staff("Betulkan sekarang")
    if kind is Kind.DELETE and open_cases(here.session, row):
        label = _staff("Hapus nanti")
    return (Choice(f"u:y:{row.id}", label), decline)
