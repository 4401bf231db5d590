"""What whoever reported a case does with it: cancelling, saying that it is solved, reopening,
objecting; by button, by number, or in words."""

from __future__ import annotations

import pytest

from flows.cases.states import State
from handlers import audiences
from handlers.house import House
from storage.tables import Case
from tests.handlers.filings import DROPPED, here_of, reports
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.post import leaves
from tests.handlers.secretariat import Office, office, processing, stands

TICKET = "26-000001-5"


@pytest.fixture
def town(house: House) -> Office:
    return office(house)


@pytest.fixture
def filed(house: House, town: Office, warga: Person) -> Person:
    """Their report is with the back office; they have read everything."""
    processing(house, warga)
    warga.says("indonesia")
    leaves(house)
    warga.hears()
    return warga


@pytest.fixture
def answered(house: House, filed: Person) -> Person:
    """The answer was brought to them, and they are asked whether it is solved."""
    stands(house, State.ANSWERED, "answer", answered_at=house.clock(), result="granted")
    _tell(house, filed, "answered")
    leaves(house)
    filed.hears()
    return filed


def _tell(house: House, person: Person, notice: str) -> None:
    with house.database.write() as session:
        audiences.to_reporter(here_of(house, session, person), session.get_one(Case, 1), notice)


def test_cancelling_is_asked_once_more(house: House, filed: Person) -> None:
    filed.says("cek")
    filed.presses("Batalkan laporan")
    assert "Yakin ingin membatalkan" in filed.hears()[-1]
    assert case_of(house).state == State.PROCESSING
    filed.says("ya")
    assert case_of(house).state == State.CANCELLED
    assert "sudah dibatalkan sesuai permintaan" in filed.hears()[-1]


def test_who_changes_their_mind_keeps_the_report(house: House, filed: Person) -> None:
    filed.says("cek")
    filed.presses("Batalkan laporan")
    filed.says("tidak jadi")
    assert case_of(house).state == State.PROCESSING


def test_the_number_under_the_standing_is_that_button(house: House, filed: Person) -> None:
    filed.says("cek")
    leaves(house)
    filed.says("3")
    assert "Yakin ingin membatalkan" in filed.hears()[-1]


@pytest.mark.parametrize("words", ["1", "sudah", "Sudah selesai", "sampun", "sudah pak"])
def test_solved_closes_it_and_asks_how_it_was(house: House, answered: Person, words: str) -> None:
    answered.says(words)
    assert case_of(house).state == State.CLOSED
    said = answered.hears()
    assert "kami tutup; terima kasih" in said[0]
    assert "Seberapa puas" in said[1]
    answered.says("5")
    assert case_of(house).rating == 5
    assert answered.hears() == ["Terima kasih atas penilaian Anda."]


def test_the_rating_may_be_left_out(house: House, answered: Person) -> None:
    answered.says("sudah", "lewati")
    assert case_of(house).rating is None


@pytest.mark.parametrize("words", ["2", "belum", "dereng"])
def test_not_solved_asks_why_and_reopens(house: House, answered: Person, words: str) -> None:
    answered.says(words)
    assert "Apa yang belum selesai" in answered.hears()[-1]
    answered.says("uangnya belum masuk rekening sampai hari ini")
    assert case_of(house).state == State.REOPENED
    assert "kami buka kembali" in answered.hears()[-1]


@pytest.mark.parametrize("words", ["belum", "durung oleh pak", "belum masuk"])
def test_not_solved_is_heard_also_when_something_was_said_between(
    house: House, answered: Person, words: str
) -> None:
    answered.says("hmm", "menu")
    answered.hears()
    answered.says(words)
    assert "Apa yang belum selesai" in answered.hears()[-1]


def test_a_closed_report_is_not_reopened_by_a_bare_no(house: House, answered: Person) -> None:
    answered.says("sudah", "lewati", "menu", "belum")
    assert case_of(house).state == State.CLOSED
    assert "Apa yang belum selesai" not in answered.hears()[-1]


def test_a_closed_report_is_reopened_within_thirty_days(
    house: House, answered: Person, clock: Clock
) -> None:
    answered.says("sudah", "lewati")
    clock.forward(days=29)
    answered.says("cek")
    answered.presses("Belum selesai")
    answered.says("1")
    assert case_of(house).state == State.REOPENED


