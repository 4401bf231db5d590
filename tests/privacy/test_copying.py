"""A copy of one's own data: only to a verified number, and without anybody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers import timers
from handlers.house import House
from handlers.paper.typeset import pdf, pictures
from handlers.privacy import copying
from storage import persons
from storage.tables import Case, DataExport
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows
from tests.privacy.conftest import proves, told
from tests.registry.conftest import CHILD, KK, SITI


def facts(house: House) -> dict[str, object]:
    """What stands in the newest copy."""
    found = copying._facts(house, rows(house, DataExport)[-1].id)
    assert found is not None
    return found


def asks(person: Person, whose: str = "data saya sendiri") -> None:
    person.says("data saya", "minta salinan (pdf)", whose)


def test_an_unverified_number_is_told_how_to_be_verified(siti: Person) -> None:
    siti.says("halo", "1", "data saya", "minta salinan (pdf)")

    assert "CEK DTKS untuk minta verifikasi" in told(siti)
    assert rows(siti.house, DataExport) == []


def test_a_verified_number_gets_a_pdf_where_it_asked(siti: Person, desk: Person) -> None:
    proves(siti, desk)
    asks(siti)
    assert "sedang dibuat" in told(siti)
    copying.bring(siti.house, 1)

    sent = siti.gets()[-1]
    assert sent.mime == "application/pdf"
    assert siti.house.files.get(sent.file).startswith(b"%PDF")


def test_long_numbers_are_masked_and_their_own_story_is_there(siti: Person, desk: Person) -> None:
    proves(siti, desk)
    siti.complains(f"Kartu saya mati, NIK {SITI}")
    with siti.house.database.write() as session:
        person = persons.by_nik(session, SITI)
        session.scalars(select(Case)).one().person_id = person.id if person else None
    asks(siti)

    words = str(facts(siti.house))
    assert "Kartu saya mati" in words
    assert SITI not in words
    assert KK not in words


def test_of_somebody_else_only_the_number_of_the_report_is_there(
    siti: Person, desk: Person
) -> None:
    proves(siti, desk)
    ticket = siti.complains("Tetangga saya Painem sakit keras sekali")
    asks(siti)

    words = str(facts(siti.house))
    assert ticket in words
    assert "Painem" not in words


def test_a_number_that_is_bound_elsewhere_meanwhile_gets_nothing(
    loaded: House, siti: Person, desk: Person, clock: Clock
) -> None:
    proves(siti, desk)
    asks(siti)
    clock.forward(days=400)
    copying.bring(loaded, 1)

    assert not any(message.file for message in siti.gets())


def test_the_file_is_gone_after_a_day(siti: Person, desk: Person, clock: Clock) -> None:
    proves(siti, desk)
    asks(siti)
    copying.bring(siti.house, 1)
    key = siti.gets()[-1].file
    clock.forward(days=1, minutes=1)
    timers.tick(siti.house)
    copying.delete(siti.house, 1)

    assert not siti.house.files.exists(key)
    assert rows(siti.house, DataExport)[0].key == ""


def test_twice_the_same_job_sends_once(siti: Person, desk: Person) -> None:
    proves(siti, desk)
    asks(siti)
    copying.bring(siti.house, 1)
    copying.bring(siti.house, 1)

    assert sum(bool(message.file) for message in siti.gets()) == 1


def test_a_parent_gets_their_childs_copy_without_a_decile(
    loaded: House, siti: Person, desk: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "minta salinan (pdf)", "data anak saya", CHILD, "ya")

    words = str(facts(loaded))
    assert "ANAK CONTOH" in words
    assert "Anggota keluarga itu terdaftar" in words
    assert "Desil" not in words


@pytest.mark.parametrize("language", ["id", "jv"])
def test_the_pages_are_set_the_same_each_time(
    language: str, siti: Person, desk: Person, clock: Clock
) -> None:
    proves(siti, desk)
    asks(siti)
    told_facts = {**facts(siti.house), "language": language}

    assert pdf("own_copy", told_facts) == pdf("own_copy", told_facts)
    assert pictures("own_copy", told_facts, 20)
