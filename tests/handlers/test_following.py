"""A case can be followed through the logs by ids, and through the figures by what was counted."""

from __future__ import annotations

from dataclasses import replace

from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.testing import capture_logs

from handlers import timers
from handlers.following import concerns, following
from handlers.house import House
from handlers.meter import Meter, Slow, Step
from storage.tables import Address, Case, Inbox
from tests.handlers.people import ABOUT, Clock, Person
from tests.handlers.rows import rows


class Watcher(Meter):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def took(self, what: Step | Slow, kind: str, seconds: float) -> None:
        assert seconds >= 0
        self.seen.append((what.value, kind))

    def timer(self, kind: str, result: str) -> None:
        self.seen.append((kind, result))


def test_what_is_added_inside_ends_with_the_block() -> None:
    with following(channel="telegram"):
        with following(inbox_id=7):
            concerns(case_id=3, contact_id=None)
            assert get_contextvars() == {"channel": "telegram", "inbox_id": 7, "case_id": 3}
        assert get_contextvars() == {"channel": "telegram"}
    assert get_contextvars() == {}


def test_nothing_is_added_where_no_work_is_followed() -> None:
    concerns(case_id=3)
    assert get_contextvars() == {}


def test_the_line_of_the_turn_that_opens_a_case_names_message_person_and_case(
    house: House, warga: Person
) -> None:
    with capture_logs(processors=[merge_contextvars]) as lines:
        warga.complains()
    last = lines[-1]
    case = rows(house, Case)[0]
    assert (last["event"], last["status"], last["case_id"]) == ("turn", "done", case.id)
    assert last["inbox_id"] == max(row.id for row in rows(house, Inbox))
    assert last["address_id"] == rows(house, Address)[0].id
    assert last["contact_id"] == case.contact_id


def test_a_turn_before_there_is_a_case_names_none(warga: Person) -> None:
    with capture_logs(processors=[merge_contextvars]) as lines:
        warga.says("halo")
    assert [line["event"] for line in lines] == ["turn"]
    assert "case_id" not in lines[0]


def test_a_staff_members_press_names_the_case(surveyed: str, supervisor: Person) -> None:
    with capture_logs(processors=[merge_contextvars]) as lines:
        supervisor.says("tugas")
        supervisor.presses("Setujui")
    assert lines[-1]["case_id"] == 1


def test_each_step_of_a_turn_is_timed_once(house: House, warga: Person) -> None:
    watcher = Watcher()
    Person(replace(house, meter=watcher), warga.channel, warga.id).says("halo")
    assert watcher.seen == [
        (step, "") for step in ("wait", "store", "load", "decide", "carry_out", "commit")
    ]


def test_a_timer_that_fires_is_counted_and_says_how_late_it_was(
    house: House, warga: Person, clock: Clock
) -> None:
    warga.says("halo", "1", "1", "1", *ABOUT, "wates")
    clock.forward(hours=24)
    watcher = Watcher()
    with capture_logs(processors=[merge_contextvars]) as lines:
        timers.tick(replace(house, meter=watcher))
    fired = [line for line in lines if line["event"] == "timer"]
    assert fired[0]["contact_id"] == 1
    assert fired[0]["lag"] >= 0
    assert (fired[0]["kind"], "fired") in watcher.seen
