"""A better photo for a report that was sent already."""

from __future__ import annotations

import pytest

from handlers.house import House
from handlers.late_photos import ASKED_WITHIN
from storage.tables import Document
from tests.handlers.people import Clock, Person, newest_case
from tests.handlers.rows import rows
from tests.photos.conftest import to_the_card
from tests.photos.darkroom import Darkroom, photo


@pytest.fixture
def asked(house: House, siti: Person, darkroom: Darkroom) -> str:
    """A report is sent before its photo is looked at; the ticket of it. A better one is asked
    for."""
    to_the_card(siti)
    darkroom.sent(siti, photo("blurred"))
    siti.presses("Selesai")
    siti.says("belum punya", "1")
    darkroom.works()
    siti.hears()
    return newest_case(house).ticket


def test_it_is_added_to_the_report_and_takes_the_poor_ones_place(
    house: House, siti: Person, darkroom: Darkroom, asked: str
) -> None:
    darkroom.sent(siti, photo("sharp"))
    assert siti.hears() == [f"Terima kasih, fotonya kami tambahkan ke laporan {asked}."]
    darkroom.works()
    assert darkroom.photos() == [("fetched", "replaced"), ("fetched", "good")]
    assert [row.case_id for row in rows(house, Document)] == [1, 1]
    assert siti.hears() == []


def test_a_second_poor_one_is_added_without_another_word(
    siti: Person, darkroom: Darkroom, asked: str
) -> None:
    darkroom.sent(siti, photo("blurred", 2))
    siti.hears()
    darkroom.works()
    assert [verdict for _, verdict in darkroom.photos()] == ["poor", "poor"]
    assert siti.hears() == []


def test_a_photo_in_an_open_talk_belongs_to_that_talk(
    house: House, siti: Person, darkroom: Darkroom, asked: str
) -> None:
    siti.says("menu", "1", "1", "1", "wates", "Cerita lain yang cukup panjang")
    darkroom.sent(siti, photo("sharp"))
    assert rows(house, Document)[-1].case_id is None


def test_a_photo_long_after_the_question_is_no_answer(
    siti: Person, darkroom: Darkroom, clock: Clock, asked: str
) -> None:
    clock.forward(seconds=ASKED_WITHIN.total_seconds() + 10)
    darkroom.sent(siti, photo("sharp"))
    assert "belum kami simpan" in siti.hears()[-1]


def test_a_photo_that_nobody_asked_for_is_not_kept(
    house: House, siti: Person, darkroom: Darkroom
) -> None:
    to_the_card(siti)
    darkroom.sent(siti, photo("sharp"))
    siti.presses("Selesai")
    siti.says("belum punya", "1")
    darkroom.works()
    darkroom.sent(siti, photo("sharp", 2))
    assert "belum kami simpan" in siti.hears()[-1]
    assert len(rows(house, Document)) == 1
