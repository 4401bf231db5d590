"""Photos that are asked for as papers: something else is told kindly, differences the officer."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from handlers.here import Here
from handlers.house import House
from handlers.privacy.erasing import let_file_go
from storage.tables import Address, CardReadingRow, Document
from tests.handlers.people import Clock, Person, newest_case
from tests.handlers.rows import rows
from tests.photos.darkroom import Darkroom, photo
from tests.reading.conftest import Reader
from tests.reading.printed import NIK, kk, ktp

OTHER = "Itu sepertinya bukan foto KTP. Mohon foto bagian depan KTP-nya."


@pytest.fixture
def asked_paper(asked_nik: Person) -> Person:
    """Siti typed everything and is asked for the photo of the KTP."""
    asked_nik.says(NIK, "ya", "tidak tahu", "wates", "Kartu KIS anak saya mati sejak Mei")
    assert "foto KTP" in asked_nik.hears()[-1]
    return asked_nik


def sends(person: Person, darkroom: Darkroom, number: int = 0) -> list[str]:
    """What is said after the receipt of a photo."""
    darkroom.sent(person, photo("sharp", number))
    person.hears()
    darkroom.works(wait=2)
    return person.hears()


def rincian(house: House, supervisor: Person) -> str:
    """What a supervisor reads of the case."""
    case = newest_case(house)
    supervisor.says(case.ticket)
    supervisor.taps(supervisor.button("Rincian"))
    return "\n".join(supervisor.hears())


def test_the_right_card_needs_no_further_words(asked_paper: Person, darkroom: Darkroom) -> None:
    assert sends(asked_paper, darkroom) == []
    assert darkroom.photos() == [("fetched", "good")]


def test_another_paper_is_told_kindly_and_may_be_used(
    house: House, asked_paper: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(kk())
    (words,) = sends(asked_paper, darkroom)
    assert words.startswith(OTHER)
    assert "Pakai foto ini" in asked_paper.labels()
    asked_paper.presses("Pakai foto ini")
    assert darkroom.photos() == [("fetched", "accepted_poor")]
    asked_paper.says("1")
    assert newest_case(house).id


def test_a_better_photo_takes_the_place_of_another_paper(
    asked_paper: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(kk(), ktp())
    sends(asked_paper, darkroom)
    assert sends(asked_paper, darkroom, 2) == []
    assert darkroom.photos() == [("fetched", "replaced"), ("fetched", "good")]


def test_in_doubt_a_photo_is_what_was_asked_for(
    asked_paper: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(kk()[:1])
    assert sends(asked_paper, darkroom) == []


def test_another_paper_that_is_read_late_is_told_the_officer_only(
    house: House, asked_paper: Person, darkroom: Darkroom, reader: Reader, clock: Clock,
    supervisor: Person,
) -> None:  # fmt: skip
    reader.shows(kk())
    darkroom.sent(asked_paper, photo("sharp"))
    asked_paper.says("selesai", "1")
    asked_paper.hears()
    clock.forward(seconds=6)
    darkroom.works()
    assert asked_paper.hears() == []
    assert "Perlu dicek: foto KTP sepertinya bukan KTP" in rincian(house, supervisor)


def test_a_difference_is_a_hint_for_the_officer_and_stops_nobody(
    house: House, asked_paper: Person, darkroom: Darkroom, reader: Reader, supervisor: Person
) -> None:
    reader.shows(ktp(nik="3576020203809990", born="MOJOKERTO, 02-03-1980", sex="LAKI-LAKI"))
    assert sends(asked_paper, darkroom) == []
    asked_paper.says("selesai", "1")
    assert "berbeda" not in "\n".join(asked_paper.hears())
    told = rincian(house, supervisor)
    assert "Perlu dicek: NIK pada foto KTP tidak sama dengan yang diketik" in told
    assert "3576020203809990" not in told


def test_what_agrees_is_not_mentioned(
    house: House, asked_paper: Person, darkroom: Darkroom, supervisor: Person
) -> None:
    sends(asked_paper, darkroom)
    asked_paper.says("selesai", "1")
    assert "Perlu dicek" not in rincian(house, supervisor)


def test_what_was_read_lies_sealed_in_the_database(
    house: House, asked_paper: Person, darkroom: Darkroom
) -> None:
    sends(asked_paper, darkroom)
    with house.database.engine.connect() as connection:
        (sealed,) = connection.exec_driver_sql("SELECT content FROM card_reading").scalars()
    assert NIK.encode() not in bytes(sealed)
    assert b"CONTOH" not in bytes(sealed)
    assert (rows(house, CardReadingRow)[0].content or {})["nik"] == NIK


def test_without_a_reader_nothing_is_wanted_and_nothing_said(
    plain_house: House, house: House, siti: Person, darkroom: Darkroom
) -> None:
    siti.house = plain_house
    siti.says("halo", "1", "1", "1", "1", "1", "Siti Contoh")
    siti.hears()
    darkroom.sent(siti, photo("sharp"))
    (words,) = siti.hears()
    assert words.startswith("Fotonya sudah kami simpan.")
    assert rows(house, CardReadingRow) == []


def test_what_was_read_goes_at_once_when_a_file_is_let_go(
    house: House, asked_paper: Person, darkroom: Darkroom, clock: Clock
) -> None:
    sends(asked_paper, darkroom)
    with house.database.write() as session:
        document = session.scalars(select(Document)).one()
        address = session.scalars(select(Address)).first()
        assert address is not None
        let_file_go(session, document, Here(house, session, address, clock.now))
    assert rows(house, CardReadingRow) == []


def test_what_was_read_goes_with_the_record_of_its_photo(
    house: House, asked_paper: Person, darkroom: Darkroom
) -> None:
    sends(asked_paper, darkroom)
    with house.database.write() as session:
        session.execute(delete(Document))
    assert rows(house, CardReadingRow) == []
