"""The models themselves, on drawn cards. Only with the extra `ocr`, which the gate leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from flows.cases.card_reading import Kind
from flows.messages import Channel
from handlers.house import House
from handlers.pictures.clean import clean
from handlers.pictures.reading import read
from handlers.pictures.reading_light import evenly_lit
from handlers.pictures.reading_room import ReadingRoom
from tests.handlers.people import Clock, Person
from tests.photos.darkroom import Darkroom
from tests.pictures.reading_table import SORTS, Sort, photo
from tests.reading.printed import TODAY

pytest.importorskip("rapidocr", reason="reads cards only with the extra `ocr`")
pytest.importorskip("onnxruntime", reason="reads cards only with the extra `ocr`")


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    opened = ReadingRoom(patience=300)  # other tests may keep the machine busy
    yield opened
    opened.close()


@pytest.mark.parametrize("sort", SORTS[:2], ids=lambda sort: sort.name)
def test_an_identity_card_is_read_at_any_angle(room: ReadingRoom, sort: Sort) -> None:
    shown = photo(sort, 0)
    found = read(room.lines(clean(shown.content).content), TODAY)
    assert (found.kind, found.nik, found.agrees) == (Kind.KTP, shown.nik, True)


def test_a_family_card_is_read(room: ReadingRoom) -> None:
    shown = photo(SORTS[0], 3)
    found = read(room.lines(clean(shown.content).content), TODAY)
    assert (found.kind, found.kk) == (Kind.KK, shown.nik)


def test_somebody_who_sends_their_card_is_offered_what_stands_on_it(
    plain_house: House, house: House, room: ReadingRoom, clock: Clock
) -> None:
    reading = replace(house, cards=room)
    siti = Person(reading, Channel.TELEGRAM, "990001")
    siti.says("halo", "1", "1", "1", "1", "1")
    shown, darkroom = photo(SORTS[0], 0), Darkroom(reading, clock)
    darkroom.sent(siti, shown.content)
    siti.hears()
    darkroom.works(wait=0)
    words = siti.hears()[-1]
    assert words.startswith("Dari foto itu terbaca:")
    assert shown.nik[-4:] in words
    assert shown.nik not in words


def test_paper_in_a_shadow_comes_out_as_bright_as_the_rest() -> None:
    paper = np.full((400, 600, 3), 200, np.uint8)
    paper[:, :300] = 70
    paper[190:210, 100:500:20] //= 3  # strokes of print
    even = evenly_lit(paper, pytest.importorskip("cv2"))
    assert abs(int(even[50, 60, 0]) - int(even[50, 540, 0])) < 5
    assert even[200, 100, 0] < 120
    assert even[200, 110, 0] > 200
