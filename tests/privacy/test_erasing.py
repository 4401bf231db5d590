"""Somebody's data go: at once, or when their last report has ended; what stays is nobody's."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.cases.states import State
from handlers import timers
from handlers.house import House
from handlers.privacy import ageing, erasing
from storage import people, persons
from storage.files import new_key
from storage.tables import (
    Address,
    Case,
    Contact,
    ConversationRow,
    DataRequest,
    Document,
    Inbox,
    Move,
    Outbox,
)
from storage.tables import (
    Person as PersonRow,
)
from tests.handlers.people import STORY, Clock, Person, case_of
from tests.handlers.rows import rows
from tests.privacy.conftest import proves, told
from tests.registry.conftest import SITI


def ends(house: House, number: int = 1) -> None:
    """That case ended."""
    with house.database.write() as session:
        case = session.get_one(Case, number)
        case.state, case.ended_at = State.CLOSED, house.clock()


def with_file(house: House, number: int = 1) -> str:
    """The case's photo is at home; the key of its file."""
    key = new_key()
    house.files.put(key, b"contoh")
    with house.database.write() as session:
        for document in session.scalars(select(Document).where(Document.case_id == number)):
            document.status, document.key = "fetched", key
    return key


def deletes(person: Person, manajer: Person, label: str = "Hapus data") -> None:
    person.says("data saya", "hapus data", "ya")
    manajer.presses(label)


def test_an_open_report_is_waited_for_and_that_is_said(siti: Person, manajer: Person) -> None:
    ticket = siti.complains()
    siti.hears()
    deletes(siti, manajer, "Hapus nanti")

    assert f"dihapus setelah laporan {ticket} selesai" in told(siti)
    assert rows(siti.house, DataRequest)[0].state == "waiting"
    assert case_of(siti.house).story == STORY


def test_when_it_has_ended_the_night_deletes(siti: Person, manajer: Person) -> None:
    siti.complains()
    deletes(siti, manajer, "Hapus nanti")
    siti.hears()
    ends(siti.house)
    ageing.work(siti.house)

    assert rows(siti.house, DataRequest)[0].state == "done"
    assert "data Anda sudah kami hapus" in told(siti)
    assert case_of(siti.house).story == ""


def test_nothing_of_what_was_said_is_left(siti: Person, manajer: Person) -> None:
    siti.complains(photo="file-1")
    ends(siti.house)
    deletes(siti, manajer)
    house = siti.house

    case = case_of(house)
    assert (case.story, case.details, case.person_id) == ("", None, None)
    with house.database.read() as session:
        address = people.find(session, "telegram", siti.id)
        assert address is not None
        assert case.contact_id != address.contact_id
        mine = select(Inbox.content).where(Inbox.contact_id == address.contact_id)
        assert [one for one in session.scalars(mine) if one] == []
        assert session.get(ConversationRow, address.contact_id) is None


def test_the_history_stays_without_anybody_in_it(siti: Person, manajer: Person) -> None:
    ticket = siti.complains()
    ends(siti.house)
    before = [(row.event, row.at) for row in rows(siti.house, Move)]
    deletes(siti, manajer)

    assert [(row.event, row.at) for row in rows(siti.house, Move)] == before
    assert case_of(siti.house).ticket == ticket


def test_files_go_by_a_job_and_leave_a_tombstone(siti: Person, manajer: Person) -> None:
    siti.complains(photo="file-1")
    key = with_file(siti.house)
    ends(siti.house)
    deletes(siti, manajer)
    (document,) = rows(siti.house, Document)
    assert document.status == "purged"
    erasing.delete_file(siti.house, document.id)

    assert not siti.house.files.exists(key)
    (document,) = rows(siti.house, Document)
    assert (document.key, document.ref, document.reason) == ("", "", "retention")


def test_the_last_message_still_reaches_them_and_then_the_address_goes(
    siti: Person, manajer: Person, clock: Clock
) -> None:
    house = siti.house
    siti.says("halo", "1")
    deletes(siti, manajer)
    assert "data Anda sudah kami hapus" in told(siti)

    clock.forward(days=1, minutes=1)
    timers.tick(house)
    with house.database.read() as session:
        assert people.find(session, "telegram", siti.id) is None
        assert siti.id not in [row.external for row in session.scalars(select(Address))]


def test_who_writes_again_begins_anew(siti: Person, manajer: Person, clock: Clock) -> None:
    siti.says("halo", "1")
    deletes(siti, manajer)
    clock.forward(days=1, minutes=1)
    timers.tick(siti.house)
    siti.hears()
    siti.says("halo")

    assert "Pilih bahasa" in told(siti)
    siti.says("1", "cek")
    assert "belum punya laporan" in told(siti)


def test_who_writes_within_the_day_keeps_their_address(
    siti: Person, manajer: Person, clock: Clock
) -> None:
    siti.says("halo", "1")
    deletes(siti, manajer)
    clock.forward(hours=1)
    siti.says("halo")
    clock.forward(days=1)
    timers.tick(siti.house)

    with siti.house.database.read() as session:
        address = people.find(session, "telegram", siti.id)
        assert address is not None
        assert session.get_one(Contact, address.contact_id).erased_at is None


def test_a_verified_persons_record_is_emptied(siti: Person, desk: Person, manajer: Person) -> None:
    proves(siti, desk)
    siti.says("data saya", "hapus data", "data saya sendiri", "ya")
    manajer.presses("Hapus data")

    with siti.house.database.read() as session:
        assert persons.by_nik(session, SITI) is None
        assert {row.name for row in session.scalars(select(PersonRow))} == {""}


def test_whoever_else_reported_that_person_keeps_their_report(
    siti: Person, warga: Person, desk: Person, manajer: Person
) -> None:
    """A neighbour's report is not the deleted person's to delete while it is worked on."""
    proves(siti, desk)
    warga.complains()
    with siti.house.database.write() as session:
        person = persons.by_nik(session, SITI)
        assert person is not None
        case = session.scalars(select(Case)).one()
        case.person_id = person.id
    siti.says("data saya", "hapus data", "data saya sendiri", "ya")
    manajer.presses("Hapus nanti")

    assert case_of(siti.house).story == STORY


@pytest.mark.parametrize("word", ["Zkanari", "KIS"])
def test_no_waiting_message_keeps_the_words(siti: Person, manajer: Person, word: str) -> None:
    siti.complains(f"Zkanari: {STORY}")
    ends(siti.house)
    deletes(siti, manajer)

    with siti.house.database.read() as session:
        addresses = select(Address.id).where(Address.external == siti.id)
        theirs = session.scalars(select(Outbox).where(Outbox.address_id.in_(addresses)))
        assert [row.id for row in theirs if word in str(row.content)] == []
