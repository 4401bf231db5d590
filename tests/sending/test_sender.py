"""The loop that empties the outbox: what it does when something dies under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from flows.messages import Channel
from handlers import delivery
from handlers.house import House
from tests.handlers.people import Clock, Person
from tests.sending.conftest import Post
from tests.sending.door import TestDoor
from webhooks.attachments import Attachments
from webhooks.sender import Sender


def sender_for(house: House, door: TestDoor) -> Sender:
    return Sender(house, door, Attachments(house, door.channel, None), 30)


@pytest.fixture
def running(house: House) -> Iterator[tuple[TestDoor, Sender]]:
    """A sender in a thread of its own, rung after each commit."""
    door = TestDoor(Channel.TELEGRAM)
    sender = sender_for(house, door)
    sender.start()
    yield door, sender
    sender.stop()


def test_a_running_sender_sends_what_comes(
    house: House, siti: Person, running: tuple[TestDoor, Sender]
) -> None:
    door, sender = running
    arrived = Event()
    door.before_accepting = lambda _id: arrived.set()
    woken = replace(house, wake=lambda _whom=None: sender.ring())
    Person(woken, siti.channel, siti.id).says("halo")
    assert arrived.wait(10)


def test_only_one_of_two_senders_leads(
    house: House, siti: Person, running: tuple[TestDoor, Sender]
) -> None:
    door, sender = running
    arrived = Event()
    door.before_accepting = lambda _id: arrived.set()
    siti.says("halo")
    sender.ring()
    assert arrived.wait(10)
    standby = sender_for(house, TestDoor(Channel.TELEGRAM))
    standby.start()
    standby.stop()
    assert (sender.leading, standby.leading) == (True, False)


def test_what_a_dead_leader_had_is_sent_by_the_next(
    house: House, telegram: Post, ana: Person
) -> None:
    telegram.put(ana, "kabar")
    assert delivery.claim(house, Channel.TELEGRAM, "a dead one", 5)
    assert telegram.goes_out() == []
    delivery.take_over(house, Channel.TELEGRAM)
    assert telegram.goes_out() == ["kabar"]


def test_a_send_that_nobody_recorded_is_repeated(
    house: House, telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.put(ana, "kabar")
    assert delivery.claim(house, Channel.TELEGRAM, "a dead one", 5)
    clock.forward(seconds=61)
    assert telegram.goes_out() == ["kabar"]


def test_a_mistake_of_the_door_stops_neither_the_loop_nor_the_message(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(ValueError("CONTOH rahasia"))
    telegram.put(ana, "kabar")
    with capture_logs() as lines:
        telegram.once()
    assert lines[-1]["event"] == "sender_failed"
    assert "rahasia" not in str(lines)
    clock.forward(seconds=61)
    assert telegram.goes_out() == ["kabar"]


def test_a_message_that_cannot_be_recorded_keeps_no_other_from_being_recorded(
    telegram: Post, ana: Person, fasilitator: Person
) -> None:
    telegram.goes_out()
    telegram.door.names["kabar"] = "\ud800"  # no database can write that
    telegram.put(ana, "kabar")
    telegram.put(fasilitator, "lain")
    with capture_logs() as lines:
        telegram.once()
    assert lines[-1]["event"] == "sender_failed"
    assert (telegram.row("kabar").status, telegram.row("lain").status) == ("sending", "sent")


def test_a_message_that_always_fails_is_given_up_in_the_end(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(ValueError("odd"), "kabar", times=1000)
    telegram.put(ana, "kabar")
    with capture_logs():
        for _ in range(70):
            telegram.once()
            clock.forward(seconds=61)
    row = telegram.row("kabar")
    assert (row.status, row.reason) == ("failed", "tries")
    assert row.attempts <= delivery.MOST_CLAIMS + 1


def test_one_person_gets_one_message_at_a_time(telegram: Post, ana: Person) -> None:
    telegram.put(ana, "satu", "dua")
    assert telegram.once() == ["satu"]
    assert telegram.once() == ["dua"]


def test_a_claim_that_the_database_refused_keeps_no_place_from_the_next(
    telegram: Post, ana: Person
) -> None:
    telegram.put(ana, "kabar")
    _rename(telegram, "outbox", "away")
    with pytest.raises(DBAPIError):
        telegram.sender.step()
    _rename(telegram, "away", "outbox")
    assert telegram.goes_out() == ["kabar"]


def _rename(post: Post, table: str, to: str) -> None:
    with post.house.database.write() as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))
