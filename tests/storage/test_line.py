"""Who may leave next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, text

from flows.messages import Lane, Outgoing
from storage import outbox
from storage.database import Database
from storage.line import SENDABLE
from storage.tables import Address, Contact, Outbox
from tests.storage.lines import TELEGRAM, Line


@pytest.fixture
def line(database: Database, now: datetime) -> Line:
    return Line(database, now)


def test_the_next_message_waits_until_the_one_before_is_accepted(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.put("two", address)

    assert line.claim() == ["one"]
    assert line.claim() == []
    line.sent(first)
    assert line.claim() == ["two"]


def test_different_people_leave_together(line: Line, address: int, neighbour: int) -> None:
    line.put("mine", address)
    line.put("yours", neighbour)

    assert line.claim() == ["mine", "yours"]


def test_a_lower_lane_goes_first(line: Line, address: int, neighbour: int) -> None:
    line.put("bulk", address, Lane.BULK)
    line.put("notice", neighbour, Lane.NOTICE)
    line.put("tap", neighbour, Lane.CALLBACK)

    assert line.claim() == ["tap", "notice", "bulk"]


def test_a_reply_overtakes_the_same_persons_notice(line: Line, address: int) -> None:
    line.put("notice", address, Lane.NOTICE)
    line.put("reply", address, Lane.REPLY)

    assert line.claim() == ["reply"]


def test_a_person_has_one_message_on_its_way_whatever_the_lane(line: Line, address: int) -> None:
    line.put("notice", address, Lane.NOTICE)
    line.claim()
    line.put("reply", address, Lane.REPLY)

    assert line.claim() == []


def test_an_answer_to_a_tap_waits_for_nobody(line: Line, address: int) -> None:
    line.put("reply", address)
    line.claim()
    line.put("tap", address, Lane.CALLBACK)
    line.put("another tap", address, Lane.CALLBACK)

    assert line.claim() == ["tap", "another tap"]


def test_an_answer_to_a_tap_holds_up_nobody(line: Line, address: int) -> None:
    line.put("tap", address, Lane.CALLBACK)
    line.claim()
    line.put("reply", address)

    assert line.claim() == ["reply"]


def test_an_old_answer_to_a_tap_is_dropped(line: Line, address: int) -> None:
    tap = line.put("tap", address, Lane.CALLBACK)
    line.later(11)

    assert line.claim() == []
    assert (line.row(tap).status, line.row(tap).reason) == ("dropped", "stale")


def test_the_limit_takes_the_best(line: Line, address: int, neighbour: int) -> None:
    line.put("notice", address, Lane.NOTICE)
    line.put("reply", neighbour)

    assert line.claim(limit=1) == ["reply"]


def test_a_held_message_lets_the_next_pass(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.put("two", address)
    line.claim()
    line.hold(first)

    assert line.claim() == ["two"]


def test_a_woken_message_goes_before_later_ones(line: Line, address: int) -> None:
    line.hold(line.put("one", address))
    line.put("two", address)

    assert line.wake(address) == 1
    assert line.claim() == ["one"]


def test_a_message_for_tomorrow_lets_todays_pass(line: Line, address: int) -> None:
    line.put("tomorrow", address, not_before=line.now + timedelta(hours=17))
    line.put("today", address)

    assert line.claim() == ["today"]


def test_a_message_for_tomorrow_leaves_tomorrow(line: Line, address: int) -> None:
    line.put("tomorrow", address, not_before=line.now + timedelta(hours=17))
    line.later(17 * 3600)

    assert line.claim() == ["tomorrow"]


def test_a_refused_message_keeps_its_place_until_its_time(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.put("two", address)
    line.claim()
    line.retry(first, 30)

    assert line.claim() == []
    line.later(30)
    assert line.claim() == ["one"]


def test_a_paced_message_keeps_its_place_and_was_no_attempt(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.put("two", address)
    line.claim()
    line.postpone(first, 3)

    assert line.claim() == []
    line.later(3)
    assert [(c.outgoing.text, c.attempts) for c in line.claimed()] == [("one", 1)]


def test_a_message_given_up_lets_the_next_pass(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.put("two", address)
    line.claim()
    with line.database.write() as session:
        outbox.give_up(session, first, "21211")

    assert line.claim() == ["two"]
    assert line.row(first).reason == "21211"


def test_a_claim_that_nobody_recorded_is_repeated_after_a_minute(line: Line, address: int) -> None:
    line.put("one", address)
    line.claim()
    line.later(59)
    assert line.claim() == []
    line.later(1)

    assert [(c.attempts, c.repeated) for c in line.claimed()] == [(2, True)]


def test_nobody_waits_longer_than_a_minute_for_the_one_before(line: Line, address: int) -> None:
    line.put("one", address)
    line.put("two", address)
    line.claim()
    line.later(60)

    assert [line.claim(), line.claim()] == [["one"], ["two"]]


def test_what_a_dead_worker_had_is_free_at_once_and_keeps_its_place(
    line: Line, address: int
) -> None:
    line.put("one", address)
    line.put("two", address)
    line.claim(worker="host-1")

    assert line.release("host-") == 1
    assert [(c.outgoing.text, c.repeated) for c in line.claimed()] == [("one", True)]
    assert line.claim() == []


def test_release_leaves_other_workers_alone(line: Line, address: int) -> None:
    line.put("one", address)
    line.claim(worker="other-1")

    assert line.release("host-") == 0


def test_what_our_own_threads_are_sending_is_not_released(
    line: Line, address: int, neighbour: int
) -> None:
    line.put("mine", address)
    line.claim(worker="host-1-a")
    line.put("theirs", neighbour)
    line.claim(worker="host-1-b")
    with line.database.write() as session:
        assert outbox.release(session, TELEGRAM, spare="host-1-a") == 1

    assert line.claim() == ["theirs"]


def test_a_message_sent_twice_can_be_counted(line: Line, address: int) -> None:
    first = line.put("one", address)
    line.claim()
    line.release()
    line.claim()
    line.sent(first)

    assert (line.row(first).reason, line.row(first).attempts) == ("released", 2)


def test_a_group_is_a_line_of_its_own(line: Line, address: int, group: int) -> None:
    with line.database.write() as session:
        for words in ("card", "line"):
            outbox.put(
                session,
                channel=TELEGRAM,
                group_id=group,
                outgoing=Outgoing(words),
                lane=Lane.NOTICE,
                now=line.now,
            )
    line.put("reply", address)

    assert line.claim() == ["reply", "card"]


def test_another_channels_messages_stay(line: Line, address: int) -> None:
    line.put("one", address)
    with line.database.write() as session:
        assert outbox.claim(session, "whatsapp", "one", line.now, 10) == []


def test_a_claim_finds_a_persons_line_by_its_index(line: Line) -> None:
    _crowd(line)
    explain = "EXPLAIN QUERY PLAN" if line.database.is_sqlite else "EXPLAIN"
    moment = {"of": TELEGRAM.value, "now": line.now, "overdue": line.now, "most": 30}
    words = SENDABLE.params(moment).compile(
        line.database.engine, compile_kwargs={"literal_binds": True}
    )
    with line.database.read() as session:
        plan = str(session.execute(text(f"{explain} {words}")).all())

    assert "ix_outbox_address_line" in plan
    assert "Seq Scan" not in plan


def _crowd(line: Line) -> None:
    """300 people of whom each waits for a message, and a planner who knows it."""
    people = range(1001, 1301)
    message = {"lane": Lane.REPLY, "content": Outgoing("kabar").to_json(), "created_at": line.now}
    with line.database.write() as session:
        session.execute(insert(Contact), [{"id": n, "created_at": line.now} for n in people])
        addresses = [
            {"id": n, "contact_id": n, "channel": TELEGRAM, "key": str(n), "external": str(n)}
            for n in people
        ]
        session.execute(insert(Address), addresses)
        waiting = [{**message, "channel": TELEGRAM, "address_id": n} for n in people]
        session.execute(insert(Outbox), waiting)
        session.execute(insert(Outbox), [{**row, "status": "sent"} for row in waiting] * 5)
    with line.database.write() as session:
        session.execute(text("ANALYZE outbox"))
