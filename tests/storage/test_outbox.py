"""What is put into the outbox, and what became of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from flows.messages import Button, Lane, Outgoing
from storage import listening, outbox
from storage.database import Database
from storage.outbox import Backlog
from tests.storage.lines import TELEGRAM, Line


@pytest.fixture
def line(database: Database, now: datetime) -> Line:
    return Line(database, now)


def test_a_message_comes_out_as_it_was_put_in(line: Line, address: int) -> None:
    message = Outgoing(
        "Pilih:", (Button("a:1", "Ya"),), notice="ticket", values={"ticket": "26-000001-8"}
    )
    with line.database.write() as session:
        outbox.put(
            session,
            channel=TELEGRAM,
            address_id=address,
            outgoing=message,
            lane=Lane.REPLY,
            now=line.now,
        )
    (claimed,) = line.claimed()

    assert (claimed.outgoing, claimed.notice, claimed.address_id) == (message, "ticket", address)
    assert (claimed.lane, claimed.attempts, claimed.repeated) == (Lane.REPLY, 1, False)


@pytest.mark.parametrize("to", [None, 1])
def test_a_message_has_exactly_one_recipient(
    database: Database, now: datetime, to: int | None
) -> None:
    with database.write() as session, pytest.raises(ValueError, match="one address or"):
        outbox.put(
            session,
            channel=TELEGRAM,
            address_id=to,
            group_id=to,
            outgoing=Outgoing("one"),
            lane=Lane.REPLY,
            now=now,
        )


def test_the_attempt_is_recorded_before_it_is_made(line: Line, address: int) -> None:
    row = line.put("one", address)
    line.claim(worker="host-1")

    stored = line.row(row)
    assert (stored.status, stored.attempts, stored.claimed_by) == ("sending", 1, "host-1")


def test_a_sent_message_says_when_and_as_what(line: Line, address: int) -> None:
    row = line.put("one", address)
    line.claim()
    line.sent(row, "SM1")

    stored = line.row(row)
    assert (stored.status, stored.sent_at, stored.provider_id) == ("sent", line.now, "SM1")


def test_a_late_word_about_a_sent_message_changes_nothing(line: Line, address: int) -> None:
    row = line.put("one", address)
    line.claim()
    line.sent(row)
    line.retry(row, 5)

    assert line.row(row).status == "sent"


def test_an_answer_in_the_webhooks_response_is_stored_as_sent(line: Line, address: int) -> None:
    row = line.put("one", address, status="sent")

    assert (line.row(row).sent_at, line.claim()) == (line.now, [])


def test_a_better_reply_drops_the_one_that_waited(line: Line, address: int) -> None:
    held = line.put("too short", address, not_before=line.now + timedelta(seconds=3))
    line.put("notice", address, Lane.NOTICE, not_before=line.now + timedelta(hours=9))
    with line.database.write() as session:
        assert listening.drop_pending_holds(session, address) == 1

    assert (line.row(held).status, line.row(held).reason) == ("dropped", "replaced")


def test_a_refused_reply_is_not_dropped_as_one_that_waited(line: Line, address: int) -> None:
    row = line.put("one", address)
    line.claim()
    line.retry(row, 3)
    with line.database.write() as session:
        assert listening.drop_pending_holds(session, address) == 0

    assert line.row(row).status == "waiting"


def test_a_reply_on_its_way_is_not_dropped(line: Line, address: int) -> None:
    line.put("too short", address, not_before=line.now + timedelta(seconds=3))
    line.later(3)
    line.claim()
    with line.database.write() as session:
        assert listening.drop_pending_holds(session, address) == 0


def test_what_is_held_can_be_seen(line: Line, address: int, neighbour: int) -> None:
    held = line.put("one", address, status="held", reason="window")
    line.put("two", neighbour, status="held", reason="window")
    with line.database.read() as session:
        found = listening.held_for(session, address)

    assert [(row.id, row.reason) for row in found] == [(held, "window")]


def test_waking_one_person_leaves_the_other_asleep(
    line: Line, address: int, neighbour: int
) -> None:
    line.put("one", address, status="held", reason="window")
    line.put("two", neighbour, status="held", reason="window")
    line.wake(address)

    assert line.claim() == ["one"]


def test_a_rerouted_message_goes_to_the_other_address(
    line: Line, address: int, neighbour: int
) -> None:
    row = line.put("one", address)
    line.claim()
    with line.database.write() as session:
        outbox.reroute(session, row, "whatsapp", neighbour, "window")
        (claimed,) = outbox.claim(session, "whatsapp", "two", line.now, 1)

    assert (claimed.address_id, claimed.attempts, claimed.repeated) == (neighbour, 1, False)


def test_something_pending_is_known(line: Line, address: int, neighbour: int) -> None:
    line.put("one", address)
    with line.database.read() as session:
        assert outbox.pending(session, address)
        assert not outbox.pending(session, neighbour)


def test_the_backlog_counts_what_is_in_line(line: Line, address: int, neighbour: int) -> None:
    line.put("one", address)
    line.later(5)
    line.put("two", address)
    line.put("three", neighbour, Lane.NOTICE)
    line.put("tomorrow", address, not_before=line.now + timedelta(hours=17))
    line.later(5)
    with line.database.read() as session:
        found = outbox.backlog(session, line.now)

    assert found == [
        Backlog(TELEGRAM, Lane.REPLY, 2, timedelta(seconds=10)),
        Backlog(TELEGRAM, Lane.NOTICE, 1, timedelta(seconds=5)),
    ]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_senders_at_once_never_take_the_same_message(
    line: Line, address: int, neighbour: int
) -> None:
    for n in range(3):
        line.put(f"mine {n}", address)
        line.put(f"yours {n}", neighbour)
    with ThreadPoolExecutor(4) as pool:
        taken = [text for texts in pool.map(lambda _: line.claim(1), range(8)) for text in texts]

    assert sorted(taken) == ["mine 0", "yours 0"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_second_claim_waits_for_the_first_and_sees_what_it_took(line: Line, address: int) -> None:
    line.put("notice", address, Lane.NOTICE)
    with ThreadPoolExecutor(1) as pool:
        with line.database.write() as session:
            outbox.claim(session, TELEGRAM, "one", line.now, 1)
            line.put("reply", address)
            second = pool.submit(line.claim)
        assert second.result(5) == []


def test_questions_of_a_talk_that_was_given_up_are_not_sent_later(line: Line, address: int) -> None:
    question = line.put("still unfinished?", address, status="held", reason="window")
    notice = line.put("ticket", address, status="held", reason="window", notice="submitted")
    with line.database.write() as session:
        assert listening.drop_held_replies(session, address) == 1

    assert [line.row(row).status for row in (question, notice)] == ["dropped", "held"]
