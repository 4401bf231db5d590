"""Front office, back office, manager: what each does with a case, and what the next one gets."""

from __future__ import annotations

import pytest

from flows.cases.states import Event, Role, State
from flows.messages import Channel
from handlers import delivery
from handlers.house import House
from storage.tables import Note
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import CITY, Person, case_of, staff
from tests.handlers.rows import rows
from tests.handlers.secretariat import (
    TICKET,
    Office,
    acts,
    chosen,
    leave,
    office,
    outcome,
    processing,
    referrals,
    refers,
    stands,
    until,
)

DRAFT = "Mohon keluarga ini diusulkan ke PKH karena anak sekolah dan penghasilan tidak tetap"
ANSWER = "Bantuan Ibu sudah cair tanggal 20 November, silakan cek di bank"


@pytest.fixture
def town(house: House) -> Office:
    return office(house)


def at(house: House, reporter: Person, state: State, stage: str) -> None:
    reports(house, reporter, DROPPED)
    stands(house, state, stage)
    reporter.hears()


def drafts(person: Person) -> None:
    """The back office's draft in words, for PKH."""
    person.says("tugas")
    person.presses("Ajukan ke manajer")
    person.says("PKH", "selesai", "tanpa berkas", DRAFT, "lewati", "kirim")


def test_the_front_office_takes_a_case_and_sees_it(
    house: House, town: Office, warga: Person
) -> None:
    at(house, warga, State.APPROVED, "secretariat")
    town.front.says("tugas")
    town.front.presses("Periksa")
    assert town.front.hears()[-1].startswith(f"Laporan {TICKET}: Diperiksa sekretariat")
    assert town.front.labels() == [
        "Teruskan", "Jawab langsung", "Instansi lain", "Minta berkas", "Rincian",
    ]  # fmt: skip


def test_two_who_take_the_same_case_get_it_once(house: House, town: Office, warga: Person) -> None:
    other = staff(house, "Front Office Dua Contoh", Role.FRONT_OFFICE, CITY, "880025")
    at(house, warga, State.APPROVED, "secretariat")
    town.front.says("tugas")
    other.taps(town.front.button("Periksa"))
    town.front.presses("Periksa")
    assert "sudah berubah" in town.front.toasts()[-1]


def test_a_case_goes_on_with_a_note_to_the_back_office(
    house: House, town: Office, warga: Person
) -> None:
    at(house, warga, State.SECRETARIAT_REVIEW, "secretariat")
    town.front.says("tugas")
    town.front.presses("Teruskan")
    town.front.says("Keluarga ini pernah ikut PKH tahun 2023")
    told = town.back.hears()[-1]
    assert f"Laporan {TICKET}" in told
    assert "Catatan: Keluarga ini pernah ikut PKH tahun 2023" in told
    assert town.back.labels()[:2] == ["Ajukan ke manajer", "Rujuk ke program"]
    assert case_of(house).state == State.PROCESSING


def test_a_direct_answer_is_shown_back_before_it_is_sent(
    house: House, town: Office, warga: Person
) -> None:
    at(house, warga, State.SECRETARIAT_REVIEW, "secretariat")
    town.front.says("tugas")
    town.front.presses("Jawab langsung")
    town.front.says(f"{ANSWER}. NIK 3576014508829991")
    assert "3576********9991" in town.front.hears()[-1]
    assert warga.hears() == []
    town.front.says("kirim")
    assert ANSWER in warga.hears()[-1]
    case = case_of(house)
    assert (case.state, case.result) == (State.ANSWERED, "answered")
    assert case.answered_at is not None


def test_a_draft_goes_to_the_manager_with_its_words_and_programs(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga)
    drafts(town.back)
    told = town.manager.hears()[-1]
    assert f"Isi konsep: {DRAFT}" in told
    assert "Usulan program: PKH" in told
    assert case_of(house).state == State.AWAITING_MANAGER


def test_a_drafts_file_becomes_a_paper_of_the_case(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga)
    town.back.says("tugas")
    town.back.presses("Ajukan ke manajer")
    town.back.says("PKH", "selesai")
    town.back.sends_photo("konsep-1")
    town.back.says("selesai", "lewati", "kirim")
    assert "Berkas konsep: 1" in town.manager.hears()[-1]


def test_the_manager_refers_what_was_proposed_with_two_taps(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga)
    drafts(town.back)
    town.manager.presses("Rujuk ke program")
    town.manager.says("lewati", "kirim")
    assert referrals(house) == [("PKH", "sent")]


def test_a_draft_comes_back_with_the_reason_and_its_programs(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga)
    drafts(town.back)
    town.back.hears()
    town.manager.presses("Kembalikan")
    town.manager.says("Sebutkan jumlah anak yang masih sekolah")
    told = town.back.hears()[-1]
    assert "Alasannya: Sebutkan jumlah anak yang masih sekolah" in told
    town.back.presses("Ajukan ke manajer")
    town.back.says("tanpa berkas", f"{DRAFT}, dua anak", "lewati", "kirim")
    assert case_of(house).state == State.AWAITING_MANAGER


def test_the_manager_says_no_with_a_reason(house: House, town: Office, warga: Person) -> None:
    processing(house, warga)
    drafts(town.back)
    town.manager.presses("Tolak")
    town.manager.says("Keluarga ini sudah menerima dua bantuan lain", "kirim")
    told = warga.hears()[-1]
    assert "Alasannya: Keluarga ini sudah menerima dua bantuan lain" in told
    assert "SANGGAH" in told
    assert (case_of(house).state, case_of(house).result) == (State.REJECTED, "rejected")


