"""Every notice on its way: inside the window with its buttons, outside it as its template, and
where there is none it waits and says why; typed words answer its buttons all the same."""

from __future__ import annotations

import pytest

from flows.cases.notices import NOTICES
from flows.cases.notices.samples import SAMPLES
from flows.cases.offers import UNDER_NOTICE
from flows.cases.rows import Audience
from flows.cases.states import Event, Role, State
from flows.messages import Channel, Outgoing
from handlers import audiences, delivery, staffing, telling, templates
from handlers.house import House
from storage.tables import Case, Outbox
from tests.handlers.filings import here_of
from tests.handlers.people import CITY, Clock, Person, case_of
from tests.handlers.post import leaves, waits
from tests.handlers.rows import rows
from tests.handlers.secretariat import acts, office, processing, stands

TOLD = [name for name, one in NOTICES.items() if one.audience is Audience.RESIDENT]
SID = "HX" + "0" * 32


@pytest.fixture
def silent(house: House, warga: Person, clock: Clock) -> Person:
    """A reporter who wrote three days ago, and has a case."""
    office(house)
    processing(house, warga)
    warga.says("indonesia")
    leaves(house)
    clock.forward(days=3)
    return warga


def tells(house: House, notice: str) -> None:
    with house.database.write() as session:
        case = session.get_one(Case, 1)
        telling.notify_contact(
            session, case.contact_id, "whatsapp", notice, SAMPLES, house.clock(), case_id=1
        )


def test_each_goes_out_by_its_template_after_a_day_of_silence(house: House, silent: Person) -> None:
    for name in TOLD:
        templates.set_template(house, name, "id", SID, house.clock())
        tells(house, name)
        (parcel,) = delivery.claim(house, Channel.WHATSAPP, "test", 9)
        assert parcel.message.template == SID
        assert list(parcel.message.values.values()) == list(
            NOTICES[name].variables(SAMPLES).values()
        )
        delivery.sent(house, parcel, f"SM{parcel.outbox_id}")


def test_each_without_a_template_waits_and_says_why(house: House, silent: Person) -> None:
    for name in ("needs_documents", "approved", "referral_granted", "answered", "letter_signed"):
        tells(house, name)
        assert delivery.claim(house, Channel.WHATSAPP, "test", 9) == []
        assert (name, "window") in waits(house)


def test_what_waited_goes_out_when_the_person_writes(house: House, silent: Person) -> None:
    tells(house, "answered")
    leaves(house)
    silent.says("halo")
    assert any("sudah disampaikan kepada Anda" in words for words in leaves(house))


@pytest.mark.parametrize("name", UNDER_NOTICE)
def test_buttons_stand_under_notices_that_there_are(name: str) -> None:
    assert NOTICES[name].audience is Audience.RESIDENT
    labels = [
        offer.label.render(language) for offer in UNDER_NOTICE[name] for language in ("id", "jv")
    ]
    assert all(len(label) <= 20 for label in labels)


def test_words_answer_the_buttons_that_a_template_could_not_show(
    house: House, silent: Person, clock: Clock
) -> None:
    stands(house, State.ANSWERED, "answer", answered_at=clock.now)
    templates.set_template(house, "answered", "id", SID, clock.now)

    with house.database.write() as session:
        case = session.get_one(Case, 1)
        audiences.to_reporter(here_of(house, session, silent), case, "answered")
    leaves(house)
    clock.forward(hours=2)
    silent.says("belum")
    assert "Apa yang belum selesai" in silent.hears()[-1]


def test_an_officer_on_whatsapp_types_the_number_of_a_button(
    house: House, warga: Person, clock: Clock
) -> None:
    town = office(house)
    person = Person(house, Channel.WHATSAPP, "whatsapp:+628990000077")
    _, token = staffing.add_staff(house, "Kantor Depan", [(Role.FRONT_OFFICE, CITY)], clock.now)
    person.says(f"kode {token}")
    processing(house, warga)
    stands(house, State.AWAITING_SUPERVISOR, "supervisor")
    leaves(house)

    acts(house, town.supervisor, Event.APPROVE)
    leaves(house)
    sent = [
        Outgoing.from_json(row.content) for row in rows(house, Outbox) if row.channel == "whatsapp"
    ]
    assert [b.number for b in sent[-1].buttons][:2] == ["1", "2"]
    person.says("1")
    assert case_of(house).state == State.SECRETARIAT_REVIEW
