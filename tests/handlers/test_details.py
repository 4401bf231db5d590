"""What an officer reads of a case in private, and the group marks they set there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.cases.states import Role
from handlers.history import history_of
from handlers.house import House
from storage.tables import Audit
from tests.handlers.filings import (
    DROPPED,
    NIK,
    OTHER_NIK,
    STRANDED,
    kept_photo,
    neighbour,
    reports,
    stands,
)
from tests.handlers.people import CITY, Group, Person, case_of, staff


@pytest.fixture
def office(house: House) -> Person:
    return staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")


def details(person: Person, case_id: int = 1) -> str:
    """The details that the person reads after a press on the case."""
    person.taps(f"c:{case_id}:1:details")
    return next(m.text for m in reversed(person.gets()) if "Rincian laporan" in m.text)


def test_a_nik_is_masked_and_read_back(house: House, warga: Person, office: Person) -> None:
    reports(house, warga, DROPPED)
    words = details(office)
    assert "NIK: 3576********9991 (lahir 5 Agustus 1982, perempuan, akhiran 9991)" in words
    assert NIK not in words


def test_names_stand_in_private(house: House, warga: Person, office: Person) -> None:
    reports(house, warga, DROPPED, for_whom="other", relationship="neighbour", marks=["elder"])
    words = details(office)
    assert "Nama: SUMINAH CONTOH" in words
    assert "Dilaporkan oleh: tetangga atau RT/RW" in words
    assert "Tanda kelompok: Lanjut usia" in words


def test_what_it_is_about_is_said_by_name(house: House, warga: Person, office: Person) -> None:
    reports(house, warga, DROPPED)
    assert "Kelurahan Wates, Dulu dapat, kini tidak: Program Keluarga Harapan" in details(office)


def test_papers_are_named_with_their_state(house: House, warga: Person, office: Person) -> None:
    kept_photo(house, warga, "paper_ktp", verdict="accepted_poor")
    reports(house, warga, DROPPED)
    words = details(office)
    assert "Berkas KTP: ada, kurang jelas" in words
    assert "Berkas Kartu Keluarga (KK): belum punya (WAJIB, mohon diingatkan)" in words


def test_the_facilitators_task_has_names_but_no_marks(
    house: House, warga: Person, fasilitator: Person
) -> None:
    reports(house, warga, DROPPED, marks=["elder"])
    words = fasilitator.hears()[-1]
    assert "Nama: SUMINAH CONTOH" in words
    assert "Lanjut usia" not in words


def test_no_name_and_no_mark_reaches_a_group(
    house: House, warga: Person, fasilitator: Person, group: Group
) -> None:
    reports(house, warga, DROPPED, marks=["elder"])
    fasilitator.accepts()
    fasilitator.surveys()
    (card,) = group.shows()
    assert "Dulu dapat, kini tidak" in card
    assert not any(words in card for words in ("SUMINAH", "Lanjut", "9991", "diri sendiri"))


def test_an_officer_sets_a_mark_and_takes_it_off(
    house: House, warga: Person, office: Person
) -> None:
    reports(house, warga, DROPPED)
    details(office)
    office.presses("Tanda kelompok")
    office.presses("Disabilitas")
    assert (case_of(house).marks, case_of(house).rank) == (["disability"], 1)
    office.presses("✓ Disabilitas")
    assert (case_of(house).marks, case_of(house).rank) == (None, 2)


def test_pressing_a_mark_twice_sets_it_once(house: House, warga: Person, office: Person) -> None:
    reports(house, warga, DROPPED)
    for _press in range(2):
        office.taps("c:1:1:mark.elder")
    assert case_of(house).marks == ["elder"]


def test_the_record_of_a_mark_does_not_say_which(
    house: House, warga: Person, office: Person
) -> None:
    reports(house, warga, DROPPED)
    office.taps("c:1:1:mark.elder")
    with house.database.read() as session:
        rows = session.scalars(select(Audit.action).where(Audit.subject == "case")).all()
    assert rows == ["marks_changed"]


def test_who_may_not_look_may_not_mark(house: House, warga: Person) -> None:
    stranger = staff(house, "Supervisor Lain Contoh", Role.SUPERVISOR, "35.76.01", "880040")
    reports(house, warga, DROPPED)
    stranger.taps("c:1:1:mark.elder")
    assert case_of(house).marks is None
    assert stranger.toasts() == ["Laporan ini bukan di wilayah Anda."]


def test_a_linked_report_is_named_to_staff(house: House, warga: Person, office: Person) -> None:
    reports(house, warga, DROPPED)
    second = reports(house, neighbour(house), DROPPED)
    assert f"Laporan {second.ticket}: pelapor lain untuk orang" in details(office)
    office.presses(second.ticket)
    assert "laporan utama untuk orang" in office.gets()[-1].text


def test_a_similar_name_in_the_same_village_is_suggested(
    house: House, warga: Person, office: Person
) -> None:
    first = reports(house, warga, DROPPED)
    reports(house, neighbour(house), DROPPED, nik=OTHER_NIK, name="IBU SUMINAH CONTO")
    assert f"Laporan {first.ticket}: mungkin sama: namanya mirip" in details(office, 2)


def test_the_same_contact_and_need_is_suggested(
    house: House, warga: Person, office: Person
) -> None:
    for talk in (1, 2):
        reports(house, warga, {**DROPPED, "nik": "", "name": "", "no_nik": "lost"}, talk=talk)
    assert "mungkin sama: pelapor dan keperluannya sama" in details(office, 2)


def test_a_suggestion_outside_of_ones_area_is_not_made(
    house: House, warga: Person, supervisor: Person
) -> None:
    bare = {**DROPPED, "nik": "", "name": "", "no_nik": "lost"}
    reports(house, warga, bare, village="35.76.01.1006")
    reports(house, warga, bare, talk=2)
    assert "mungkin sama" not in details(supervisor, 2)


def test_a_resident_reads_the_name_of_what_they_asked_for(house: House, warga: Person) -> None:
    reports(house, warga, DROPPED)
    assert ": Dulu dapat, kini tidak: Program Keluarga Harapan" in stands(house, warga)[0]


def test_the_office_reads_what_a_case_is_about(house: House, warga: Person) -> None:
    first = reports(house, warga, DROPPED)
    second = reports(house, neighbour(house), DROPPED)
    told = history_of(house, second.ticket, house.clock())
    assert (told.need, told.priority, told.follows) == ("dropped:PKH", "normal", first.ticket)
    assert told.about.startswith("Dulu dapat, kini tidak")
    assert "Kartu Keluarga (KK): belum punya" in told.papers
    assert "SUMINAH" not in repr(told)


def test_what_a_story_made_of_the_answers_says_is_not_said_twice(
    house: House, warga: Person, office: Person
) -> None:
    reports(house, warga, STRANDED, story="Ditemukan di: Terminal Kertajaya")
    assert details(office).count("Terminal Kertajaya") == 1


def test_an_answer_that_the_story_leaves_out_is_shown(
    house: House, warga: Person, office: Person
) -> None:
    reports(house, warga, STRANDED, story="Bapak tua kehabisan ongkos")
    assert "Terminal Kertajaya" in details(office)
