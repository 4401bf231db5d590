"""When timers stop firing the office hears of it, now and then; when they run again, once."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from handlers import auditor, timers
from handlers.house import House
from storage.tables import ConversationRow
from storage.timers import set_timer
from tests.handlers.people import ABOUT, Clock, Group, Person
from tests.handlers.threads import at_once


@pytest.fixture
def group(house: House, supervisor: Person) -> Group:
    bound = Group(house).bound(supervisor)
    bound.hears()
    return bound


def due_now(house: House) -> None:
    with house.database.write() as session:
        set_timer(session, "case", 99, "visit", house.clock())


def said(group: Group) -> list[str]:
    return [message.text.partition(":")[0] for message in group.hears()]


def test_a_timer_that_does_not_fire_for_five_minutes_alarms_the_office(
    house: House, group: Group, clock: Clock
) -> None:
    due_now(house)
    clock.forward(minutes=4, seconds=59)
    assert (auditor.look(house), said(group)) == (0, [])
    clock.forward(seconds=1)
    with capture_logs() as lines:
        assert auditor.look(house) == 1
    assert said(group) == ["PERHATIAN"]
    assert lines == [{"event": "timers_late", "count": 1, "log_level": "error"}]


def test_the_alarm_is_repeated_once_an_hour_at_most(
    house: House, group: Group, clock: Clock
) -> None:
    due_now(house)
    for _ in range(120):
        clock.forward(minutes=1)
        auditor.look(house)
    assert said(group) == ["PERHATIAN", "PERHATIAN"]


def test_that_they_run_again_is_said_once(house: House, group: Group, clock: Clock) -> None:
    due_now(house)
    clock.forward(minutes=6)
    auditor.look(house)
    timers.tick(house)
    group.hears()
    for _ in range(3):
        clock.forward(minutes=1)
        auditor.look(house)
    assert said(group) == ["Pengingat laporan sudah berjalan lagi. Tidak ada yang perlu dilakukan."]


def test_timers_that_fire_are_not_spoken_of(house: House, group: Group, clock: Clock) -> None:
    due_now(house)
    timers.tick(house)
    clock.forward(hours=1)
    assert (auditor.look(house), said(group)) == (0, [])


def test_a_timer_that_fails_and_is_put_off_counts_as_late(
    house: House, group: Group, clock: Clock, siti: Person
) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates")
    with house.database.write() as session:
        row = session.get_one(ConversationRow, 2)
        row.state = {**row.state, "answers": "CONTOH"}
    clock.forward(hours=23)
    with capture_logs():
        timers.tick(house)
        assert auditor.look(house) == 1


def test_of_several_processes_one_alarms(house: House, group: Group, clock: Clock) -> None:
    due_now(house)
    clock.forward(minutes=6)
    assert at_once(*[lambda: auditor.look(house)] * 4) == [1, 1, 1, 1]
    assert said(group) == ["PERHATIAN"]


def test_without_a_group_the_office_is_alarmed_in_private(
    house: House, supervisor: Person, clock: Clock
) -> None:
    due_now(house)
    clock.forward(minutes=6)
    auditor.look(house)
    assert "1 pengingat" in supervisor.hears()[0]
