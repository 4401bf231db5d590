"""Suggestions, praise and complaints about officers: who reads them, and who never does."""

from __future__ import annotations

import re

import pytest

from flows.cases.states import Role
from handlers import staffing, timers
from handlers.following_up import readers
from handlers.house import House
from storage.tables import Document, Feedback, FeedbackStep, Move
from tests.handlers.filings import here_of
from tests.handlers.people import CITY, Clock, Group, Person, staff
from tests.handlers.post import leaves
from tests.handlers.rows import rows
from tests.handlers.secretariat import Office

SENT = re.compile(r"\d{2}-\d{6}-\d")
WORDS = "Petugas meminta uang bensin dua puluh ribu"


def sends(person: Person, *about: str, words: str = WORDS) -> str:
    """Through the whole talk; its number."""
    person.says("saran")
    if "izin" in person.hears()[-1]:
        person.says("setuju")
    person.says(*about, words)
    if "Punya foto" in person.hears()[-1]:
        person.says("lewati")
    person.says("kirim")
    found = SENT.search(person.hears()[-1])
    assert found is not None
    return found.group()


@pytest.fixture
def ibu(house: House, siti: Person) -> Person:
    """A resident without any report."""
    siti.says("halo", "indonesia")
    siti.hears()
    return siti


def test_a_suggestion_needs_no_identity_and_gets_a_number(
    house: House, town: Office, ibu: Person
) -> None:
    ticket = sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    (row,) = rows(house, Feedback)
    assert (row.ticket, row.kind, row.state) == (ticket, "suggestion", "open")
    assert "hari Sabtu" in town.manager.hears()[-1]


def test_the_manager_does_not_learn_who_sent_it(town: Office, ibu: Person) -> None:
    sends(ibu, "3", "tidak tahu")
    told = town.manager.hears()[-1]
    assert WORDS in told
    assert ibu.id not in told


def test_nobody_else_hears_of_it(house: House, town: Office, ibu: Person) -> None:
    group = Group(house).bound(town.supervisor)
    for person in (town.supervisor, town.front, town.back, town.facilitator):
        person.hears()
    group.hears()
    sends(ibu, "3", "tidak tahu")
    heard = [p.hears() for p in (town.supervisor, town.front, town.back, town.facilitator)]
    assert heard == [[], [], [], []]
    assert group.hears() == []


def test_a_complaint_about_the_manager_goes_to_the_head(
    house: House, town: Office, ibu: Person
) -> None:
    head = staff(house, "Kepala Dinas", Role.AGENCY_HEAD, CITY, "880031")
    town.manager.hears()
    sends(ibu, "3", "petugas lain", "manajernya")
    assert WORDS in head.hears()[-1]
    assert town.manager.hears() == []


def test_who_is_named_does_not_read_it(house: House, town: Office, ibu: Person) -> None:
    named = staff(house, "Hartini Wulandari", Role.MANAGER, CITY, "880032")
    sends(ibu, "3", "petugas lain", "bu hartini di kantor")
    assert named.hears() == []
    assert WORDS in town.manager.hears()[-1]


def test_a_facilitator_who_is_manager_too_does_not_read_of_themselves(
    house: House, filed: Person, town: Office
) -> None:
    """Chosen by name from one's own reports, whatever else they are."""
    both, token = staffing.add_staff(
        house, "Rangkap Contoh", [(Role.MANAGER, CITY), (Role.FACILITATOR, CITY)], house.clock()
    )
    double = Person(house, town.manager.channel, "880033")
    double.says(f"/start {token}")
    double.hears()
    with house.database.write() as session:
        session.add(
            Move(case_id=1, version=90, at=house.clock(), event="assign", origin="screening",
                 target="assigned", role="system", facilitator_id=both)
        )  # fmt: skip
    filed.says("saran", "setuju", "3")
    filed.hears()
    filed.presses("Rangkap Contoh")
    filed.says(WORDS, "lewati", "kirim")
    assert double.hears() == []
    assert WORDS in town.manager.hears()[-1]
    (row,) = rows(house, Feedback)
    assert row.officer_id == both


def test_an_officer_who_sends_it_does_not_read_it(house: House, town: Office) -> None:
    with house.database.write() as session:
        here = here_of(house, session, town.manager)
        row = Feedback(ticket="26-009990-0", contact_id=here.address.contact_id,
                       address_id=here.address.id, talk=1, kind="praise", words="Bagus sekali",
                       received_at=here.now, due_at=here.now)  # fmt: skip
        session.add(row)
        session.flush()
        assert here.staff is not None
        assert here.staff.id not in readers.able(session, row)


