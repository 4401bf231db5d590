"""Photos and words for a report that is on its way."""

from __future__ import annotations

from flows.cases.states import State
from handlers.house import House
from storage.tables import Case, Document, Note
from tests.following_up.conftest import presses_under_standing
from tests.handlers.filings import DROPPED, neighbour, reports
from tests.handlers.people import Person
from tests.handlers.rows import rows
from tests.handlers.secretariat import TICKET, Office, stands


def test_a_note_goes_to_who_has_the_case(house: House, filed: Person, town: Office) -> None:
    presses_under_standing(filed, "Tambah keterangan")
    filed.says("Sekarang kami pindah kontrakan di gang sebelah")
    assert filed.hears()[-1].startswith(f"Terima kasih, sudah kami tambahkan ke laporan {TICKET}")
    assert "pindah kontrakan di gang sebelah" in town.back.hears()[-1]
    assert town.facilitator.hears() == []


def test_a_photo_becomes_part_of_the_report(house: House, filed: Person, town: Office) -> None:
    presses_under_standing(filed, "Tambah keterangan")
    filed.sends_photo("file-9")
    filed.says("selesai", "ini surat dari rumah sakit")
    (document,) = [d for d in rows(house, Document) if d.ref == "file-9"]
    assert (document.case_id, document.question) == (1, "added")
    told = town.back.hears()[-1]
    assert "ini surat dari rumah sakit" in told
    assert "Foto baru: 1" in told


def test_the_note_on_a_photo_may_be_left_out(filed: Person, town: Office) -> None:
    presses_under_standing(filed, "Tambah keterangan")
    filed.sends_photo("file-9")
    filed.says("selesai", "lewati")
    assert "tanpa catatan" in town.back.hears()[-1]


def test_who_chooses_no_photo_is_asked_for_words(filed: Person, town: Office) -> None:
    presses_under_standing(filed, "Tambah keterangan")
    filed.presses("Hanya catatan")
    filed.says("Nomor rumah kami sudah ganti")
    assert "Nomor rumah kami sudah ganti" in town.back.hears()[-1]


def test_what_was_added_stands_in_the_history(house: House, filed: Person) -> None:
    presses_under_standing(filed, "Tambah keterangan")
    filed.says("Ada surat baru dari RT")
    (note,) = [n for n in rows(house, Note) if n.event == "resident_added"]
    assert (note.role, note.words) == ("resident", "Ada surat baru dari RT")


def test_who_follows_another_report_adds_to_their_own(
    house: House, filed: Person, town: Office
) -> None:
    other = neighbour(house)
    second = reports(house, other, DROPPED)
    other.says("indonesia", "cek")
    other.presses("Tambah keterangan")
    other.says("Beliau sekarang dirawat di rumah saya")
    told = town.back.hears()[-1]
    assert second.ticket in told
    assert "dirawat di rumah saya" in told
    assert filed.hears() == []


def test_a_report_that_has_ended_is_not_added_to(house: House, filed: Person) -> None:
    filed.says("cek")
    key = filed.button("Tambah keterangan")
    stands(house, State.CLOSED, "answer")
    filed.taps(key)
    assert "sudah berakhir" in filed.hears()[-1]


def test_nobody_adds_to_somebody_elses_report(house: House, filed: Person, siti: Person) -> None:
    filed.says("cek")
    siti.taps(filed.button("Tambah keterangan"))
    assert "bukan laporan Anda" in (siti.hears() + siti.toasts())[-1]


def test_awaited_papers_have_a_way_of_their_own(house: House, filed: Person) -> None:
    stands(house, State.NEEDS_DOCUMENTS, "secretariat", asked_from="processing",
           asked_papers=[{"paper": "ktp", "reason": "missing"}])  # fmt: skip
    filed.says("cek")
    assert filed.labels() == ["Kirim berkas", "Tanya petugas", "Batalkan laporan"]


def test_of_several_reports_one_is_chosen_by_its_button(house: House, filed: Person) -> None:
    second = reports(house, filed, {**DROPPED, "program": "PIP"}, talk=9)
    filed.says("cek")
    assert filed.labels() == [TICKET, second.ticket]
    filed.presses(TICKET)
    assert TICKET in filed.hears()[-1]
    assert "Tambah keterangan" in filed.labels()


def test_nothing_is_added_to_what_is_frozen(house: House, filed: Person, town: Office) -> None:
    filed.says("cek")
    keys = [filed.button("Tambah keterangan"), filed.button("Tanya petugas")]
    with house.database.write() as session:
        session.get_one(Case, 1).frozen_at = house.clock()
    for key in keys:
        filed.taps(key)
        assert "sedang dibekukan" in filed.hears()[-1]
    assert town.back.hears() == []
