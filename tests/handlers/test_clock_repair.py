"""A case never waits without a clock, whatever made it lose one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from flows.cases.clocks import Kind
from flows.cases.states import Stage, State
from handlers import clock_repair
from handlers.house import House
from storage.tables import ClockRow, Timer
from tests.handlers.clockwork import Desk, manned
from tests.handlers.people import Clock, Person
from tests.handlers.threads import at_once


@pytest.fixture
def desk(house: House, clock: Clock, warga: Person) -> Desk:
    return manned(house, clock, warga)


def without_clocks(house: House) -> None:
    """As a case stood before there were clocks."""
    with house.database.write() as session:
        session.execute(delete(ClockRow))
        session.execute(delete(Timer).where(Timer.subject == "case"))


def test_a_case_from_before_there_were_clocks_keeps_its_promise(desk: Desk) -> None:
    promised = desk.row(Kind.HANDLING).due_at
    without_clocks(desk.house)
    desk.clock.forward(hours=30)
    assert clock_repair.repair(desk.house) == 1
    assert desk.row(Kind.HANDLING).due_at == promised
    assert desk.told() == [("group", "")]
    assert ("supervisor", "warn_holder") in desk.passes(minutes=0)


def test_a_running_clock_that_lost_its_timer_gets_it_back(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING)
    with desk.house.database.write() as session:
        session.execute(update(Timer).values(due_at=None))
    assert clock_repair.unclocked(desk.house) == [1]
    assert clock_repair.repair(desk.house) == 1
    desk.told()
    assert desk.passes(hours=3) == [("puskesos_officer", "warn_holder")]


def test_a_clock_that_has_said_everything_needs_no_timer(desk: Desk) -> None:
    desk.puts(State.SCREENING, Stage.SCREENING)
    desk.passes(days=3)
    assert clock_repair.repair(desk.house) == 0
    assert desk.told() == []


def test_a_case_that_is_over_needs_no_clock(desk: Desk) -> None:
    desk.puts(State.CLOSED, Stage.ANSWER)
    assert clock_repair.unclocked(desk.house) == []


def test_processes_that_start_together_mend_it_once(desk: Desk) -> None:
    without_clocks(desk.house)
    assert sum(at_once(*[lambda: clock_repair.repair(desk.house)] * 4)) == 1
    assert desk.told() == [("group", "")]
    assert desk.row(Kind.SCREENING).due_at == desk.clock.now + timedelta(hours=4)
