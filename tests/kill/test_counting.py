"""The counting itself: what it must see, it sees."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.demo.chat import BOT, Message
from flows.messages import Outgoing
from storage.tables import Outbox
from tests.kill.counting import Count, arrivals

AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def row(number: int, provider_id: int | None, lane: int = 1, attempts: int = 1) -> Outbox:
    words = Outgoing(text=f"pesan {number}").to_json()
    named = None if provider_id is None else str(provider_id)
    return Outbox(id=number, provider_id=named, lane=lane, content=words, attempts=attempts)


def message(provider_id: int, number: int) -> Message:
    return Message("tg:1", provider_id, AT, BOT, text=f"pesan {number}")


def counted(rows: list[Outbox], *got: Message) -> Count:
    count = Count()
    arrivals(count, rows, list(got))
    return count


def test_what_arrives_once_and_in_order_is_no_fault() -> None:
    count = counted([row(1, 10), row(2, 11)], message(10, 1), message(11, 2))

    assert (count.faults, count.repeated) == ([], [])


def test_a_row_that_never_arrives_is_lost() -> None:
    assert counted([row(1, 10), row(2, 11)], message(11, 2)).lost == ["outbox 1 never arrived"]


def test_a_later_row_that_arrives_first_is_out_of_order() -> None:
    count = counted([row(1, 10), row(2, 11)], message(11, 2), message(10, 1))

    assert count.disordered == ["outbox 1 came after 2"]


def test_a_send_that_was_not_recorded_is_a_repeated_one() -> None:
    count = counted([row(1, 11), row(2, 12)], message(10, 1), message(11, 1), message(12, 2))

    assert (count.faults, count.repeated) == ([], ["outbox 1"])


def test_words_that_no_row_has_are_doubled() -> None:
    assert counted([row(1, 10)], message(10, 1), message(11, 7)).doubled


def test_lanes_may_overtake_each_other() -> None:
    rows = [row(1, 11, lane=2), row(2, 10, lane=1)]

    assert counted(rows, message(10, 2), message(11, 1)).faults == []


def test_an_answer_that_rode_in_a_response_is_known_by_its_words() -> None:
    count = counted([row(1, None), row(2, 11)], message(10, 1), message(11, 2))

    assert (count.faults, count.repeated) == ([], [])


def test_an_answer_that_rode_twice_is_a_repeated_one() -> None:
    rows = [row(1, None, attempts=2), row(2, 12)]
    count = counted(rows, message(10, 1), message(11, 1), message(12, 2))

    assert (count.faults, count.repeated) == ([], ["outbox 1"])


def test_more_arrivals_than_attempts_are_doubled() -> None:
    assert counted([row(1, 10)], message(10, 1), message(11, 1)).doubled


def test_an_answer_that_was_to_ride_and_never_arrived_is_lost() -> None:
    assert counted([row(1, None)]).lost == ["outbox 1 never arrived"]