def test_the_answer_reaches_the_sender_without_a_name(town: Office, ibu: Person) -> None:
    ticket = sends(ibu, "3", "tidak tahu")
    town.manager.presses("Jawab")
    town.manager.says("Petugas itu sudah kami tegur, mohon maaf")
    (told,) = ibu.hears()
    assert told.startswith(f"Jawaban untuk pesan Anda {ticket}: Petugas itu sudah kami tegur")
    assert "Manajer Contoh" not in told


def test_how_it_stands_is_told_among_ones_reports(town: Office, ibu: Person) -> None:
    ticket = sends(ibu, "2", "tidak tahu", words="Mbak petugasnya sabar sekali")
    ibu.says("cek")
    assert f"{ticket}: Pujian, dikirim" in ibu.hears()[0]
    town.manager.presses("Jawab")
    town.manager.says("1")
    ibu.hears()
    ibu.says(ticket)
    assert "Sudah dijawab: “Sudah kami catat”" in ibu.hears()[0]


def test_its_number_says_nothing_to_somebody_else(
    house: House, town: Office, ibu: Person, warga: Person
) -> None:
    ticket = sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    warga.says("halo", "indonesia", ticket)
    assert f"Nomor {ticket} tidak ada pada laporan Anda" in warga.hears()[-1]


def test_a_reader_is_reminded_and_who_stands_above_hears_of_the_delay(
    house: House, town: Office, ibu: Person, clock: Clock
) -> None:
    head = staff(house, "Kepala Dinas", Role.AGENCY_HEAD, CITY, "880031")
    sends(ibu, "3", "tidak tahu")
    town.manager.hears()
    clock.forward(hours=37)
    timers.tick(house)
    assert "belum dijawab" in town.manager.hears()[-1]
    assert head.hears() == []
    clock.forward(hours=36)
    timers.tick(house)
    assert "TERLAMBAT sejak" in head.hears()[-1]
    assert "belum dijawab pada waktu yang kami janjikan" in ibu.hears()[-1]


def test_what_happened_to_it_is_kept(house: House, town: Office, ibu: Person) -> None:
    sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    town.manager.presses("Jawab")
    town.manager.says("1")
    assert [row.event for row in rows(house, FeedbackStep)] == ["received", "shown", "answered"]


def test_the_manager_finds_what_waits(house: House, town: Office, ibu: Person) -> None:
    sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    leaves(house)
    town.manager.hears()
    town.manager.says("masukan")
    assert "hari Sabtu" in town.manager.hears()[-1]
    town.front.says("masukan")
    assert "Tidak ada saran" in town.front.hears()[-1]


def test_others_do_not_answer(town: Office, ibu: Person) -> None:
    sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    key = town.manager.button("Jawab")
    town.supervisor.taps(key)
    assert "bukan untuk Anda" in town.supervisor.toasts()[-1]


def test_an_answered_one_is_not_answered_again(town: Office, ibu: Person) -> None:
    sends(ibu, "1", words="Tolong loketnya dibuka juga hari Sabtu")
    key = town.manager.button("Jawab")
    town.manager.taps(key)
    town.manager.says("1")
    ibu.hears()
    town.manager.taps(key)
    assert "sudah dijawab" in town.manager.toasts()[-1]


def test_a_photo_is_shown_to_the_reader_alone_and_goes_with_the_answer(
    house: House, town: Office, ibu: Person
) -> None:
    ibu.says("saran", "setuju", "3", "tidak tahu", WORDS)
    ibu.sends_photo("bukti-1")
    ibu.says("kirim")
    assert [photo.status for photo in rows(house, Document)] == ["pending"]
    town.manager.hears()
    town.manager.presses("Lihat foto")
    assert "belum bisa dibuka" in town.manager.hears()[-1]
    town.manager.presses("Jawab")
    town.manager.says("Sudah kami tangani, terima kasih")
    assert rows(house, Document) == []


def test_feedback_asks_for_a_consent_of_its_own(house: House, town: Office, filed: Person) -> None:
    filed.says("saran")
    assert "hanya untuk menjawab saran atau keluhan" in filed.hears()[-1]
    filed.says("setuju", "1", "Loketnya mohon dibuka hari Sabtu", "kirim")
    assert [row.kind for row in rows(house, Feedback)] == ["suggestion"]


def test_a_photo_of_feedback_that_waits_for_its_answer_stays_when_another_talk_is_dropped(
    house: House, town: Office, ibu: Person
) -> None:
    ibu.says("saran", "setuju", "3", "tidak tahu", WORDS)
    ibu.sends_photo("bukti-1")
    ibu.says("kirim", "keluhan", "batal")
    assert [photo.status for photo in rows(house, Document)] == ["pending"]
