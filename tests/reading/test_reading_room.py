"""One process beside the program, one card at a time, started anew when it is lost."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from time import monotonic

import pytest

from handlers.pictures import reading_room
from handlers.pictures.reading_room import Broke, Busy, ReadingRoom

PROGRAM = (sys.executable, "-m", "tests.reading.a_reader")


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    opened = ReadingRoom(PROGRAM, patience=2.0)
    yield opened
    opened.close()


def who(room: ReadingRoom) -> str:
    """The number of the process that answers."""
    return room.lines(b"picture")[0].text.split()[0]


def test_nothing_is_started_before_the_first_card(room: ReadingRoom) -> None:
    assert room.megabytes() == 0
    room.lines(b"picture")
    assert room.megabytes() > 0


def test_one_process_reads_one_card_after_another(room: ReadingRoom) -> None:
    assert who(room) == who(room)


def test_a_process_that_died_is_started_anew(room: ReadingRoom) -> None:
    first = who(room)
    with pytest.raises(Broke, match="died"):
        room.lines(b"die")
    assert who(room) != first


def test_a_process_that_hangs_is_ended_within_its_time(room: ReadingRoom) -> None:
    first, start = who(room), monotonic()
    with pytest.raises(Broke, match="hung"):
        room.lines(b"hang")
    assert monotonic() - start < 10
    assert who(room) != first


def test_what_cannot_be_read_is_told_by_its_class_and_ends_nothing(room: ReadingRoom) -> None:
    first = who(room)
    with pytest.raises(Broke, match="OSError"):
        room.lines(b"broken")
    assert who(room) == first


def test_a_second_card_is_told_that_the_place_is_taken(room: ReadingRoom) -> None:
    room.lines(b"picture")
    slow = threading.Thread(target=room.lines, args=(b"slow",))
    slow.start()
    try:
        while not room._place.locked():
            pass
        with pytest.raises(Busy):
            room.lines(b"picture")
        assert room.lines(b"picture", wait=10)
    finally:
        slow.join()


def test_the_process_is_told_none_of_our_secrets(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMBUNG_SECRET_KEYS", "a secret that only the tests know about")
    names = room.lines(b"picture")[0].text.split()
    assert "PYTHONPATH" in names
    assert not [name for name in names if name.startswith("SAMBUNG")]


def test_a_reader_that_never_starts_is_said_to_be_broken() -> None:
    with pytest.raises(Broke):
        ReadingRoom((sys.executable, "-c", "raise SystemExit(1)")).lines(b"picture")


def test_a_closed_room_starts_nothing_more(room: ReadingRoom) -> None:
    room.close()
    with pytest.raises(Broke, match="closed"):
        room.lines(b"picture")


def test_without_the_extra_there_is_no_reader() -> None:
    installed = find_spec("rapidocr") is not None
    assert (reading_room.reader() is not None) is installed


def test_who_comes_while_the_models_are_loaded_waits_for_them(room: ReadingRoom) -> None:
    room.warm()
    while not room._place.locked():
        pass
    assert room.lines(b"picture")
