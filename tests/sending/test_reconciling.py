"""Messages that came while nobody answered are asked for, and taken in once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from structlog.testing import capture_logs

from flows.messages import Incoming, Kind
from handlers import marking
from handlers.house import House, Unavailable
from storage.tables import Inbox
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows
from webhooks.gate import HouseGate
from webhooks.reconciling import FIRST_LOOK, MARK, OVERLAP, reconcile
from webhooks.sending import TryLater


@dataclass
class Backlog:
    """A door that lists what came."""

    messages: list[Incoming]
    breaks_after: int = 1000
    asked: list[datetime] = field(default_factory=list)

    def list_since(self, moment: datetime, known: Callable[[str], bool]) -> Iterator[Incoming]:
        """All of them, or a failure after some."""
        self.asked.append(moment)
        for number, message in enumerate(m for m in self.messages if not known(m.id)):
            if number == self.breaks_after:
                raise TryLater("twilio:20500")
            yield message


class Away:
    """A gate whose database is away."""

    def receive(self, incoming: Incoming) -> object:
        """Not now."""
        raise Unavailable(incoming.id)


def missed(person: Person, *texts: str) -> list[Incoming]:
    return [person.incoming(Kind.TEXT, text=text) for text in texts]


def test_what_was_missed_is_taken_in_once(house: House, warga: Person) -> None:
    door = Backlog(missed(warga, "halo", "1"))
    assert reconcile(house, door, HouseGate(house)) == 2
    assert reconcile(house, door, HouseGate(house)) == 0
    assert len(rows(house, Inbox)) == 2
    assert "Ada yang bisa kami bantu" in warga.hears()[-1]


def test_what_came_by_webhook_is_not_taken_again(house: House, warga: Person) -> None:
    (message,) = missed(warga, "halo")
    HouseGate(house).receive(message)
    assert reconcile(house, Backlog([message]), HouseGate(house)) == 0


def test_the_first_look_goes_back_a_day(house: House, clock: Clock) -> None:
    door = Backlog([])
    reconcile(house, door, HouseGate(house))
    assert door.asked == [clock() - FIRST_LOOK - OVERLAP]


def test_the_next_look_starts_a_little_before_the_last(house: House, clock: Clock) -> None:
    door, first = Backlog([]), clock()
    reconcile(house, door, HouseGate(house))
    clock.forward(hours=30)
    reconcile(house, door, HouseGate(house))
    assert door.asked[-1] == first - OVERLAP


def test_the_mark_stays_while_the_list_is_not_complete(house: House, warga: Person) -> None:
    door = Backlog(missed(warga, "halo", "1"), breaks_after=1)
    with capture_logs() as lines:
        assert reconcile(house, door, HouseGate(house)) == 1
    assert marking.get(house, MARK) is None
    assert [line["event"] for line in lines] == ["turn", "not_reconciled"]


def test_the_mark_stays_while_the_database_is_away(house: House, warga: Person) -> None:
    with pytest.raises(Unavailable):
        reconcile(house, Backlog(missed(warga, "halo")), Away())
    assert marking.get(house, MARK) is None


def test_a_list_that_broke_off_is_completed_by_the_next_look(house: House, warga: Person) -> None:
    messages = missed(warga, "halo", "1")
    with capture_logs():
        reconcile(house, Backlog(messages, breaks_after=1), HouseGate(house))
    assert reconcile(house, Backlog(messages), HouseGate(house)) == 1
    assert marking.get(house, MARK) == house.clock()
