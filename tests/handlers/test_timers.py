"""Timers fire once, only while they stand, and one that fails does not stop the others."""

from __future__ import annotations

from structlog.testing import capture_logs

from handlers import timers
from handlers.house import House
from storage.tables import ConversationRow, Timer
from storage.timers import due
from tests.handlers.people import ABOUT, Clock, Person
from tests.handlers.rows import rows
from tests.handlers.threads import at_once

IN_THE_TALK = ("halo", "1", "1", "1", *ABOUT, "wates")


def test_two_processes_ticking_fire_once(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*IN_THE_TALK)
    siti.hears()
    clock.forward(hours=23)
    fired = at_once(*[lambda: timers.tick(house)] * 4)
    assert sum(fired) == 1
    assert len(siti.hears()) == 1


def test_a_timer_that_was_set_anew_is_stale(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*IN_THE_TALK)
    clock.forward(hours=23)
    with house.database.read() as session:
        (read,) = due(session, clock(), 10)
    siti.says("1")
    siti.hears()
    assert timers.fire(house, read) is False
    assert siti.hears() == []


def test_a_finished_talk_has_no_timer(house: House, siti: Person) -> None:
    siti.complains()
    talk = [row.due_at for row in rows(house, Timer) if row.subject == "conversation"]
    assert talk == [None, None]


def test_nothing_fires_before_its_time(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*IN_THE_TALK)
    clock.forward(hours=22)
    assert timers.tick(house) == 0


def test_a_timer_that_fails_is_put_off_and_the_others_fire(
    house: House, siti: Person, warga: Person, clock: Clock
) -> None:
    siti.says(*IN_THE_TALK)
    with house.database.write() as session:
        row = session.get_one(ConversationRow, 1)
        row.state = {**row.state, "answers": "CONTOH rahasia"}
    warga.says(*IN_THE_TALK)
    warga.hears()
    clock.forward(hours=23)
    with capture_logs() as lines:
        assert timers.tick(house) == 1
        assert timers.tick(house) == 0
    assert len(warga.hears()) == 1
    assert [line["event"] for line in lines] == ["timer_failed", "timer"]
    assert "rahasia" not in str(lines)
