"""The case that plays by itself goes through to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.play import Play
from bot.demo.replay import LONGEST, SHORTEST, Pace, Replay, Stopped
from bot.demo.world import World
from storage.tables import Case
from tests.demo.mornings import on_a_morning


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    folder: Path = tmp_path_factory.mktemp("replay")
    with Play(folder, staff=False, clock=on_a_morning()) as running:
        # Nobody rests here between two acts, so more comes to a chat than the platform takes.
        running.platforms.telegram.rates.private = 50
        yield running


def no_rest(_words: str) -> None:
    """Nobody watches."""


def cases_of(play: Play) -> list[Case]:
    with play.database.read() as session:
        return list(session.scalars(select(Case)))


def test_a_whole_case_plays_from_the_first_word_to_the_rating(play: Play) -> None:
    play.one_case(no_rest)
    with play.database.read() as session:
        case = session.get_one(Case, 1)
        assert (case.state, case.result, case.rating) == ("closed", "granted", 5)
    held = {e.extra["phone"] for e in play.platforms.world.after(0) if e.kind == "hold"}
    assert held == {"warga", "fasilitator", "grup", "sekretariat"}


def test_it_plays_once_more_beside_the_buttons_of_the_first_case(play: Play) -> None:
    while len(cases_of(play)) < 2:
        play.one_case(no_rest)
    assert [case.state for case in cases_of(play)] == ["closed", "closed"]


def test_long_words_rest_longer_and_nothing_rests_for_ever() -> None:
    pace = Pace()
    assert pace.seconds("") == SHORTEST
    assert SHORTEST < pace.seconds("kata " * 20) < pace.seconds("kata " * 1000) == LONGEST


def test_a_second_press_stops_it() -> None:
    world, stopped = World(lambda: datetime.now(UTC)), list[bool]()

    def script(rest: Callable[[str], None]) -> None:
        try:
            while True:
                rest("")
        except Stopped:
            stopped.append(True)
            raise

    replay = Replay(world, script)
    assert replay.toggle(20)
    assert not replay.toggle()
    assert stopped == [True]
