"""What can go wrong around the program, each thing by name.

Every scenario happens while four residents report on both channels. `small` is for the quick
tests: the same trouble, less of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.demo.faults import Fault
from tests import postgres
from tests.kill.calls import at_once, poison, telegram_call, whatsapp_call
from tests.kill.stage import Stage
from tests.story.town import PATIENCE

BOTH = ("sqlite", "postgresql")
TEN_TIMES = 10


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of trouble."""

    name: str
    what: str
    trouble: Callable[[Stage, bool], None]
    databases: tuple[str, ...] = BOTH
    pace: float = 10.0
    """How much quicker the town's time runs."""
    alone: bool = False
    """It needs a server that nobody else uses."""


def _down(stage: Stage, small: bool) -> None:
    stage.city_seconds(20)
    stage.reachable(yes=False)
    stage.city_seconds(60 if small else 600)
    stage.well_again()


def _slow(stage: Stage, small: bool) -> None:
    stage.next(Fault("slow", "Message", seconds=2 if small else 30), 2)


def _too_many(stage: Stage, small: bool) -> None:
    stage.often(Fault("too_many", "Message", seconds=3), 0.4, seed=1)


def _broken_after(stage: Stage, small: bool) -> None:
    stage.often(Fault("broken_after", "Message", status=502), 0.2, seed=11)


def _garbled(stage: Stage, small: bool) -> None:
    stage.often(Fault("garbage", "Message"), 0.1, seed=21)
    stage.often(Fault("truncated", "Message"), 0.1, seed=31)


def _storm(stage: Stage, small: bool) -> None:
    stage.often(Fault("too_many", "Message", seconds=1), 0.10, seed=1)
    stage.often(Fault("broken_after", "Message", status=502), 0.10, seed=11)
    stage.often(Fault("dropped", "Message"), 0.10, seed=21)
    stage.often(Fault("garbage", "Message"), 0.05, seed=31)
    stage.next(Fault("dropped"), 1)


def _locked(stage: Stage, small: bool) -> None:
    for _ in range(1 if small else 4):
        stage.keep_busy(1 if small else 8)
        time.sleep(1)


def _cut(stage: Stage, small: bool) -> None:
    for _ in range(5 if small else 40):
        time.sleep(0.4)
        stage.cut_connections()


def _restarted(stage: Stage, small: bool) -> None:
    postgres.keep_what_is_committed(stage.town.database.url)
    for _ in range(1 if small else 4):
        time.sleep(2)
        stage.restart_database(1 if small else 5)


def _full(stage: Stage, small: bool) -> None:
    for _ in range(1 if small else 4):
        stage.disk(full=True)
        time.sleep(1.5 if small else 5)
        stage.disk(full=False)
        time.sleep(1)


def _jump(stage: Stage, small: bool) -> None:
    for _ in range(1 if small else 4):
        time.sleep(0.5)
        stage.time.wrong_by = timedelta(hours=3)
        time.sleep(1)
        stage.time.wrong_by = timedelta()


def _ten_times(stage: Stage, small: bool) -> None:
    town = stage.town
    budi = town.platforms.telegram_person("Budi Contoh")
    budi.app.private_chat(budi.person).bot = "member"
    town.platforms.whatsapp_person("Siti Contoh").chat.last_inbound = town.clock()
    for number in range(2 if small else 10):
        for call in (telegram_call, whatsapp_call):
            assert set(at_once(call, town, [number + 1] * TEN_TIMES, "halo")) <= {200, 503}


def _late(stage: Stage, small: bool) -> None:
    """The program is away for five hours; what came meanwhile is brought then."""
    time.sleep(0.5)
    stage.down()
    time.sleep(1 if small else 10)
    stage.time.wrong_by += timedelta(hours=5)
    stage.up()


def _out_of_order(stage: Stage, small: bool) -> None:
    """One person's messages in another order than they were written."""
    town = stage.town
    budi = town.platforms.telegram_person("Budi Contoh")
    budi.app.private_chat(budi.person).bot = "member"
    for number in (7, 5, 6) if small else (17, 12, 16, 11, 15, 13, 14):
        assert telegram_call(town, number, "halo") == 200


def _hanging(stage: Stage, small: bool) -> None:
    """Jobs that fetch photos hang in the platform's answer."""
    for method in ("file", "Media"):
        stage.next(Fault("slow", method, seconds=2 if small else 19), 2)


def _poison(stage: Stage, small: bool) -> None:
    """A message that handling cannot bear, twice."""
    town = stage.town
    siti = town.platforms.whatsapp_person("Siti Contoh")
    siti.says("halo")
    siti.wait_for("Pilih bahasa", PATIENCE)
    poison(town, siti)
    for number in (1, 2):
        assert whatsapp_call(town, number, "1") == 200
    stage.to_be_parked = 2


SCENARIOS = (
    Scenario("provider_down", "both platforms unreachable for 10 minutes", _down, pace=20),
    Scenario("slow", "answers that take 30 s", _slow),
    Scenario("too_many", "429 for 40 of 100 calls", _too_many),
    Scenario("broken_after", "502 after the message was delivered, 20 of 100", _broken_after),
    Scenario("garbled", "garbage and answers that break off, 20 of 100", _garbled),
    Scenario("storm", "429, 502 after delivery, hang-ups and garbage, 35 of 100", _storm),
    Scenario("locked", "another program keeps the database for 8 s", _locked, ("sqlite",), pace=1),
    Scenario("cut", "all connections to the database cut, 40 times", _cut, ("postgresql",), pace=1),
    Scenario(
        "restarted",
        "PostgreSQL crashes and is back after 5 s",
        _restarted,
        ("postgresql",),
        pace=1,
        alone=True,
    ),
    Scenario("disk_full", "the database cannot grow", _full, ("sqlite",), pace=1),
    Scenario("clock_jump", "the clock jumps 3 hours ahead and back", _jump, pace=1),
    Scenario("ten_times", "the same update ten times at once", _ten_times, pace=1),
    Scenario("late", "the program away for 5 hours", _late, pace=1),
    Scenario("out_of_order", "updates in another order", _out_of_order, pace=1),
    Scenario("hanging", "jobs that hang", _hanging, pace=1),
    Scenario("poison", "a message that cannot be handled", _poison, pace=1),
)
