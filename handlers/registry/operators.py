"""Where the city may not load the registry, its operator looks into SIKS-NG and presses what they
saw; the answer goes to the resident by the same rules.

    asked       every operator of the area has the card; the first press counts
    half-time   the operators are reminded
    time is up  the back office is asked as well, and the resident told that it is late
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from flows.cases.calendar import Counts
from flows.cases.lifecycle import covers
from flows.cases.registry import Finding, Outcome
from flows.cases.states import Role
from flows.effects import Choice
from flows.moments import Moment
from flows.words import Text, _, _staff, lines, literal
from handlers.delivery import window_open
from handlers.here import Heard, Here
from handlers.house import House
from handlers.reaching import home
from handlers.registry import answering
from handlers.registry.verifying import masked_nik, village_name
from handlers.telling import notify_staff, staff_of_area
from storage import people, timers
from storage.registry import verified
from storage.tables import Address, Contact, Person, RegistryQuestion, Staff
from storage.timers import DueTimer

SUBJECT, KIND = "registry_question", "answer"
ASKED = _(
    "Pertanyaan Anda kami teruskan ke operator data. "
    "Jawabannya kami kirim paling lambat {due}. Ketik MENU untuk pilihan lain."
)
_ANSWERS = {
    "l": Outcome.LISTED,
    "n": Outcome.NOT_LISTED,
    "a": Outcome.AMBIGUOUS,
    "m": Outcome.MISMATCH,
}
_LABELS = {
    "l": _staff("Terdaftar"),
    "n": _staff("Tidak terdaftar"),
    "a": _staff("Lebih dari satu"),
    "m": _staff("Beda Dukcapil"),
}
NO_DECILE = "0"
_CARD = _staff("Pertanyaan data R{number}: mohon periksa di SIKS-NG, lalu tekan hasilnya.")
_AGAIN = _staff("Belum dijawab: pertanyaan data R{number}. Mohon diperiksa sebelum {due}.")
_FELL = _staff("Pertanyaan data R{number} tidak dijawab operator; mohon dibantu memeriksa.")
GONE = _staff("Pertanyaan ini sudah dijawab.")
NOT_YOURS = _staff("Pertanyaan ini untuk operator data di wilayah itu.")
MAY_ANSWER = frozenset({Role.REGISTRY_OPERATOR, Role.BACK_OFFICE})


def ask(here: Here, person: Person, *, member: bool) -> None:
    """Ask the operator about a person whom this contact may ask about."""
    due = _due(here.house, here.now, here.house.registry.operator_time)
    me = verified.of_contact(here.session, here.address.contact_id, here.now)
    question = RegistryQuestion(
        contact_id=here.address.contact_id,
        address_id=here.address.id,
        person_id=person.id,
        relation="family" if member else "self",
        village_code=me.village_code if me else None,
        asked_at=here.now,
    )
    here.session.add(question)
    here.session.flush()
    half = _due(here.house, here.now, here.house.registry.operator_time / 2)
    operators = _staff_for(here.session, question, Role.REGISTRY_OPERATOR)
    if operators:
        timers.set_timer(here.session, SUBJECT, question.id, KIND, half)
    else:
        question.stage = "back_office"
    office = operators or _staff_for(here.session, question, Role.BACK_OFFICE)
    _show(here, question, _CARD, office)
    answering.say(here, ASKED.format(due=Moment(due, here.house.zone.key)))


def _due(house: House, now: datetime, length: timedelta) -> datetime:
    """In office hours: SIKS-NG is looked into at a desk."""
    return house.calendar.counting(Counts.OFFICE).after(now, length)


def _staff_for(session: Session, question: RegistryQuestion, role: Role) -> Sequence[Staff]:
    found = staff_of_area(session, role, question.village_code)
    return [one for one in found if one.contact_id != question.contact_id]


def _show(here: Here, question: RegistryQuestion, head: Text, whom: Sequence[Staff]) -> None:
    person = here.session.get_one(Person, question.person_id)
    due = _due(here.house, question.asked_at, here.house.registry.operator_time)
    words = lines(
        head.format(number=question.id, due=Moment(due, here.house.zone.key)),
        _staff("Nama: {name}").format(name=literal(person.name or "-")),
        _staff("NIK: {nik}").format(nik=masked_nik(person, here)),
        _staff("Kelurahan: {village}").format(
            village=literal(village_name(here, question.village_code))
        ),
    )
    choices = tuple(Choice(f"k:q:{question.id}:{key}", label) for key, label in _LABELS.items())
    for member in whom:
        notify_staff(here.session, member, words, here.now, choices=choices)


def press(here: Heard, question_id: int, answer: str, decile: str = "") -> None:
    """An operator says what they saw; of a listed person, then the decile."""
    question = here.session.get(
        RegistryQuestion, question_id, with_for_update=True, populate_existing=True
    )
    if question is None or question.state != "open":
        here.refuse(GONE)
    elif not _may(here, question):
        here.refuse(NOT_YOURS)
    elif answer == "l" and not decile:
        here.toast()
        here.say(_staff("Terdaftar: desil berapa?"), _deciles(question), columns=4)
    elif answer in _ANSWERS:
        _answer(here, question, _ANSWERS[answer], "" if decile == NO_DECILE else decile)


def _may(here: Heard, question: RegistryQuestion) -> bool:
    area = question.village_code or here.house.city_code
    mine = here.staff is not None and question.contact_id != here.address.contact_id
    return (
        mine
        and here.staff is not None
        and any(
            role in MAY_ANSWER and (covers(scope, area) or question.village_code is None)
            for role, scope in here.staff.roles
        )
    )


def _deciles(question: RegistryQuestion) -> tuple[Choice, ...]:
    some = (Choice(f"k:q:{question.id}:l:{n}", literal(str(n)), str(n)) for n in range(1, 11))
    return (*some, Choice(f"k:q:{question.id}:l:{NO_DECILE}", _staff("Tidak tertulis"), "0"))


def _answer(here: Heard, question: RegistryQuestion, outcome: Outcome, decile: str) -> None:
    from handlers.registry.checking import told

    assert here.staff is not None
    listed = outcome is Outcome.LISTED
    outcome = Outcome.LISTED_WITHOUT_DECILE if listed and not decile else outcome
    question.state, question.answer = "answered", outcome.value
    question.decile = decile or None
    question.answered_by, question.answered_at = here.staff.id, here.now
    timers.unset_timer(here.session, SUBJECT, question.id, KIND)
    answering.log_look(here, "registry_answered", "registry_question", question.id)
    address = home(here.session, question.contact_id)
    if address is not None:
        if not window_open(address, here.now):
            # The answer itself waits for their next word, so they are asked for one.
            answering.inform(here, question.contact_id, "registry_answered")
        language = address_language(here, address)
        finding = Finding(outcome, decile)
        words, choices = told(here, finding, member=question.relation == "family")
        answering.tell(here, address, language, words, choices)
    here.toast()
    here.say(_staff("Jawaban R{number} dikirim ke warga.").format(number=question.id))


def address_language(here: Here, address: Address) -> str:
    """What somebody who is not talking reads."""
    return here.session.get_one(Contact, address.contact_id).language or "id"


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Half of the time is over, or all of it."""
    question = session.get(RegistryQuestion, timer.subject_id, with_for_update=True)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    if question is None or question.state != "open":
        return True
    address = session.get(Address, question.address_id) or people.last_address(
        session, question.contact_id
    )
    if address is None:
        return True
    here = Here(house, session, address, house.clock())
    if question.stage == "operator":
        question.stage = "reminded"
        due = _due(house, question.asked_at, house.registry.operator_time)
        timers.set_timer(session, SUBJECT, question.id, KIND, max(due, here.now))
        _show(here, question, _AGAIN, _staff_for(session, question, Role.REGISTRY_OPERATOR))
    elif question.stage == "reminded":
        question.stage = "back_office"
        _show(here, question, _FELL, _staff_for(session, question, Role.BACK_OFFICE))
        answering.inform(here, question.contact_id, "registry_late")
    session.flush()
    return True
