"""What people ask about their own data, and what an officer does with it."""

from __future__ import annotations

import pytest

from flows.cases.states import State
from handlers import timers
from handlers.house import House
from storage import persons
from storage.tables import Audit, Consent, DataRequest
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.rows import rows
from tests.privacy.conftest import proves, told
from tests.registry.conftest import CHILD, HUSBAND, SITI


def request_of(house: House, number: int = 1) -> DataRequest:
    with house.database.read() as session:
        return session.get_one(DataRequest, number)


def test_what_is_kept_is_counted_and_nothing_is_shown(siti: Person) -> None:
    siti.complains(photo="file-1")
    siti.hears()
    siti.says("data saya", "1")

    words = told(siti)
    assert "Laporan: 1, masih berjalan 1" in words
    assert "Foto dan berkas: 1" in words
    assert "belum diverifikasi" in words
    assert "KIS" not in words


def test_a_verified_number_reads_its_own_name_and_numbers_masked(
    siti: Person, desk: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "1")

    words = told(siti)
    assert "S*** C***" in words
    assert "3576********9991" in words
    assert SITI not in words


def test_who_looked_is_told_by_role_and_day(siti: Person, fasilitator: Person) -> None:
    ticket = siti.complains()
    fasilitator.accepts()
    fasilitator.presses("Rincian")
    siti.hears()
    siti.says("data saya", "2")

    words = told(siti)
    assert f"Senin 23 November 2026: fasilitator membuka laporan {ticket}" in words
    assert "Fasilitator Contoh" not in words


def test_whom_a_report_was_sent_to_has_seen_it(siti: Person, fasilitator: Person) -> None:
    ticket = siti.complains()
    fasilitator.accepts()
    siti.hears()
    siti.says("data saya", "2")

    assert told(siti).count(f"fasilitator menerima laporan {ticket}") == 1


def test_asking_for_ones_data_again_begins_anew(siti: Person) -> None:
    siti.says("halo", "1", "data saya", "betulkan data")
    siti.hears()
    siti.says("data saya")

    assert "Apa yang Anda inginkan?" in told(siti)


