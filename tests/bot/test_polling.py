"""Of all who could ask Telegram for news one does, and nobody who would take another's calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bot.introduction import Introduction
from bot.polling import LeasedPolling
from bot.program import POLLING
from storage.database import Database, connect
from storage.lease import Lease
from storage.secrets import Keyring
from webhooks.sending import Health

PATIENCE = 20.0


@dataclass
class Poller:
    """Asks nobody."""

    started: list[Poller]
    alive: bool = False

    def start(self) -> None:
        self.alive = True
        self.started.append(self)

    def stop(self) -> None:
        self.alive = False


@dataclass
class Door:
    """Is told our address."""

    addresses: list[str] = field(default_factory=list)

    def check(self) -> Health:
        return Health(ok=True)

    def set_webhook(self, address: str) -> None:
        self.addresses.append(address)


@pytest.fixture
def other(database_url: str, keyring: Keyring) -> Iterator[Database]:
    """The same database, as another process has it open."""
    opened = connect(database_url, keyring)
    yield opened
    opened.close()


@contextmanager
def polling(database: Database, started: list[Poller]) -> Iterator[LeasedPolling]:
    def make() -> Any:
        return Poller(started)

    made = LeasedPolling(Lease(database, POLLING), make)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def introduction(database: Database, door: Door) -> Introduction:
    shared = Lease(database, POLLING, shared=True)
    return Introduction(cast(Any, door), "https://slrt.example", shared)


def test_a_second_process_polls_only_when_the_first_has_ended(
    database: Database, other: Database
) -> None:
    first: list[Poller] = []
    second: list[Poller] = []
    with polling(database, first):
        until(lambda: bool(first))
        with polling(other, second) as standby:
            threading.Event().wait(0.3)
            assert second == []
            assert standby.health() == Health(
                ok=True, why="standing by: another process takes the news"
            )
    assert not first[0].alive


def test_the_standby_polls_when_the_first_has_gone(database: Database, other: Database) -> None:
    first: list[Poller] = []
    second: list[Poller] = []
    with polling(database, first):
        until(lambda: bool(first))
        standby = LeasedPolling(Lease(other, POLLING), lambda: cast(Any, Poller(second)))
        standby.start()
    until(lambda: bool(second))
    standby.stop()


def test_nobody_polls_beside_a_process_that_telegram_calls(
    database: Database, other: Database
) -> None:
    door, started = Door(), list[Poller]()
    called = introduction(database, door)
    called.again()
    with polling(other, started):
        threading.Event().wait(0.3)
        assert (door.addresses, started) == (["https://slrt.example"], [])
        called.end()
        until(lambda: bool(started))


def test_no_webhook_is_set_while_somebody_polls(database: Database, other: Database) -> None:
    door, started = Door(), list[Poller]()
    called = introduction(database, door)
    with polling(other, started):
        until(lambda: bool(started))
        called.again()
        assert door.addresses == []
    called.again()
    called.again()
    assert door.addresses == ["https://slrt.example"]
    called.end()


def test_several_that_are_called_are_in_nobodys_way(database: Database, other: Database) -> None:
    doors = Door(), Door()
    both = [introduction(one, door) for one, door in zip((database, other), doors, strict=True)]
    for one in both:
        one.again()
    assert [len(door.addresses) for door in doors] == [1, 1]
    for one in both:
        one.end()
