"""Somebody says that a row is not true: who said so is shown to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from flows.cases.states import Role
from handlers.house import House
from handlers.registry import finding, mismatches
from storage.tables import Document, MismatchReport, RegistrySearch
from tests.handlers.people import Person, staff
from tests.registry.conftest import SITI

REPORTER = "990001"


def reports(person: Person, *, officer: str = "bukan") -> None:
    person.says("halo", "1", "lapor data tidak cocok", "setuju", "meninggal", "Suparman Contoh",
                "wates", "Meninggal bulan lalu, RT 1", officer, "lewati", "kirim")  # fmt: skip
    with person.house.database.read() as session:
        waiting = session.scalars(select(MismatchReport.id)).all()
    mismatches.work(person.house, waiting[-1])


HANDLED = (
    "Laporan data D1 sudah ditangani. Terima kasih sudah membantu. Ketik MENU untuk pilihan lain."
)


def test_the_reporter_is_protected_also_where_their_own_words_named_the_reason(
    siti: Person,
) -> None:
    siti.says("halo", "1", "tetangga saya kaya kok dapat PKH", "ya", "setuju")

    assert "Nama Anda kami rahasiakan" in "\n".join(siti.hears())


def test_the_reporter_hears_received_and_later_handled(siti: Person, supervisor: Person) -> None:
    reports(siti)
    assert any("sudah kami terima" in words for words in siti.hears())

    supervisor.presses("Terima: nomor 1")
    assert siti.hears() == [HANDLED]


def test_a_declined_report_is_answered_in_the_same_words(siti: Person, supervisor: Person) -> None:
    reports(siti)
    siti.hears()
    supervisor.presses("Tolak")
    supervisor.says("Data ternyata benar")

    assert siti.hears() == [HANDLED]


def test_the_card_names_rows_that_may_be_meant_and_no_reporter(
    siti: Person, supervisor: Person
) -> None:
    reports(siti)

    card = "\n".join(supervisor.hears())
    assert "SOEPARMAN CONTOH, NIK 3576********9993" in card
    assert "Sudah meninggal" in card
    assert REPORTER not in card


def test_one_about_an_officer_goes_to_another_kecamatan(siti: Person, supervisor: Person) -> None:
    other = staff(siti.house, "Supervisor Lain", Role.SUPERVISOR, "35.76.01", "880020")
    reports(siti, officer="ya")

    assert supervisor.hears() == []
    assert any("Laporan data D1" in words for words in other.hears())


def test_nobody_decides_their_own_report(siti: Person, supervisor: Person) -> None:
    reports(siti)
    siti.hears()
    own = staff(siti.house, "Supervisor Sendiri", Role.SUPERVISOR, "35.76.02", REPORTER)
    own.taps(supervisor.button("Terima: nomor 1"))

    with siti.house.database.read() as session:
        assert session.scalars(select(MismatchReport.state)).all() == ["received"]


def test_where_nobody_decides_the_front_office_does(siti: Person, loaded: House) -> None:
    office = staff(loaded, "Kantor Contoh", Role.FRONT_OFFICE, "35.76", "880021")
    reports(siti)

    assert any("Laporan data D1" in words for words in office.hears())


def test_accepted_ones_are_written_for_siks_ng_once(
    siti: Person, supervisor: Person, tmp_path: Path
) -> None:
    reports(siti)
    supervisor.presses("Terima: nomor 1")
    file = tmp_path / "usulan.csv"

    assert mismatches.export(siti.house, file) == 1
    told = file.read_text("utf-8-sig")
    assert "1,deceased,Sudah meninggal,SOEPARMAN CONTOH,3576********9993" in told
    assert mismatches.export(siti.house, file) == 0
    assert mismatches.export(siti.house, file, again=True) == 1


@pytest.mark.parametrize("words", ["cari suparman contoh", "CARI soeparman contoh di Wates"])
def test_an_officer_finds_people_of_their_area_masked(
    siti: Person, desk: Person, words: str
) -> None:
    desk.says(words)
    with siti.house.database.read() as session:
        search = session.scalars(select(RegistrySearch.id)).one()
    finding.work(siti.house, search)

    told = desk.hears()[-1]
    assert "SOEPARMAN CONTOH, NIK 3576********9993, Wates" in told
    assert SITI not in told


def test_who_writes_only_cari_is_told_how(desk: Person) -> None:
    desk.hears()
    desk.says("cari")

    assert "Contoh: CARI Siti Contoh di Wates" in "\n".join(desk.hears())


def test_a_supervisor_may_not_search_and_a_desk_not_elsewhere(
    siti: Person, desk: Person, supervisor: Person
) -> None:
    supervisor.says("cari siti contoh")
    desk.says("cari siti contoh di Kauman")

    assert "hanya untuk Puskesos" in supervisor.hears()[-1]
    assert "tidak ada di wilayah Anda" in desk.hears()[-1]


def test_evidence_stays_until_it_is_decided_and_then_goes(siti: Person, supervisor: Person) -> None:
    siti.says("halo", "1", "lapor data tidak cocok", "setuju", "meninggal", "Suparman Contoh",
              "wates", "Meninggal bulan lalu, RT 1", "bukan")  # fmt: skip
    siti.sends_photo("bukti-1")
    siti.says("kirim", "1", "1", "batal", "ya")
    mismatches.work(siti.house, 1)
    assert photos(siti.house) == ["pending"]

    assert "Lihat foto bukti" in supervisor.labels()
    supervisor.presses("Terima: nomor 1")
    assert photos(siti.house) == []


def photos(house: House) -> list[str]:
    with house.database.read() as session:
        return list(session.scalars(select(Document.status)))
