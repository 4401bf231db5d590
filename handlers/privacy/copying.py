"""A copy of one's own data as PDF, only for a number that an officer has verified, only to the
address that asked, and gone from our store a day later.

ask (stored) -> job: facts (read) -> typeset, no transaction -> file store -> the message waits
-> a day later the file is deleted
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from flows.cases.identity import Sex
from flows.cases.labels import asked, label_of
from flows.cases.registry import revealed
from flows.cases.states import Stage, State, label_of_place
from flows.masking import mask_numbers
from flows.messages import Lane, Outgoing
from flows.own_copy import Agreed, OtherReport, OwnCopy, OwnReport, facts_of
from flows.words import Rendered, Text, _, literal
from handlers.here import Here
from handlers.house import House
from handlers.later import NotYet
from handlers.naming import codes_of, papers_of
from handlers.paper.typeset import pdf
from handlers.privacy import showing, telling
from handlers.registry import answering
from handlers.telling import put
from storage import areas, case_papers, cases, jobs, timers
from storage.files import StoreAway, new_key
from storage.privacy import requests, summary
from storage.registry import looking, verified
from storage.tables import Address, Case, DataExport, Person
from storage.timers import DueTimer

COPY = "data_copy"
"""Kind of the job."""
SUBJECT, DELETE = "data_export", "delete"
STAYS = timedelta(days=1)
MOST_LOOKS = 200
PDF = "application/pdf"
MAKING = _("Salinan data Anda sedang dibuat, sebentar lagi kami kirim di sini.")
HERE_IT_IS = _("Salinan data Anda. Simpan baik-baik, karena isinya pribadi.")
NOT_VERIFIED = _(
    "Salinan hanya kami kirim ke nomor yang sudah diverifikasi, demi menjaga rahasia. "
    "Ketik CEK DTKS untuk minta verifikasi, atau datang ke Puskesos dengan KTP dan KK. "
    "Setelah itu ketik DATA SAYA lagi."
)
_SEX = {Sex.MALE: _("laki-laki"), Sex.FEMALE: _("perempuan")}


def ask(here: Here, person: Person | None, me: Person | None) -> None:
    """Have it made, where the number is verified."""
    if person is None or me is None:
        telling.answer(here, NOT_VERIFIED)
        return
    row = DataExport(
        contact_id=here.address.contact_id,
        address_id=here.address.id,
        person_id=person.id,
        language=here.language,
        asked_at=here.now,
    )
    here.session.add(row)
    here.session.flush()
    answering.log_look(here, "data_copied", "person", person.id)
    jobs.order(here.session, COPY, row.id, here.now)
    here.say(MAKING)


def bring(house: House, export_id: int) -> None:
    """The job. Raises NotYet while the place of the files is away."""
    facts = _facts(house, export_id)
    if facts is None:
        return
    key = new_key()
    made = pdf("own_copy", facts)
    try:
        house.files.put(key, made)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    if not _send(house, export_id, key):
        house.files.delete(key)
    house.wake()


def _facts(house: House, export_id: int) -> dict[str, object] | None:
    """What stands in it; none where it was sent, or the number is nobody's any more."""
    with house.database.read() as session:
        row = session.get(DataExport, export_id)
        if row is None or row.sent_at is not None:
            return None
        now = house.clock()
        me = verified.person_of(session, row.contact_id, now)
        person = session.get(Person, row.person_id)
        if me is None or person is None or person.erased_at is not None:
            return None
        here = Here(house, session, session.get_one(Address, row.address_id), now)
        city = areas.city(session, house.city_code).name
        copy = _copy(here, person, me)
        return facts_of(copy, house.keeping, row.language, house.zone.key, city, now)