def test_a_request_has_a_number_and_three_days(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")

    assert "P1 (Hapus data) sudah kami terima" in told(siti)
    card = told(manajer)
    assert "warga ingin menghapus data" in card
    assert "Nomor belum diverifikasi" in card


def test_the_same_wish_twice_is_one_request(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    siti.says("data saya", "hapus data", "ya")

    assert "sudah ada dengan nomor P1" in told(siti)
    assert len(rows(siti.house, DataRequest)) == 1


def test_a_name_is_set_right_by_the_officers_press(
    siti: Person, desk: Person, manajer: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "betulkan data", "data saya sendiri", "nama", "Siti Betul Contoh")
    manajer.presses("Betulkan sekarang")

    with siti.house.database.read() as session:
        person = persons.by_nik(session, SITI)
        assert person is not None
        assert person.name == "SITI BETUL CONTOH"
    assert "P1 (Betulkan data) sudah selesai" in told(siti)
    assert request_of(siti.house).words is None


def test_an_officer_who_cannot_says_why(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "bekukan data", "ya")
    siti.hears()
    manajer.presses("Tidak bisa")
    manajer.says("KTP belum dicocokkan")

    assert "Alasannya: KTP belum dicocokkan" in told(siti)
    assert request_of(siti.house).state == "declined"


def test_only_who_acts_on_requests_may_press(siti: Person, manajer: Person, desk: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    desk.taps(manajer.button("Hapus data"))

    assert "hanya untuk manajer" in "\n".join(desk.toasts())
    assert request_of(siti.house).state == "received"


def test_nobody_decides_their_own_request(house: House, manajer: Person) -> None:
    with house.database.write() as session:
        asked = DataRequest(contact_id=1, address_id=1, kind="delete",
                            asked_at=house.clock(), due_at=house.clock())  # fmt: skip
        session.add(asked)
    manajer.taps("u:y:1")

    assert "permintaan Anda sendiri" in "\n".join(manajer.toasts())


def test_who_asked_may_take_it_back(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    siti.presses("Batalkan permintaan")
    manajer.presses("Hapus data")

    assert request_of(siti.house).state == "cancelled"
    assert "sudah diselesaikan" in "\n".join(manajer.toasts())


def test_a_stranger_cannot_take_a_request_back(siti: Person, warga: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    warga.taps("u:c:1")

    assert request_of(siti.house).state == "received"


def test_a_consent_that_was_withdrawn_holds_at_once(siti: Person, manajer: Person) -> None:
    siti.complains()
    siti.hears()
    siti.says("data saya", "cabut izin", "ya")

    assert "Izin Anda sudah dicabut" in told(siti)
    assert all(row.withdrawn_at is not None for row in rows(siti.house, Consent))
    siti.says("menu", "1")
    assert any("apakah Anda setuju" in words for words in siti.hears())


def test_open_reports_go_to_an_officer_who_stops_them(siti: Person, manajer: Person) -> None:
    ticket = siti.complains()
    siti.says("data saya", "cabut izin", "ya")
    assert f"Laporan {ticket} masih berjalan" in told(siti)

    manajer.presses("Hentikan laporan")
    assert case_of(siti.house).state == State.CANCELLED


def test_or_lets_them_go_on(siti: Person, manajer: Person) -> None:
    siti.complains()
    siti.says("data saya", "cabut izin", "ya")
    manajer.presses("Teruskan laporan")

    assert case_of(siti.house).state == State.SCREENING
    assert request_of(siti.house).state == "done"


def test_without_an_open_report_a_withdrawal_needs_nobody(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "cabut izin", "ya")

    assert request_of(siti.house).state == "done"
    assert manajer.hears() == []


def test_requirements_need_no_consent(siti: Person) -> None:
    siti.says("halo", "1", "1", "tidak setuju", "syarat dan brosur", "pkh")

    assert any("PKH" in words for words in siti.hears())
    assert [row.given for row in rows(siti.house, Consent)] == [False]


def test_late_requests_are_reminded_and_then_the_person_is_told(
    house: House, siti: Person, manajer: Person, clock: Clock
) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    siti.hears()
    manajer.hears()
    clock.forward(hours=48, minutes=1)
    timers.tick(house)
    assert "Belum diputuskan: permintaan data P1" in told(manajer)
    assert siti.hears() == []

    clock.forward(hours=24)
    timers.tick(house)
    assert "Terlambat: permintaan data P1" in told(manajer)
    assert "belum selesai dalam 3 x 24 jam" in told(siti)
    assert request_of(house).breached_at is not None


def test_the_list_shows_what_waits(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data", "ya")
    manajer.hears()
    manajer.says("permintaan data")

    words = told(manajer)
    assert "1 permintaan data menunggu" in words
    assert "Permintaan data P1" in words
    assert "data_request_shown" in {row.action for row in rows(siti.house, Audit)}


def test_a_parent_asks_for_a_child_of_their_card(
    loaded: House, siti: Person, desk: Person, manajer: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "hapus data", "data anak saya", CHILD, "ya", "ya")

    assert "Diminta orang tua atau wali" in told(manajer)
    with loaded.database.read() as session:
        child = persons.by_nik(session, CHILD)
        assert child is not None
        assert request_of(loaded).person_id == child.id


@pytest.mark.parametrize(
    ("nik", "words"),
    [(HUSBAND, "sudah dewasa"), ("3576021205159990", "tidak kami temukan dalam KK yang sama")],
)
def test_not_for_a_grown_up_and_not_for_another_card(
    loaded: House, siti: Person, desk: Person, nik: str, words: str
) -> None:
    proves(siti, desk)
    siti.says("data saya", "hapus data", "data anak saya", nik, "ya", "ya")

    assert words in told(siti)
    assert rows(loaded, DataRequest) == []


def test_an_unverified_number_is_not_asked_about_children(siti: Person) -> None:
    siti.says("halo", "1", "data saya", "hapus data")

    assert "Data anak saya" not in siti.labels()