def test_after_thirty_days_it_is_not(house: House, answered: Person, clock: Clock) -> None:
    key = answered.button("Belum selesai")
    answered.says("sudah", "lewati")
    clock.forward(days=31)
    answered.taps(key)
    assert case_of(house).state == State.CLOSED


def test_a_newer_report_of_the_same_need_is_pointed_to(house: House, answered: Person) -> None:
    answered.says("sudah", "lewati")
    newer = reports(house, answered, DROPPED, talk=9)
    answered.hears()
    answered.says(TICKET)
    key = f"c:1:{case_of(house).version}:reopen"
    answered.taps(key)
    assert f"lagi dengan nomor {newer.ticket}" in answered.hears()[-1]


@pytest.fixture
def refused(house: House, filed: Person) -> Person:
    """Their application was rejected just now."""
    now = house.clock()
    stands(house, State.REJECTED, "answer", decided_at=now, result="rejected")
    _tell(house, filed, "rejected")
    leaves(house)
    filed.hears()
    return filed


@pytest.mark.parametrize("words", ["sanggah", "1", "SANGGAH", "Ajukan sanggahan"])
def test_objecting_asks_why(house: House, refused: Person, words: str) -> None:
    refused.says(words)
    assert "Mengapa Anda tidak setuju" in refused.hears()[-1]
    refused.says("keadaan kami sudah berubah sejak suami meninggal")
    assert case_of(house).state == State.REOPENED
    assert "Sanggahan Anda untuk laporan" in refused.hears()[-1]


def test_the_word_alone_is_enough_days_later(house: House, refused: Person, clock: Clock) -> None:
    clock.forward(days=5)
    refused.says("sanggah")
    assert "Mengapa Anda tidak setuju" in refused.hears()[-1]


def test_there_may_be_nothing_to_object_to(filed: Person) -> None:
    filed.says("sanggah")
    assert "tidak ada keputusan yang bisa disanggah" in filed.hears()[-1]


def test_after_fourteen_days_the_decision_stands(
    house: House, refused: Person, clock: Clock
) -> None:
    clock.forward(days=15)
    refused.says("sanggah")
    assert "tidak ada keputusan yang bisa disanggah" in refused.hears()[-1]


def test_a_number_after_the_ticket_opens_nothing(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    warga.hears()
    leaves(house)
    warga.says("1")
    assert "Ada yang bisa kami bantu?" in warga.hears()[-1]


def test_buttons_of_an_old_message_are_not_answered_by_a_number(
    house: House, answered: Person, clock: Clock
) -> None:
    clock.forward(hours=25)
    answered.says("1")
    assert case_of(house).state == State.ANSWERED


def test_in_a_talk_the_numbers_are_those_of_its_question(house: House, answered: Person) -> None:
    answered.says("menu")
    leaves(house)
    answered.says("1")
    _tell(house, answered, "answered")
    leaves(house)
    answered.says("1")
    assert case_of(house).state == State.ANSWERED


def test_the_news_that_was_stopped_is_switched_on_again(house: House, filed: Person) -> None:
    filed.says("stop", "hentikan")
    filed.hears()
    _tell_from_outside(house, filed)
    assert filed.hears() == []
    filed.says("kabari")
    assert "kami kirim lagi" in filed.hears()[-1]
    _tell_from_outside(house, filed)
    assert len(filed.hears()) == 1


def _tell_from_outside(house: House, person: Person) -> None:
    _tell(house, person, "screened_again")


def test_nobody_else_presses_a_reporters_button(
    house: House, answered: Person, siti: Person
) -> None:
    siti.taps(answered.button("Sudah selesai"))
    assert case_of(house).state == State.ANSWERED


def test_a_new_complaint_of_what_was_answered_becomes_the_offer_to_reopen(
    house: House, answered: Person
) -> None:
    reports(house, answered, DROPPED, talk=9)
    assert "sudah kami jawab pada laporan" in answered.hears()[-1]
    assert answered.labels() == ["Sudah selesai", "Belum selesai"]
    answered.presses("Belum selesai")
    answered.says("1")
    assert case_of(house).state == State.REOPENED
