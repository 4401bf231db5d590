"""The same person on another number: asked, bound, refused, and back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.messages import Channel, Outgoing
from handlers.house import House
from storage import persons
from storage.registry import verified
from storage.tables import Address, Case, NumberChange, Outbox
from tests.handlers.people import Clock, Person, newest_case
from tests.handlers.rows import rows
from tests.privacy.conftest import changes, proves, told
from tests.registry.conftest import KK, NOT_LISTED, SITI


@pytest.fixture
def new(house: House) -> Person:
    """The other phone."""
    return Person(house, Channel.TELEGRAM, "990555")


@pytest.fixture
def known(loaded: House, siti: Person, desk: Person) -> Person:
    """Siti, verified, with a report about herself and one about a neighbour."""
    proves(siti, desk)
    siti.complains()
    with loaded.database.write() as session:
        person = persons.by_nik(session, SITI)
        case = session.scalars(select(Case)).one()
        case.person_id = person.id if person else None
        case.relation = "self"
    siti.says("menu", "1", "1", "1", "wates", "Tetangga saya sakit keras sekali", "lewati", "1")
    siti.hears()
    desk.hears()
    return siti


def own(house: House) -> str:
    """The ticket of the report about herself."""
    return rows(house, Case)[0].ticket


def is_siti(house: House, person: Person) -> bool:
    with house.database.read() as session:
        address = session.scalars(select(Address)).all()
        mine = next(a for a in address if a.external == person.id)
        return verified.of_contact(session, mine.contact_id, house.clock()) is not None


def moments(house: House, chat: str) -> list[tuple[str, float]]:
    """Each answer that waited for its moment, with how long it waits."""
    with house.database.read() as session:
        there = {row.id for row in session.scalars(select(Address)) if row.external == chat}
        waits = select(Outbox).where(Outbox.reason == "moment", Outbox.address_id.in_(there))
        return [
            (Outgoing.from_json(row.content).text, (row.not_before - row.created_at).seconds)
            for row in session.scalars(waits.order_by(Outbox.id))
            if row.not_before is not None
        ]


def test_who_asks_hears_the_same_whoever_that_nik_is(known: Person, house: House) -> None:
    one, other = (Person(house, Channel.TELEGRAM, chat) for chat in ("990556", "990557"))
    changes(one, "diganti", SITI)
    changes(other, "diganti", NOT_LISTED, "3576020101109995")

    assert moments(house, "990556") == moments(house, "990557") != []


def test_the_old_number_is_asked_and_its_yes_moves_the_persons_own_reports(
    known: Person, new: Person
) -> None:
    changes(new, "diganti")
    assert "Ada nomor lain yang ingin memakai data SLRT Anda" in told(known)

    known.presses("Ya, itu saya")
    assert is_siti(known.house, new)
    assert not is_siti(known.house, known)
    new.hears()
    new.says("cek")
    assert own(known.house) in told(new)


def test_reports_about_others_stay_with_the_old_phone(known: Person, new: Person) -> None:
    neighbour = newest_case(known.house).ticket
    changes(new, "diganti")
    known.presses("Ya, itu saya")
    known.hears()
    known.says("cek")

    words = told(known)
    assert neighbour in words
    assert own(known.house) not in words


def test_bukan_saya_freezes_the_change(known: Person, new: Person, desk: Person) -> None:
    changes(new, "diganti")
    known.presses("Bukan saya")
    desk.presses("Sudah diverifikasi")

    assert "ditolak dari nomor lama" in "\n".join(desk.toasts())
    assert not is_siti(known.house, new)
    assert is_siti(known.house, known)
    assert "Ganti nomor dihentikan" in told(new)


def test_an_officer_decides_where_the_old_number_is_gone(
    known: Person, new: Person, desk: Person
) -> None:
    changes(new, "hilang")
    card = told(desk)
    assert "GANTI NOMOR" in card
    assert own(known.house) in card
    desk.presses("Sudah diverifikasi")

    words = told(new)
    assert "terhubung dengan data Anda sampai" in words
    assert own(known.house) in words
    assert "terhubung dengan nomor lain" in told(known)


@pytest.mark.parametrize("way", ["press", "words"])
def test_what_went_over_comes_back_when_the_old_owner_says_no(
    known: Person, new: Person, desk: Person, way: str
) -> None:
    changes(new, "hilang")
    desk.presses("Sudah diverifikasi")
    known.presses("Bukan saya") if way == "press" else known.says("Bukan saya")
    known.hears()
    known.says("cek")

    assert own(known.house) in told(known)
    assert not is_siti(known.house, new)
    new.hears()
    new.says("cek")
    assert own(known.house) not in told(new)


def test_after_seven_days_it_is_settled(
    known: Person, new: Person, desk: Person, clock: Clock
) -> None:
    changes(new, "hilang")
    desk.presses("Sudah diverifikasi")
    known.hears()
    clock.forward(days=8)
    known.presses("Bukan saya")

    assert is_siti(known.house, new)


def test_an_officer_who_finds_another_card_moves_nothing(
    known: Person, new: Person, desk: Person
) -> None:
    changes(new, "hilang")
    desk.presses("Tidak cocok")

    assert rows(known.house, NumberChange)[0].state == "declined"
    assert is_siti(known.house, known)


def test_both_numbers_become_one_person(known: Person, new: Person) -> None:
    changes(new, "dipakai dua-duanya")
    known.presses("Ya, itu saya")
    new.hears()
    new.says("cek")

    words = told(new)
    assert own(known.house) in words
    assert newest_case(known.house).ticket in words
    assert is_siti(known.house, new)
    assert is_siti(known.house, known)


def test_and_are_parted_again_by_bukan_saya(known: Person, new: Person) -> None:
    changes(new, "dipakai dua-duanya")
    known.presses("Ya, itu saya")
    with known.house.database.read() as session:
        change = session.scalars(select(NumberChange.id)).one()
    known.taps(f"u:o:{change}:n")

    assert not is_siti(known.house, new)
    assert is_siti(known.house, known)


def test_nobody_else_may_answer_for_the_old_number(
    known: Person, new: Person, house: House
) -> None:
    changes(new, "diganti")
    stranger = Person(house, Channel.TELEGRAM, "990999")
    for person in (stranger, new):
        person.taps("u:o:1:y")

    assert not is_siti(house, new)


def test_asking_twice_asks_the_old_number_once(known: Person, new: Person) -> None:
    changes(new, "diganti")
    new.says("ganti nomor", "diganti", SITI, "ya", KK, "Siti Contoh", "wates", "nanti di kantor")

    assert sum("Ada nomor lain" in words for words in known.hears()) == 1
    assert len(rows(known.house, NumberChange)) == 1


def test_a_verified_number_is_told_to_write_from_the_new_one(known: Person) -> None:
    known.says("ganti nomor")

    assert "dari nomor yang baru" in told(known)


def test_the_report_of_an_unverified_old_number_moves_only_where_it_was_about_themselves(
    loaded: House, siti: Person, new: Person, desk: Person
) -> None:
    siti.complains()
    siti.says("menu", "1", "1", "1", "wates", "Adik saya juga mati KIS-nya", "lewati", "1")
    with loaded.database.write() as session:
        person = persons.meet(session, nik=SITI, kk="", name="SITI CONTOH", birth=None, sex="",
                              now=loaded.clock())  # fmt: skip
        first, second = session.scalars(select(Case).order_by(Case.id)).all()
        first.person_id = second.person_id = person.id
        first.need, second.need = "a", "b"
        first.relation, second.relation = "self", "family"
    changes(new, "hilang")
    desk.presses("Sudah diverifikasi")
    new.hears()
    new.says("cek")

    words = told(new)
    assert first.ticket in words
    assert second.ticket not in words
