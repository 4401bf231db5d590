"""An answer in the webhook's response: which may ride there, and that none is lost or doubled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from flows.messages import Incoming, Kind, Outgoing, Press
from handlers import delivery, inbound
from handlers.house import House
from handlers.inbound import Received, Taken
from tests.handlers.people import Clock, Person
from tests.sending.conftest import Post


@dataclass
class Seats:
    """A response with room, or without."""

    free: bool = True
    rest: timedelta = timedelta()

    def fits(self, _to: str, _message: Outgoing) -> bool:
        return self.free


anything, nothing = Seats(), Seats(free=False)


def asks(person: Person, text: str = "menu") -> Taken:
    return inbound.take(person.house, person.incoming(Kind.TEXT, text=text), anything)


def lands(house: House, taken: Taken) -> None:
    assert taken.answer is not None
    house.landing.note(taken.answer.outbox_id, house.clock())


def test_the_only_answer_rides_and_is_not_sent_as_well(ana: Person, telegram: Post) -> None:
    taken = asks(ana)
    assert taken.answer is not None
    assert taken.answer.to == ana.id
    assert telegram.goes_out() == []
    lands(ana.house, taken)
    ana.house.landing.record(ana.house)
    assert telegram.row(taken.answer.message.text).status == "sent"


def test_a_turn_that_rides_wakes_nobody(ana: Person) -> None:
    assert asks(ana).bells == frozenset()


def test_an_answer_of_a_shape_that_cannot_ride_is_sent(ana: Person, telegram: Post) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    assert inbound.take(ana.house, message, nothing).answer is None
    assert len(telegram.goes_out()) == 1


def test_of_two_messages_none_rides_so_that_their_order_is_kept(
    ana: Person, telegram: Post
) -> None:
    taken = asks(ana, "1")
    assert taken.answer is None
    assert taken.bells == frozenset({"telegram"})
    assert len(telegram.goes_out()) == 2


def test_nothing_rides_right_after_a_call(ana: Person, telegram: Post, clock: Clock) -> None:
    # A platform that has had enough drops what rides; only a call is told so.
    seats = Seats(rest=timedelta(seconds=5))
    asks(ana, "1")
    assert telegram.goes_out()
    clock.forward(seconds=4)
    message = ana.incoming(Kind.TEXT, text="menu")
    assert inbound.take(ana.house, message, seats).answer is None
    assert telegram.goes_out()
    clock.forward(seconds=6)
    message = ana.incoming(Kind.TEXT, text="menu")
    assert inbound.take(ana.house, message, seats).answer is not None


def test_nothing_overtakes_what_waits_in_line(ana: Person, telegram: Post) -> None:
    telegram.put(ana, "kabar lebih dulu")
    assert asks(ana).answer is None
    assert telegram.goes_out()[-1] == "kabar lebih dulu"


def test_what_comes_later_waits_until_the_response_has_left(ana: Person, telegram: Post) -> None:
    taken = asks(ana)
    telegram.put(ana, "kabar kemudian")
    assert telegram.goes_out() == []
    lands(ana.house, taken)
    ana.house.landing.record(ana.house)
    assert telegram.goes_out() == ["kabar kemudian"]


def test_an_answer_that_has_left_does_not_keep_the_next_from_riding(ana: Person) -> None:
    lands(ana.house, asks(ana))
    assert asks(ana).answer is not None


def test_an_answer_still_in_hand_keeps_the_next_from_riding(ana: Person) -> None:
    asks(ana)
    assert asks(ana).answer is None


def test_an_answer_that_never_left_is_sent_after_a_few_seconds(
    ana: Person, telegram: Post, clock: Clock
) -> None:
    taken = asks(ana)
    assert taken.answer is not None
    clock.forward(seconds=9)
    assert telegram.goes_out() == []
    clock.forward(seconds=2)
    assert telegram.goes_out() == [taken.answer.message.text]


def again(person: Person, message: Incoming, clock: Clock, seconds: float) -> Taken:
    clock.now += timedelta(seconds=seconds)
    return inbound.take(person.house, message, anything)


def test_a_message_brought_again_gets_its_stored_answer_again(
    ana: Person, telegram: Post, clock: Clock
) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    first = inbound.take(ana.house, message, anything)
    lands(ana.house, first)
    ana.house.landing.record(ana.house)
    second = again(ana, message, clock, 3)
    assert second.outcome is Received.DUPLICATE
    assert second.answer == first.answer
    assert first.answer is not None
    assert telegram.row(first.answer.message.text).attempts == 2


def test_a_message_brought_again_after_we_died_gets_it_before_the_sender_does(
    ana: Person, telegram: Post, clock: Clock
) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    inbound.take(ana.house, message, anything)
    second = again(ana, message, clock, 3)
    assert second.answer is not None
    clock.forward(seconds=8)
    assert telegram.goes_out() == []


@pytest.mark.parametrize("landed", [False, True])
def test_a_copy_at_the_same_moment_gets_nothing(ana: Person, clock: Clock, landed: bool) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    first = inbound.take(ana.house, message, anything)
    if landed:
        lands(ana.house, first)
        ana.house.landing.record(ana.house)
    assert again(ana, message, clock, 0.1).answer is None


def test_what_the_sender_took_over_is_not_said_in_a_response_too(
    ana: Person, telegram: Post, clock: Clock
) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    inbound.take(ana.house, message, anything)
    clock.forward(seconds=11)
    assert len(telegram.goes_out()) == 1
    assert again(ana, message, clock, 1).answer is None


def test_a_new_leader_leaves_alone_what_rides(ana: Person, telegram: Post) -> None:
    taken = asks(ana)
    delivery.take_over(ana.house, ana.channel)
    assert taken.answer is not None
    assert telegram.goes_out() == []


def test_an_empty_answer_to_a_tap_is_stored_nowhere(ana: Person, telegram: Post) -> None:
    press = Press(ana.button("Lainnya"), callback="cb2")
    taken = inbound.take(ana.house, ana.incoming(Kind.PRESS, press=press), anything)
    assert taken.tap == "cb2"
    assert taken.answer is not None
    assert telegram.goes_out() == []


def test_an_old_message_brought_again_is_not_answered_behind_a_newer_answer(
    ana: Person, clock: Clock
) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    lands(ana.house, inbound.take(ana.house, message, anything))
    lands(ana.house, asks(ana))
    assert again(ana, message, clock, 3).answer is None


def test_a_copy_that_waited_long_for_its_turn_is_still_a_copy(ana: Person, clock: Clock) -> None:
    message = ana.incoming(Kind.TEXT, text="menu")
    lands(ana.house, inbound.take(ana.house, message, anything))
    arrived = clock.now

    def later() -> datetime:
        """Its arrival is looked at first, everything else seconds later."""
        moment, clock.now = clock.now, arrived + timedelta(seconds=3)
        return moment

    slow = replace(ana.house, clock=later)
    assert inbound.take(slow, message, anything).answer is None


def test_what_left_before_is_recorded_with_what_follows_it(ana: Person, telegram: Post) -> None:
    first = asks(ana)
    lands(ana.house, first)
    asks(ana, "1")
    assert first.answer is not None
    assert telegram.row(first.answer.message.text).status == "sent"


def test_the_next_one_waits_while_an_answer_that_never_left_is_sent(
    ana: Person, telegram: Post, clock: Clock
) -> None:
    asks(ana)
    telegram.put(ana, "kabar kemudian")
    clock.forward(seconds=11)
    house = ana.house
    assert len(delivery.claim(house, ana.channel, "one", 5)) == 1
    assert delivery.claim(house, ana.channel, "one", 5) == []
