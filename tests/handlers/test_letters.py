"""A letter from its draft to the resident's hands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.states import Role, State
from flows.messages import Channel, Kind, Media, MediaKind
from handlers import delivery
from handlers.house import House
from storage.tables import Document, Note
from tests.handlers.filings import reports
from tests.handlers.people import CITY, Person, case_of, staff
from tests.handlers.rows import fetched, rows
from tests.handlers.secretariat import LETTER, TICKET, Office, leave, office, stands, way

HEAD = Role.DIVISION_HEAD
CHIEF = Role.AGENCY_HEAD


@pytest.fixture
def town(house: House, warga: Person) -> Office:
    """A letter whose draft is to be written."""
    people = office(house)
    reports(house, warga, LETTER)
    stands(house, State.PROCESSING, "processing")
    warga.hears()
    people.back.says("tugas")
    return people


def drafted(town: Office) -> None:
    """The draft is with the manager."""
    town.back.presses("Ajukan ke manajer")
    town.back.sends_photo("konsep-1")
    town.back.says("selesai", "lewati", "kirim")


def signed(town: Office) -> None:
    """With no head of division or agency the manager does all three."""
    drafted(town)
    for label in ("Setuju, paraf", "Paraf", "Tanda tangani"):
        town.manager.presses(label)


def sends_letter(person: Person) -> None:
    """The signed letter, as a photo in the talk."""
    person.presses("Sudah disampaikan")
    person.says("kirim lewat chat")
    person.sends_photo("surat-1")
    person.says("selesai", "kirim")


def test_a_letter_asks_for_no_program(town: Office) -> None:
    town.back.presses("Ajukan ke manajer")
    assert "Kirim konsep surat" in town.back.hears()[-1]


def test_it_is_checked_initialled_and_signed_by_three(house: House, town: Office) -> None:
    head = staff(house, "Kabid Contoh", HEAD, CITY, "880027")
    chief = staff(house, "Kadis Contoh", CHIEF, CITY, "880028")
    drafted(town)
    town.manager.presses("Setuju, paraf")
    head.presses("Paraf")
    chief.presses("Tanda tangani")
    assert (case_of(house).state, case_of(house).stage) == (State.PROCESSING, "answer")
    assert way(house)[-3:] == ["check", "initial", "sign"]


def test_only_the_head_of_division_initials_where_there_is_one(house: House, town: Office) -> None:
    staff(house, "Kabid Contoh", HEAD, CITY, "880027")
    drafted(town)
    town.manager.presses("Setuju, paraf")
    assert "Paraf" not in town.manager.labels()


def test_with_no_heads_the_manager_initials_and_signs(house: House, town: Office) -> None:
    signed(town)
    assert (case_of(house).state, case_of(house).stage) == (State.PROCESSING, "answer")


def test_a_letter_waits_at_the_address_that_was_written_down(house: House, warga: Person) -> None:
    warga.house = replace(house, office_address="Jalan Contoh 1, Magersari")
    people = office(warga.house)
    reports(warga.house, warga, LETTER)
    stands(warga.house, State.PROCESSING, "processing")
    people.back.says("tugas")
    signed(people)
    assert "Jalan Contoh 1, Magersari, pada jam kerja (Senin-Kamis" in warga.hears()[-1]


def test_a_signer_sends_the_draft_back(house: House, town: Office) -> None:
    head = staff(house, "Kabid Contoh", HEAD, CITY, "880027")
    drafted(town)
    town.manager.presses("Setuju, paraf")
    head.presses("Kembalikan")
    head.says("Nama sekolah pada surat belum lengkap")
    assert "Nama sekolah pada surat belum lengkap" in town.back.hears()[-1]
    assert (case_of(house).state, case_of(house).stage) == (State.PROCESSING, "processing")


def test_a_signed_letter_is_announced_with_where_to_fetch_it(town: Office, warga: Person) -> None:
    signed(town)
    told = warga.hears()[-1]
    assert f"Surat untuk laporan {TICKET} sudah ditandatangani" in told
    assert "sekretariat SLRT Kota Mojokerto" in told


def test_a_letter_that_was_fetched_names_who_took_it(
    house: House, town: Office, warga: Person
) -> None:
    signed(town)
    town.back.presses("Sudah disampaikan")
    town.back.says("surat diambil", "Suminah sendiri", "tanpa foto", "kirim")
    (note,) = [row for row in rows(house, Note) if row.event == "delivered"]
    assert (note.code, note.words) == ("picked_up", "Suminah sendiri")
    assert (case_of(house).state, case_of(house).result) == (State.ANSWERED, "letter")


def test_a_letter_goes_to_the_residents_chat_once_it_is_at_home(
    house: House, town: Office, warga: Person
) -> None:
    signed(town)
    sends_letter(town.back)
    assert not [m for m in warga.gets() if m.file]
    letter = next(d.id for d in rows(house, Document) if d.question == "letter")
    fetched(house, letter)
    assert [m.file for m in warga.gets() if m.file] == [rows(house, Document)[-1].key]
    assert "Ini surat untuk laporan" in warga.hears()[-1]
    assert case_of(house).state == State.PROCESSING


def test_a_letter_whose_arrival_the_platform_tells_is_delivered(
    house: House, town: Office, warga: Person
) -> None:
    warga.says("halo")
    signed(town)
    sends_letter(town.back)
    fetched(house, next(d.id for d in rows(house, Document) if d.question == "letter"))
    for number in leave(house, Channel.WHATSAPP):
        delivery.receipt(house, Channel.WHATSAPP, number, "delivered", "", house.clock())
    case = case_of(house)
    assert (case.state, case.result) == (State.ANSWERED, "letter")
    assert rows(house, Note)[-1].code == "chat"
    assert "sudah sampai di chat warga" in town.back.hears()[-1]


def test_a_letter_nobody_confirms_stays_with_the_office(
    house: House, town: Office, warga: Person
) -> None:
    warga.says("halo")
    signed(town)
    sends_letter(town.back)
    fetched(house, next(d.id for d in rows(house, Document) if d.question == "letter"))
    leave(house, Channel.WHATSAPP)
    assert case_of(house).state == State.PROCESSING


def test_telegram_says_no_more_than_that_it_took_a_letter(house: House, siti: Person) -> None:
    people = office(house)
    reports(house, siti, LETTER)
    stands(house, State.PROCESSING, "processing")
    people.back.says("tugas")
    signed(people)
    sends_letter(people.back)
    fetched(house, next(d.id for d in rows(house, Document) if d.question == "letter"))
    leave(house, Channel.TELEGRAM)
    assert (case_of(house).state, case_of(house).result) == (State.ANSWERED, "letter")


def test_a_letter_may_be_a_pdf(house: House, town: Office) -> None:
    signed(town)
    town.back.presses("Sudah disampaikan")
    town.back.says("kirim lewat chat")
    pdf = Media(MediaKind.PDF, "surat-2", "application/pdf")
    town.back.does(Kind.MEDIA, media=(pdf,))
    assert "Berkas 1 sudah diterima" in town.back.hears()[-1]