def test_who_drafted_does_not_check_it_where_another_can(
    house: House, town: Office, warga: Person
) -> None:
    other = staff(house, "Manajer Dua Contoh", Role.MANAGER, CITY, "880026")
    processing(house, warga)
    drafts(town.back)
    stands(house, State.AWAITING_MANAGER, "secretariat", draft={"words": DRAFT, "by": 3})
    town.manager.presses("Rujuk ke program")
    assert "Anda yang membuat konsep" in town.manager.toasts()[-1]
    other.presses("Rujuk ke program")
    other.says("lewati", "kirim")
    assert case_of(house).state == State.REFERRED


def test_nobody_refers_the_case_they_reported(house: House, town: Office) -> None:
    processing(house, town.back)
    town.back.says("tugas")
    assert "Rujuk ke program" not in town.back.labels()


def test_without_a_back_office_the_front_office_refers(house: House, warga: Person) -> None:
    front = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    at(house, warga, State.SECRETARIAT_REVIEW, "secretariat")
    front.says("tugas")
    front.presses("Teruskan")
    front.says("lewati")
    refers(front, "PKH")
    assert referrals(house) == [("PKH", "sent")]


def test_without_a_front_office_the_back_office_takes_the_case(house: House, warga: Person) -> None:
    back = staff(house, "Back Office Contoh", Role.BACK_OFFICE, CITY, "880021")
    at(house, warga, State.APPROVED, "secretariat")
    back.says("tugas")
    back.presses("Periksa")
    assert case_of(house).state == State.SECRETARIAT_REVIEW


def test_with_nobody_else_the_manager_does_it_all(house: House, warga: Person) -> None:
    manager = staff(house, "Manajer Contoh", Role.MANAGER, CITY, "880022")
    at(house, warga, State.APPROVED, "secretariat")
    manager.says("tugas")
    manager.presses("Periksa")
    manager.presses("Teruskan")
    manager.says("lewati")
    refers(manager, "PKH")
    assert referrals(house) == [("PKH", "sent")]


def test_the_facilitator_is_asked_to_deliver_the_answer(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga, facilitator_id=5)
    acts(house, town.back, Event.REFER, given=chosen())
    acts(house, town.back, Event.GRANT, given=outcome())
    told = town.facilitator.hears()[-1]
    assert f"laporan {TICKET}" in told
    assert "Sudah disampaikan" in town.facilitator.labels()


def test_without_a_facilitator_the_front_office_delivers(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga, facilitator_id=None)
    acts(house, town.back, Event.REFER, given=chosen())
    acts(house, town.back, Event.GRANT, given=outcome())
    assert "Sudah disampaikan" in town.front.labels()


def test_an_answer_brought_home_needs_words_and_is_noted(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga, facilitator_id=5)
    stands(house, State.GRANTED, "answer")
    town.facilitator.says("tugas")
    town.facilitator.presses("Sudah disampaikan")
    told = "Disampaikan sore tadi di rumah, Ibu mengerti"
    town.facilitator.says("langsung", told, "tanpa foto", "kirim")
    assert case_of(house).state == State.ANSWERED
    (note,) = [row for row in rows(house, Note) if row.event == "delivered"]
    assert (note.code, note.words) == ("in_person", told)
    assert "sudah disampaikan" in warga.hears()[-1]


def test_an_answer_that_arrived_in_the_chat_counts_as_delivered(
    house: House, town: Office, warga: Person
) -> None:
    warga.says("halo")
    processing(house, warga, facilitator_id=5)
    stands(house, State.AWAITING_MANAGER, "secretariat")
    acts(house, town.manager, Event.REJECT, reason="Sudah menerima", given=until())
    for number in leave(house, Channel.WHATSAPP):
        delivery.receipt(house, Channel.WHATSAPP, number, "read", "", house.clock())
    town.facilitator.presses("Sudah disampaikan")
    town.facilitator.says("chat")
    assert case_of(house).state == State.ANSWERED
    assert rows(house, Note)[-1].code == "chat"


def test_an_answer_counts_as_read_in_the_chat_only_when_it_arrived(
    house: House, town: Office, warga: Person
) -> None:
    processing(house, warga, facilitator_id=5)
    stands(house, State.GRANTED, "answer")
    town.facilitator.says("tugas")
    town.facilitator.presses("Sudah disampaikan")
    town.facilitator.says("chat")
    assert "Belum ada tanda jawaban" in town.facilitator.hears()[-1]
    assert case_of(house).state == State.GRANTED


def test_an_answer_that_reaches_nobody_is_told_to_the_front_office(
    house: House, town: Office, warga: Person
) -> None:
    warga.says("halo")
    at(house, warga, State.SECRETARIAT_REVIEW, "secretariat")
    stands(house, State.SECRETARIAT_REVIEW, "secretariat", facilitator_id=None)
    town.front.says("tugas")
    town.front.presses("Jawab langsung")
    town.front.says(ANSWER, "kirim")
    town.front.hears()
    while parcels := delivery.claim(house, Channel.WHATSAPP, "test", 50):
        for parcel in parcels:
            delivery.stopped(house, parcel, "stopped")
    assert "tidak bisa kami hubungi lewat chat lagi" in town.front.hears()[-1]
