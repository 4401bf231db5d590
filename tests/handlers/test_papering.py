"""The words at once, the file after them: made once for all who ask, sent once to each."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from flows.landing import Ways
from handlers import papering
from handlers.house import House
from handlers.inbound import Received
from handlers.later import NotYet
from storage.tables import Job, PaperFile, PaperWish
from tests.handlers.people import Person
from tests.handlers.rows import rows

WAYS = Ways("620000000000", "ContohBot")


def work(house: House) -> None:
    """What the runner does with the wishes."""
    for wish in rows(house, PaperWish):
        papering.bring(house, wish.id, lambda: WAYS)


def files(person: Person) -> list[str]:
    return [message.mime for message in person.gets() if message.file]


def count(house: House, table: type[PaperFile] | type[Job]) -> int:
    with house.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def asks(person: Person, words: str = "syarat pkh") -> None:
    person.says("halo", "1", words)


def test_the_checklist_goes_at_once_and_the_file_follows(house: House, siti: Person) -> None:
    asks(siti)
    assert any("Program Keluarga Harapan" in words for words in siti.hears())

    work(house)
    assert files(siti) == ["image/png", "application/pdf"]


def test_a_brochure_is_made_once_for_all_who_ask(house: House, siti: Person, warga: Person) -> None:
    for person in (siti, warga):
        asks(person)
        work(house)

    assert count(house, PaperFile) == 2
    assert [files(person) for person in (siti, warga)] == [["image/png", "application/pdf"]] * 2


def test_the_same_wish_is_fulfilled_once(house: House, siti: Person) -> None:
    asks(siti)
    work(house)
    work(house)

    assert files(siti) == ["image/png", "application/pdf"]


def test_asking_twice_in_a_row_sends_one(house: House, siti: Person) -> None:
    asks(siti)
    siti.says("menu", "syarat pkh")

    assert len(rows(house, PaperWish)) == 1


def test_it_comes_in_the_persons_language(house: House, siti: Person) -> None:
    siti.says("halo", "2", "syarat pkh")
    work(house)

    captions = [message.text for message in siti.gets() if message.file]
    assert captions[0] == "Brosur PKH. Saged dipunbagekaken."


def test_a_file_that_was_lost_is_made_again(house: House, siti: Person, warga: Person) -> None:
    asks(siti)
    work(house)
    for file in rows(house, PaperFile):
        house.files.delete(file.key)
    asks(warga)
    work(house)

    assert all(house.files.exists(file.key) for file in rows(house, PaperFile))
    assert files(warga) == ["image/png", "application/pdf"]


def test_while_the_files_place_is_away_it_is_tried_later(
    house: House, siti: Person, tmp_path: Path
) -> None:
    asks(siti)
    (tmp_path / "files").rmdir()
    (tmp_path / "files").write_text("a file is in the way")

    with pytest.raises(NotYet):
        work(house)
    assert files(siti) == []


def test_the_explainer_comes_as_pictures_without_an_encoder(house: House, siti: Person) -> None:
    asks(siti)
    siti.says("video")
    work(house)

    assert files(siti).count("image/png") == 8


def test_a_code_on_paper_is_no_staff_link(house: House, siti: Person) -> None:
    siti.says("halo", "1")

    assert siti.says("/start s-MJK_SEMBAKO_APBD") is Received.DONE
    assert any("Bantuan sembako APBD" in words for words in siti.hears())


def test_a_staff_link_still_is_one(house: House, siti: Person) -> None:
    siti.says("/start aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")

    assert any("Kode ini tidak dikenal" in words for words in siti.hears())
