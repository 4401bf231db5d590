"""Every message has its whole effect once, whatever comes twice or at the same moment."""

from __future__ import annotations

from sqlalchemy import func, select

from flows.messages import Channel, Kind, Media, MediaKind
from handlers import inbound
from handlers.house import House
from handlers.inbound import Received
from storage.tables import Case, Contact, Document, Inbox, Outbox, StaffGroup, Table
from tests.handlers.people import ABOUT, Clock, Group, Person
from tests.handlers.threads import at_once


def count(house: House, table: type[Table]) -> int:
    with house.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_message_that_comes_again_does_nothing(house: House, siti: Person) -> None:
    message = siti.incoming(Kind.TEXT, text="halo")
    assert inbound.receive(house, message) is Received.DONE
    assert inbound.receive(house, message) is Received.DUPLICATE
    assert len(siti.hears()) == 1


def test_the_same_message_ten_times_at_once_counts_once(house: House, siti: Person) -> None:
    message = siti.incoming(Kind.TEXT, text="halo")
    outcomes = at_once(*[lambda: inbound.receive(house, message)] * 10)
    assert outcomes.count(Received.DONE) == 1
    assert (count(house, Inbox), count(house, Outbox)) == (1, 1)


def test_the_last_answer_ten_times_at_once_opens_one_case(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.says("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati", "lewati")
    message = warga.incoming(Kind.TEXT, text="1")
    at_once(*[lambda: inbound.receive(house, message)] * 10)
    assert count(house, Case) == 1


def test_two_first_messages_at_once_make_one_contact(house: House, siti: Person) -> None:
    at_once(*[lambda: siti.says("halo")] * 2)
    assert count(house, Contact) == 1
    assert len(siti.hears()) == 2


def test_two_answers_at_once_are_handled_one_after_the_other(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates")
    at_once(
        lambda: siti.says("Kartu KIS anak saya mati"), lambda: siti.says("Ditolak di puskesmas")
    )
    siti.says("lewati", "1")
    with house.database.read() as session:
        story = session.scalars(select(Case)).one().story
    assert "Kartu KIS anak saya mati" in story
    assert "Ditolak di puskesmas" in story


def test_many_people_at_once_each_get_their_own_ticket(house: House, fasilitator: Person) -> None:
    people = [Person(house, Channel.TELEGRAM, f"99100{n}") for n in range(6)]
    at_once(*(p.complains for p in people))
    with house.database.read() as session:
        tickets = session.scalars(select(Case.ticket)).all()
    assert len(tickets) == len(set(tickets)) == 6


def test_an_album_at_once_keeps_every_photo_and_answers_once(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati")
    siti.hears()
    updates = [
        siti.incoming(
            Kind.MEDIA, album="album-1", media=(Media(MediaKind.IMAGE, f"f{n}", "image/jpeg"),)
        )
        for n in range(4)
    ]
    at_once(*(lambda u=u: inbound.receive(house, u) for u in updates))
    assert count(house, Document) == 4
    assert len(siti.hears()) == 1


def test_an_update_nobody_could_read_is_parked_once(house: House) -> None:
    for expected in (Received.PARKED, Received.DUPLICATE):
        outcome = inbound.park_unreadable(
            house, Channel.TELEGRAM, "77", {"odd": "CONTOH"}, "KeyError at reading.py:1"
        )
        assert outcome is expected
    with house.database.read() as session:
        row = session.scalars(select(Inbox)).one()
    assert (row.status, row.error) == ("parked", "unreadable KeyError at reading.py:1")


def test_an_update_nobody_could_read_cannot_be_run_again(house: House) -> None:
    inbound.park_unreadable(house, Channel.TELEGRAM, "77", {"odd": 1}, "KeyError")
    assert inbound.rerun(house, 1) is Received.PARKED


def test_a_group_that_is_joined_twice_is_one_group(
    house: House, supervisor: Person, clock: Clock
) -> None:
    group = Group(house)
    at_once(*[lambda: group.joined(supervisor)] * 3)
    assert count(house, StaffGroup) == 1
    assert len(group.hears()) == 3
