"""A post office: the house of `tests.handlers`, a sender a channel, and a door for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from flows.messages import Channel, Lane, Outgoing
from handlers.house import House
from storage import outbox, people
from storage.tables import Outbox
from tests.handlers.conftest import (  # noqa: F401  the same people
    clock,
    fasilitator,
    group,
    house,
    siti,
    supervisor,
    surveyed,
    warga,
)
from tests.handlers.people import Person
from tests.sending.door import TestDoor
from webhooks.attachments import Attachments
from webhooks.sender import Sender


@dataclass
class Post:
    """One channel's sender, driven by hand."""

    house: House
    door: TestDoor
    sender: Sender

    def goes_out(self) -> list[str]:
        """Send all that may leave now; the texts that did."""
        before = len(self.door.left)
        while self.sender.step():
            self.sender.settle()
        return [one.text for one in self.door.left[before:]]

    def once(self) -> list[str]:
        """Only one round."""
        before = len(self.door.left)
        self.sender.step()
        self.sender.settle()
        return [one.text for one in self.door.left[before:]]

    def put(self, person: Person, *texts: str, lane: Lane = Lane.NOTICE, **more: str) -> None:
        """Queue messages for somebody."""
        with self.house.database.write() as session:
            address = people.find(session, person.channel, person.id)
            assert address is not None
            for text in texts:
                outbox.put(
                    session,
                    channel=address.channel,
                    address_id=address.id,
                    lane=lane,
                    outgoing=Outgoing(text=text, **more),  # type: ignore[arg-type]
                    now=self.house.clock(),
                )

    def row(self, text: str) -> Outbox:
        """The outbox row of that text."""
        with self.house.database.read() as session:
            rows = session.query(Outbox).order_by(Outbox.id)
            return next(r for r in rows if r.content["text"] == text)


def post_of(inside: House, channel: Channel) -> Iterator[Post]:
    door = TestDoor(channel)
    sender = Sender(inside, door, Attachments(inside, channel, None), 30)
    yield Post(inside, door, sender)
    sender.stop()


@pytest.fixture
def telegram(house: House) -> Iterator[Post]:  # noqa: F811
    yield from post_of(house, Channel.TELEGRAM)


@pytest.fixture
def whatsapp(house: House) -> Iterator[Post]:  # noqa: F811
    yield from post_of(house, Channel.WHATSAPP)


@pytest.fixture
def ana(siti: Person, telegram: Post) -> Person:  # noqa: F811
    """A resident on Telegram whose chat is quiet."""
    siti.says("halo", "1")
    telegram.goes_out()
    return siti


@pytest.fixture
def budi(warga: Person, whatsapp: Post) -> Person:  # noqa: F811
    """A resident on WhatsApp whose chat is quiet."""
    warga.says("halo", "1")
    whatsapp.goes_out()
    return warga
