"""When we are wrong: the message is kept, the person hears one apology, the office a line,
and nobody's words are told to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from structlog.testing import capture_logs

from flows.messages import Kind
from handlers import inbound
from handlers.house import House
from handlers.inbound import Received
from storage.tables import Case, ConversationRow, Document, Inbox
from tests.handlers.people import ABOUT, Clock, Group, Person

SECRET = "Rahasia Contoh 3576010101019990"
APOLOGY = "Maaf, ada gangguan pada sistem kami."


@pytest.fixture
def broken(house: House, siti: Person) -> Person:
    """Somebody whose stored talk makes our code fail."""
    siti.says("halo", "1", "1")
    siti.hears()
    damage(house, SECRET)
    return siti


def damage(house: House, answers: object) -> None:
    with house.database.write() as session:
        row = session.scalars(select(ConversationRow)).one()
        row.state = {**row.state, "answers": answers}


def parked(house: House) -> list[Inbox]:
    with house.database.read() as session:
        rows = select(Inbox).where(Inbox.status == "parked").order_by(Inbox.id)
        return list(session.scalars(rows))


def test_a_message_we_fail_on_is_parked_with_class_and_place(house: House, broken: Person) -> None:
    assert broken.says(SECRET) is Received.PARKED
    (row,) = parked(house)
    assert row.error is not None
    assert row.error.startswith("AttributeError at ")
    assert row.contact_id is not None


def test_what_failed_leaves_nothing_behind(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati")
    damage(house, SECRET)
    siti.sends_photo()
    with house.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Document)) == 0


def test_many_failures_bring_one_apology_and_one_line_to_the_office(
    house: House, broken: Person, group: Group
) -> None:
    broken.says(SECRET, SECRET, SECRET)
    assert [words for words in broken.hears() if words.startswith(APOLOGY)]
    assert len(parked(house)) == 3
    (line,) = group.hears()
    assert "gagal diolah sistem" in line.text
    assert SECRET not in line.text


def test_an_hour_later_the_person_is_not_left_in_silence(broken: Person, clock: Clock) -> None:
    broken.says(SECRET)
    clock.forward(minutes=61)
    broken.says(SECRET)
    assert len(broken.hears()) == 2


def test_without_a_group_the_office_hears_in_private(broken: Person, supervisor: Person) -> None:
    broken.says(SECRET)
    assert "gagal diolah sistem" in supervisor.hears()[-1]


def test_the_next_message_works(house: House, broken: Person) -> None:
    broken.says(SECRET)
    broken.hears()
    damage(house, {})
    assert broken.says("menu") is Received.DONE
    assert broken.hears()


def test_a_parked_message_is_handled_when_run_again(house: House, broken: Person) -> None:
    broken.says("1")
    broken.hears()
    damage(house, {})
    assert inbound.rerun(house, parked(house)[0].id) is Received.DONE
    assert "tentang apa" in broken.hears()[-1]
    assert parked(house) == []


def test_a_parked_message_that_was_overtaken_is_not_run_again(house: House, broken: Person) -> None:
    broken.says("1")
    damage(house, {})
    broken.says("menu")
    broken.hears()
    assert inbound.rerun(house, parked(house)[0].id) is Received.PARKED
    assert broken.hears() == []


def test_a_message_that_was_run_again_is_not_run_a_third_time(house: House, broken: Person) -> None:
    broken.says("1")
    number = parked(house)[0].id
    damage(house, {})
    inbound.rerun(house, number)
    broken.hears()
    assert inbound.rerun(house, number) is Received.DUPLICATE
    assert broken.hears() == []


def test_no_personal_word_reaches_a_log_line(house: House, broken: Person) -> None:
    with capture_logs() as lines:
        broken.says(SECRET)
    assert [line for line in lines if line["event"] != "turn"] == [
        {
            "event": "parked",
            "inbox_id": parked(house)[0].id,
            "error": parked(house)[0].error,
            "log_level": "error",
        }
    ]
    assert "Rahasia" not in str(lines)


def test_a_tap_in_the_group_that_fails_is_answered_there(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    with house.database.write() as session:
        session.execute(update(Case).values(category="health", state="no such state"))
    group.presses(supervisor, "Setujui")
    assert supervisor.toasts()[-1].startswith(APOLOGY)


def test_a_wrong_city_parks_instead_of_losing(house: House, siti: Person) -> None:
    elsewhere = replace(house, city_code="99.99")
    message = siti.incoming(Kind.TEXT, text="halo")
    assert inbound.receive(elsewhere, message) is Received.PARKED
    assert inbound.rerun(house, parked(house)[0].id) is Received.DONE


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What we log in these tests is looked at, not shown."""
    with capture_logs():
        yield
