"""Numbers for whoever watches: what waits, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from flows.messages import Lane
from storage import jobs, timers
from storage.database import Database
from storage.figures import LATE, Figures, Held, figures
from storage.tables import Inbox
from tests.storage.lines import TELEGRAM, Line

HOUR = timedelta(hours=1)


@pytest.fixture
def line(database: Database, now: datetime) -> Line:
    return Line(database, now)


def look(line: Line) -> Figures:
    with line.database.read() as session:
        return figures(session, line.now)


def test_an_empty_house_has_nothing_waiting(line: Line) -> None:
    found = look(line)
    assert (found.backlog, found.held, found.jobs) == ([], [], [])
    assert (found.parked, found.cards, found.timers.late) == (0, 0, 0)
    assert found.timers.lag == timedelta()


def test_the_line_has_its_length_and_the_age_of_its_oldest(line: Line, address: int) -> None:
    line.put("one", address)
    line.later(60)
    line.put("two", address)
    line.put("three", address, Lane.NOTICE)
    reply, notice = look(line).backlog
    assert (reply.lane, reply.waiting, reply.oldest) == (Lane.REPLY, 2, timedelta(seconds=60))
    assert (notice.lane, notice.waiting, notice.oldest) == (Lane.NOTICE, 1, timedelta())


def test_what_is_held_is_counted_by_its_reason_and_is_not_in_line(line: Line, address: int) -> None:
    line.hold(line.put("one", address))
    found = look(line)
    assert found.held == [Held(TELEGRAM, "window", 1)]
    assert found.backlog == []


def test_a_job_that_waits_has_its_kind_and_age(line: Line) -> None:
    with line.database.write() as session:
        jobs.order(session, "fetch", 1, line.now)
    line.later(30)
    (found,) = look(line).jobs
    assert (found.kind, found.status, found.count) == ("fetch", "waiting", 1)


@pytest.mark.parametrize(("ahead", "late"), [(-LATE, 1), (-LATE / 2, 0), (HOUR, 0)])
def test_a_timer_is_late_when_it_has_been_due_for_a_while(
    line: Line, ahead: timedelta, late: int
) -> None:
    with line.database.write() as session:
        timers.set_timer(session, "conversation", 1, "nudge", line.now + ahead)
    found = look(line).timers
    assert (found.late, found.lag) == (late, max(timedelta(), -ahead))


def test_a_parked_message_is_counted(line: Line) -> None:
    with line.database.write() as session:
        for number, status in enumerate(("done", "parked")):
            session.add(
                Inbox(
                    channel=TELEGRAM,
                    provider_id=str(number),
                    received_at=line.now,
                    content={},
                    status=status,
                )
            )
    assert look(line).parked == 1