def _copy(here: Here, person: Person, me: Person) -> OwnCopy:
    contact_id = here.address.contact_id
    mine = cases.of_contact(here.session, contact_id, 1000)
    own = [case for case in mine if case.person_id == person.id]
    self_asked = person.id == me.id
    others = [case for case in mine if case.person_id != person.id] if self_asked else []
    return OwnCopy(
        name=person.name,
        nik=mask_numbers(person.nik or ""),
        kk=mask_numbers(person.kk or ""),
        birth=date.fromisoformat(person.birth) if person.birth else None,
        sex=_SEX.get(person.sex, literal("-")),  # type: ignore[call-overload]
        numbers=[_masked(one) for one in requests.addresses_of(here.session, contact_id)],
        registry=_registry(here, person, member=not self_asked),
        own=[_report(here, case) for case in reversed(own)],
        others=[OtherReport(c.ticket, c.opened_at, _state(c)) for c in reversed(others)],
        consents=[
            Agreed(one.at, one.given, one.withdrawn_at)
            for one in summary.consents(here.session, contact_id)
        ],
        requests=showing.asked_by(here),
        looks=showing.looks_of(here, person, MOST_LOOKS),
        messages=summary.counted(here.session, contact_id).messages,
    )


def _masked(address: Address) -> str:
    """The channel and the last digits."""
    return f"{address.channel} …{address.external[-4:]}"


def _state(case: Case) -> Text:
    return label_of_place(State(case.state), Stage(case.stage))


def _report(here: Here, case: Case) -> OwnReport:
    documents = [
        d for d in case_papers.documents(here.session, case.id) if _sent(case, d.contact_id)
    ]
    answers: list[tuple[Rendered, Rendered | str]] = [
        (name, mask_numbers(value) if isinstance(value, str) else value)
        for name, value in asked(codes_of(case), case.details or {}, here.catalogue)
    ]
    return OwnReport(
        ticket=case.ticket,
        opened=case.opened_at,
        about=label_of(codes_of(case), here.catalogue),
        state=_state(case),
        story=mask_numbers(case.story),
        answers=answers,
        papers=[line.name for line in papers_of(here.catalogue, case, documents) if line.files],
        answer=mask_numbers(case.answer or ""),
    )


def _sent(case: Case, contact_id: int) -> bool:
    return case.contact_id == contact_id


def _registry(here: Here, person: Person, *, member: bool) -> Rendered | None:
    """As a verified person reads it in the chat; nothing where no file may be loaded."""
    if here.house.registry.lookup != "import" or not person.nik_key:
        return None
    found = looking.look_up(here.session, person.nik_key)
    if found is None:
        return None
    tell = here.house.registry.tell_decile
    return revealed(answering.finding_of(here, found), member=member, tell_decile=tell)


def _send(house: House, export_id: int, key: str) -> bool:
    """Queue it for the address that asked; `False` when another worker did, or the number was
    bound to somebody else meanwhile."""
    now = house.clock()
    with house.database.write() as session:
        row = session.get(DataExport, export_id, with_for_update=True)
        if row is None or row.sent_at is not None:
            return False
        if verified.person_of(session, row.contact_id, now) is None:
            return False
        row.sent_at, row.key = now, key
        address = session.get_one(Address, row.address_id)
        words = HERE_IT_IS.render(row.language)
        message = Outgoing(text=words, file=key, mime=PDF, language=row.language)
        put(session, address, message, now, lane=Lane.REPLY)
        timers.set_timer(session, SUBJECT, row.id, DELETE, now + STAYS)
        return True


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """A day later the file goes, by a job: no file is touched in a transaction."""
    if not timers.take(session, timer.id, timer.sequence):
        return False
    jobs.order(session, GONE, timer.subject_id, house.clock())
    return True


GONE = "data_copy_gone"
"""Kind of the job that deletes the file."""


def delete(house: House, export_id: int) -> None:
    """The file of a copy goes. Raises NotYet while the place of the files is away."""
    with house.database.read() as session:
        row = session.get(DataExport, export_id)
        key = row.key if row is not None else ""
    if not key:
        return
    try:
        house.files.delete(key)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    with house.database.write() as session:
        session.get_one(DataExport, export_id).key = ""
