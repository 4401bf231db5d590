"""Papers that an officer asks for: what the resident reads, what counts as come, who is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.states import Role, State
from handlers.house import House
from storage.tables import Case, Document, Note
from tests.handlers.conftest import house as plain_house  # noqa: F401  the same house
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import WATES, Person, case_of, staff, switch_off
from tests.handlers.rows import rows
from tests.photos.darkroom import Darkroom, photo

NO_PAPERS = {**DROPPED, "paper_ktp": "none"}


@pytest.fixture
def house(plain_house: House) -> House:  # noqa: F811
    """Somebody screens every complaint."""
    return replace(plain_house, complaint_route="mojokerto_classic")


@pytest.fixture
def desk(house: House) -> Person:
    return staff(house, "Petugas Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880003")


@pytest.fixture
def case(house: House, desk: Person, warga: Person) -> Case:
    warga.says("halo", "1")
    return reports(house, warga, NO_PAPERS)


def asks_for(desk: Person, *chosen: str) -> None:
    """The desk asks for these papers by their place in the list, each because it is missing."""
    desk.presses("Minta berkas")
    desk.says(*chosen, "selesai", *("Belum ada" for _ in chosen), "1")
    desk.hears()


@pytest.fixture
def one(desk: Person, warga: Person, case: Case) -> Case:
    """The identity card is asked for."""
    asks_for(desk, "KTP")
    return case


@pytest.fixture
def two(desk: Person, warga: Person, case: Case) -> Case:
    """The identity card and the family card are asked for."""
    asks_for(desk, "KTP", "Kartu Keluarga (KK)")
    warga.hears()
    return case


def questions(house: House) -> list[str]:
    return [row.question for row in rows(house, Document)]


def test_the_resident_reads_what_to_send_and_why(house: House, one: Case, warga: Person) -> None:
    told = warga.hears()[-1]
    assert "KTP - belum ada" in told
    assert one.ticket in told
    now = case_of(house)
    assert (now.state, now.asked_from) == (State.NEEDS_DOCUMENTS, State.SCREENING)


def test_papers_that_are_missing_stand_first(desk: Person, case: Case) -> None:
    desk.presses("Minta berkas")
    assert desk.labels()[:2] == ["KTP", "Kartu Keluarga (KK)"]


def test_a_reason_may_be_the_officers_own_words(desk: Person, warga: Person, case: Case) -> None:
    desk.presses("Minta berkas")
    desk.says("ktp", "selesai", "Alamatnya belum yang baru", "1")
    assert "Alamatnya belum yang baru" in warga.hears()[-1]


def test_another_paper_is_asked_for_by_its_name(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Minta berkas")
    desk.says("berkas lain", "selesai", "surat dari sekolah", "Belum ada", "1")
    assert "surat dari sekolah - belum ada" in warga.hears()[-1]


def test_the_only_paper_that_is_awaited_needs_no_name(
    house: House, one: Case, warga: Person, darkroom: Darkroom
) -> None:
    warga.hears()
    darkroom.sent(warga, photo("sharp"))
    assert questions(house) == ["paper_ktp"]
    assert "KTP" in warga.hears()[-1]


def test_with_all_papers_the_case_goes_back_and_the_asker_is_told(
    house: House, one: Case, desk: Person, warga: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(warga, photo("sharp"))
    warga.hears()
    darkroom.works()
    assert case_of(house).state == State.SCREENING
    assert "sudah lengkap" in warga.hears()[-1]
    assert one.ticket in desk.hears()[-1]
    assert "Minta berkas" in desk.labels()


def test_a_poor_photo_is_said_so_and_still_awaited(
    house: House, one: Case, warga: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(warga, photo("blurred"))
    warga.hears()
    darkroom.works()
    assert case_of(house).state == State.NEEDS_DOCUMENTS
    assert "kurang jelas" in warga.hears()[-1]
    darkroom.sent(warga, photo("sharp"))
    darkroom.works()
    assert case_of(house).state == State.SCREENING


def test_a_poor_photo_may_be_used_as_it_is(
    house: House, one: Case, warga: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(warga, photo("blurred"))
    darkroom.works()
    warga.presses("Pakai foto ini")
    assert darkroom.photos() == [("fetched", "accepted_poor")]
    assert case_of(house).state == State.SCREENING


def test_of_several_papers_we_ask_which_one_came(
    house: House, two: Case, warga: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(warga, photo("sharp"))
    assert warga.labels() == ["KTP", "Kartu Keluarga (KK)", "Sudah semua"]
    warga.presses("KTP")
    assert questions(house) == ["paper_ktp"]
    assert "Masih kami tunggu: Kartu Keluarga (KK)" in warga.hears()[-1]


def test_which_paper_it_was_may_be_written_afterwards(
    house: House, two: Case, warga: Person
) -> None:
    warga.sends_photo("ref-1")
    warga.says("itu kartu keluarga pak")
    assert questions(house) == ["paper_kk"]


def test_what_an_officer_who_left_asked_for_comes_to_who_sits_there_now(
    house: House, one: Case, warga: Person
) -> None:
    switch_off(house, "Petugas Puskesos Contoh")
    other = staff(house, "Pengganti Contoh", Role.PUSKESOS_OFFICER, WATES, "880010")
    warga.says("tidak punya", "masih diurus")
    assert one.ticket in " ".join(other.hears())


def test_a_caption_says_which_paper_it_is(
    house: House, two: Case, warga: Person, darkroom: Darkroom
) -> None:
    warga.sends_photo("ref-1", text="ini KK nya bu")
    assert questions(house) == ["paper_kk"]


def test_an_album_of_all_papers_is_answered_by_one_press(
    house: House, two: Case, warga: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(warga, photo("sharp"), photo("sharp", 1), album="album-1")
    warga.presses("Sudah semua")
    assert case_of(house).state == State.SCREENING
    assert len(darkroom.photos()) == 2


@pytest.mark.parametrize("words", ["sudah semua", "sudah", "sampun"])
def test_that_it_is_all_may_be_written(
    house: House, two: Case, warga: Person, darkroom: Darkroom, words: str
) -> None:
    warga.sends_photo("ref-1", text="KTP")
    warga.says(words)
    assert case_of(house).state == State.SCREENING


def test_what_is_still_missing_is_not_called_complete(
    house: House, two: Case, warga: Person
) -> None:
    warga.sends_photo("ref-1", text="KTP")
    warga.says("sudah semua")
    assert "Yang belum kami terima: Kartu Keluarga (KK)" in warga.hears()[-1]


def test_nothing_is_not_all(house: House, two: Case, warga: Person) -> None:
    warga.says("sudah semua")
    assert "Belum ada foto yang masuk" in warga.hears()[-1]
    assert case_of(house).state == State.NEEDS_DOCUMENTS


def test_who_has_no_such_paper_says_why_and_the_asker_reads_it(
    house: House, one: Case, desk: Person, warga: Person
) -> None:
    warga.says("tidak punya", "hilang waktu banjir")
    assert case_of(house).state == State.SCREENING
    assert "hilang waktu banjir" in " ".join(desk.hears())


def test_of_several_papers_one_may_be_lacking(house: House, two: Case, warga: Person) -> None:
    warga.says("belum punya", "1", "masih diurus")
    assert case_of(house).state == State.NEEDS_DOCUMENTS
    assert "Masih kami tunggu: Kartu Keluarga (KK)" in warga.hears()[-1]


def test_words_while_papers_are_awaited_reach_the_asker(
    house: House, one: Case, desk: Person, warga: Person
) -> None:
    warga.hears()
    warga.says("besok ya pak, masih kerja")
    assert "kami sampaikan ke petugas" in warga.hears()[-1]
    assert "besok ya pak, masih kerja" in " ".join(desk.hears())
    (kept,) = [row for row in rows(house, Note) if row.event == "resident_wrote"]
    assert kept.words == "besok ya pak, masih kerja"


@pytest.mark.parametrize("words", ["cek", "menu", "petugas"])
def test_a_command_is_still_a_command(one: Case, warga: Person, words: str) -> None:
    warga.hears()
    warga.says(words)
    assert "kami sampaikan ke petugas" not in " ".join(warga.hears())


def test_papers_may_be_brought_to_the_desk(
    house: House, one: Case, desk: Person, warga: Person
) -> None:
    warga.hears()
    desk.taps(f"c:{one.id}:{case_of(house).version}:documents")
    assert case_of(house).state == State.SCREENING
    assert one.ticket in warga.hears()[-1]


def test_a_photo_in_another_talk_belongs_to_that_talk(
    house: House, one: Case, warga: Person
) -> None:
    warga.says("menu", "1")
    warga.sends_photo("ref-1")
    assert not any(row.case_id for row in rows(house, Document))


def test_nobody_elses_photo_counts(house: House, one: Case, siti: Person) -> None:
    siti.says("halo", "1")
    siti.sends_photo("ref-1")
    assert case_of(house).state == State.NEEDS_DOCUMENTS
    assert not any(row.case_id for row in rows(house, Document))


def test_a_photo_that_cannot_be_opened_is_asked_for_again(
    house: House, one: Case, warga: Person, darkroom: Darkroom
) -> None:
    warga.hears()
    darkroom.sent(warga, b"no picture at all")
    darkroom.works()
    assert "kirim" in warga.hears()[-1].lower()
    assert case_of(house).state == State.NEEDS_DOCUMENTS


@pytest.mark.parametrize("words", ["ktp saya hilang", "KTPnya belum jadi", "ktp kula ical"])
def test_why_a_paper_is_not_there_reaches_the_asker(
    house: House, one: Case, warga: Person, words: str
) -> None:
    """Though the same words ask a general question of who is not asked for anything."""
    warga.says(words)
    told = warga.hears()[-1]
    assert "kami sampaikan ke petugas" in told
    assert warga.labels() == ["Sudah semua", "Belum punya"]
    assert [row.words for row in rows(house, Note) if row.words == words] == [words]
