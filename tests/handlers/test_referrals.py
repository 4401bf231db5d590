"""A case goes to its programs, and what each answers comes back to the resident at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.cases.lifecycle import NotAllowed
from flows.cases.states import Event, State
from handlers.house import House
from storage.tables import Audit, Referral, ReferralMove
from tests.handlers.filings import agrees, here_of
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.rows import rows
from tests.handlers.secretariat import (
    KIP,
    PKH,
    TICKET,
    Office,
    acts,
    office,
    owner,
    processing,
    referrals,
    refers,
    stands,
)
from tests.handlers.threads import at_once


@pytest.fixture
def town(house: House, warga: Person) -> Office:
    """A case in the hands of the back office, which has pressed for its tasks."""
    people = office(house)
    processing(house, warga)
    people.back.says("tugas")
    return people


@pytest.fixture
def pkh(house: House) -> Person:
    return owner(house, PKH, "880030")


def test_a_case_is_referred_to_two_programs(house: House, town: Office, warga: Person) -> None:
    refers(town.back, "PKH", "KIP")
    assert referrals(house) == [(PKH, "sent"), (KIP, "sent")]
    assert case_of(house).state == State.REFERRED
    assert "sudah kami kirim ke pemilik program" in warga.hears()[-1]


def test_a_programs_contact_gets_what_the_program_needs(
    town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    card = pkh.hears()[-1]
    assert f"merujuk laporan {TICKET}" in card
    assert "Nama: SUMINAH CONTOH" in card
    assert "3576********9991" in card
    assert "Sejak Mei bantuan saya berhenti" not in card
    assert pkh.labels() == ["Menunggu kuota", "Dikabulkan", "Belum bisa", "Rincian"]


def test_without_a_contact_the_back_office_gets_the_referral(town: Office) -> None:
    town.back.hears()
    refers(town.back, "PKH")
    assert any(f"merujuk laporan {TICKET}" in words for words in town.back.hears())
    assert "Dikabulkan" in [b.label for m in town.back.gets() for b in m.buttons]


def test_waiting_for_a_place_is_told_at_once(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    warga.hears()
    pkh.presses("Menunggu kuota")
    pkh.says("Januari 2027", "kirim")
    assert "Kuota diperiksa lagi: Januari 2027" in warga.hears()[-1]
    assert (case_of(house).state, referrals(house)) == (
        State.WAITING_QUOTA,
        [(PKH, "waiting_quota")],
    )


def test_a_grant_says_how_to_receive_it(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Dikabulkan")
    pkh.says("Buka rekening di Bank Contoh mulai 1 Desember, bawa KTP", "kirim")
    assert "Buka rekening di Bank Contoh mulai 1 Desember" in warga.hears()[-1]
    case = case_of(house)
    assert (case.state, case.result) == (State.GRANTED, "granted")
    assert case.decided_at is not None


def test_a_no_says_why_and_until_when_one_may_object(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    told = warga.hears()[-1]
    assert "desil keluarga belum masuk batas program ini" in told
    assert "SANGGAH" in told
    assert (case_of(house).state, case_of(house).result) == (State.REJECTED, "rejected")


def test_another_reason_needs_words_of_its_own(town: Office, pkh: Person, warga: Person) -> None:
    refers(town.back, "PKH")
    pkh.presses("Belum bisa")
    pkh.says("alasan lain", "Keluarga sudah pindah ke kota lain sejak Juni", "kirim")
    assert "Alasannya: Keluarga sudah pindah ke kota lain sejak Juni" in warga.hears()[-1]


def test_the_case_waits_until_every_program_has_answered(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH", "KIP")
    pkh.presses("Belum bisa")
    pkh.says("2", "lewati", "kirim")
    assert case_of(house).state == State.REFERRED
    assert "setelah semua program menjawab" in warga.hears()[-1]


def test_one_yes_among_several_answers_is_a_yes(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    kip = owner(house, KIP, "880031")
    refers(town.back, "PKH", "KIP")
    pkh.presses("Belum bisa")
    pkh.says("2", "lewati", "kirim")
    kip.presses("Dikabulkan")
    kip.says("Kartu dikirim lewat sekolah bulan depan", "kirim")
    assert case_of(house).state == State.GRANTED
    assert "Kartu dikirim lewat sekolah" in warga.hears()[-1]


def test_every_answer_stands_in_the_referrals_history(
    house: House, town: Office, pkh: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Menunggu kuota")
    pkh.says("1", "kirim")
    pkh.presses("Dikabulkan")
    pkh.says("Uang cair lewat rekening bulan depan", "kirim")
    moves = [(m.event, m.target, m.role, bool(m.staff_id)) for m in rows(house, ReferralMove)]
    assert moves == [
        ("refer", "sent", "back_office", True),
        ("wait", "waiting_quota", "program_manager", True),
        ("grant", "granted", "program_manager", True),
    ]


def test_an_old_button_of_a_referral_is_told_so_and_shown_anew(town: Office, pkh: Person) -> None:
    refers(town.back, "PKH")
    old = pkh.button("Belum bisa")
    pkh.presses("Menunggu kuota")
    pkh.says("1", "kirim")
    pkh.hears()
    pkh.taps(old)
    assert pkh.toasts()[-1] == "Rujukan ini sudah berubah: menunggu kuota."
    assert pkh.hears()[-1].startswith("Rujukan ")


def test_the_contact_of_another_program_answers_nothing(
    house: House, town: Office, pkh: Person
) -> None:
    kip = owner(house, KIP, "880031")
    refers(town.back, "PKH")
    kip.taps(pkh.button("Dikabulkan"))
    assert kip.toasts()[-1] == "Laporan ini tidak dirujuk ke program Anda."
    assert referrals(house) == [(PKH, "sent")]


def test_the_contact_of_another_program_sees_nothing(
    house: House, town: Office, pkh: Person
) -> None:
    kip = owner(house, KIP, "880031")
    refers(town.back, "PKH")
    kip.taps(pkh.button("Rincian"))
    assert kip.toasts()[-1] == "Laporan ini bukan di wilayah Anda."


def test_a_contacts_look_is_on_record(house: House, town: Office, pkh: Person) -> None:
    refers(town.back, "PKH")
    pkh.presses("Rincian")
    assert pkh.hears()[-1].startswith("Rujukan ")
    seen = [audit for audit in rows(house, Audit) if audit.action == "case_shown"]
    assert len(seen) == 1


def test_the_back_office_may_record_an_answer_on_a_programs_behalf(
    house: House, town: Office, pkh: Person
) -> None:
    refers(town.back, "PKH")
    town.back.taps(pkh.button("Dikabulkan"))
    town.back.says("Ambil kartu di kantor kelurahan hari Senin", "kirim")
    assert referrals(house) == [(PKH, "granted")]
    assert rows(house, ReferralMove)[-1].role == "back_office"


def test_help_that_the_resident_confirms_has_arrived(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Dikabulkan")
    pkh.says("Ambil kartu di kantor kelurahan hari Senin", "kirim")
    stands(house, State.ANSWERED, "answer")
    acts(house, warga, Event.CONFIRM)
    assert referrals(house) == [(PKH, "done")]


def test_an_objection_is_told_to_the_program_that_said_no(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    pkh.hears()
    acts(house, warga, Event.OBJECT, reason="Penghasilan kami sudah turun sejak Juni")
    assert "Penghasilan kami sudah turun sejak Juni" in pkh.hears()[-1]


def test_a_reopened_case_may_ask_the_same_program_again(
    house: House, town: Office, pkh: Person, clock: Clock
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    clock.forward(days=3)
    stands(house, State.PROCESSING, "secretariat")
    town.back.says("tugas")
    refers(town.back, "PKH")
    pkh.presses("Dikabulkan")
    pkh.says("Ambil kartu di kantor kelurahan hari Senin", "kirim")
    assert [(row.state, row.turn) for row in rows(house, Referral)] == [
        ("rejected", 1),
        ("granted", 2),
    ]
    assert case_of(house).state == State.GRANTED


def test_of_two_answers_at_once_one_counts(house: House, town: Office, pkh: Person) -> None:
    other = owner(house, PKH, "880032", "Kontak PKH Dua Contoh")
    refers(town.back, "PKH")
    for person in (pkh, other):
        person.presses("Dikabulkan")
        person.says("Ambil kartu di kantor kelurahan hari Senin")
    at_once(lambda: pkh.says("kirim"), lambda: other.says("kirim"))
    assert len(rows(house, ReferralMove)) == 2
    refused = pkh.hears()[-1] + other.hears()[-1]
    assert "Rujukan ini sudah berubah: dikabulkan." in refused


def test_who_reported_a_case_does_not_answer_for_a_program(
    house: House, town: Office, pkh: Person
) -> None:
    refers(town.back, "PKH")
    with house.database.write() as session:
        here = here_of(house, session, pkh)
        agrees(here)
        own = here.address.contact_id
    stands(house, State.REFERRED, "referral", contact_id=own)
    pkh.presses("Dikabulkan")
    assert "Anda yang melaporkan" in pkh.toasts()[-1]


def test_a_cancelled_case_takes_its_referrals_along(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.hears()
    acts(house, warga, Event.CANCEL)
    assert referrals(house) == [(PKH, "withdrawn")]
    assert any("kami tarik" in words for words in pkh.hears())


def test_one_no_among_the_answers_may_be_objected_to_once(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    kip = owner(house, KIP, "880041")
    refers(town.back, "PKH", "KIP")
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    kip.presses("Dikabulkan")
    kip.says("Ambil kartu di sekolah hari Senin", "kirim")
    warga.hears()
    acts(house, warga, Event.OBJECT, reason="Penghasilan kami sudah turun sejak Juni")
    assert case_of(house).state == State.REOPENED
    assert any("Sanggahan Anda" in words for words in warga.hears())
    assert "Penghasilan kami" in pkh.hears()[-1]
    assert not any("Penghasilan kami" in words for words in kip.hears())


def test_who_has_objected_is_not_invited_to_object_again(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    acts(house, warga, Event.OBJECT, reason="Penghasilan kami sudah turun sejak Juni")
    stands(house, State.PROCESSING, "secretariat")
    town.back.says("tugas")
    refers(town.back, "PKH")
    warga.hears()
    pkh.presses("Belum bisa")
    pkh.says("1", "lewati", "kirim")
    told = [words for words in warga.hears() if "belum dapat dikabulkan" in words]
    assert len(told) == 1
    assert "SANGGAH" not in told[0]
    with pytest.raises(NotAllowed):
        acts(house, warga, Event.OBJECT, reason="Sekali lagi, kami mohon")


def test_the_answer_is_to_be_brought_within_a_day(
    house: House, town: Office, pkh: Person, clock: Clock
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Dikabulkan")
    pkh.says("Ambil kartu di kantor kelurahan hari Senin", "kirim")
    assert case_of(house).due_at == clock() + timedelta(hours=24)


@pytest.mark.parametrize(
    ("said", "kept"), [("Bulan depan", "Desember 2026"), ("Tahun depan", "2027")]
)
def test_the_next_round_is_kept_as_a_date_that_does_not_move(
    house: House, town: Office, pkh: Person, said: str, kept: str
) -> None:
    refers(town.back, "PKH")
    pkh.presses("Menunggu kuota")
    pkh.says(said, "kirim")
    assert [row.next_round for row in rows(house, Referral)] == [kept]


def test_several_programs_may_be_named_in_one_line(house: House, town: Office) -> None:
    refers(town.back, "pkh sama kip sekolah")
    assert referrals(house) == [(PKH, "sent"), (KIP, "sent")]


def test_what_each_program_said_stands_under_cek(
    house: House, town: Office, pkh: Person, warga: Person
) -> None:
    kip = owner(house, KIP, "880041")
    refers(town.back, "PKH", "KIP")
    pkh.presses("Belum bisa")
    pkh.says("desil", "lewati", "kirim")
    kip.presses("Dikabulkan")
    kip.says("Ambil kartu di sekolah hari Senin.", "kirim")
    warga.says("halo", "1", "cek")
    told = next(words for words in warga.hears() if "Status: Dikabulkan" in words)
    assert "dikabulkan (Ambil kartu di sekolah hari Senin)" in told
    assert "belum dapat dikabulkan (desil keluarga belum masuk batas program ini)" in told
    assert "Paling lambat" in told


def test_a_reopened_case_comes_to_the_front_office_with_its_button(
    house: House, town: Office, warga: Person
) -> None:
    stands(house, State.ANSWERED, "answer", answered_at=house.clock())
    acts(house, warga, Event.REOPEN, reason="Bantuannya belum ada")
    assert "Bantuannya belum ada" in town.front.hears()[-1]
    assert town.front.labels() == ["Periksa lagi", "Rincian"]
