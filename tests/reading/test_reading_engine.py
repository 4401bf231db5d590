"""The models themselves, on drawn cards. Only with the extra `ocr`, which the gate leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.cases.card_reading import Kind
from handlers.pictures.clean import clean
from handlers.pictures.reading import read
from handlers.pictures.reading_room import ReadingRoom
from tests.pictures.reading_table import SORTS, Sort, photo
from tests.reading.printed import TODAY

pytest.importorskip("rapidocr", reason="reads cards only with the extra `ocr`")
pytest.importorskip("onnxruntime", reason="reads cards only with the extra `ocr`")


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    opened = ReadingRoom()
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
