"""A house on each database, and people who say things to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Outgoing, Press
from handlers import inbound, staffing
from handlers.house import House
from storage.database import Database
from storage.files import Files
from storage.secrets import Keyring
from storage.tables import Address, Outbox

_ids = count(1000)


@dataclass
class Clock:
    """A moment that moves only when told to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Person:
    """Somebody with one chat, who says things and hears what waits for them in the outbox."""

    house: House
    channel: Channel
    id: str
    group: str = ""
    _heard: set[int] = field(default_factory=set)

    def says(self, text: str, **more: object) -> inbound.Received:
        return self.does(Kind.TEXT, text=text, **more)

    def presses(self, label: str) -> inbound.Received:
        """Press the newest button with that label that this person was shown."""
        return self.does(Kind.PRESS, press=Press(self.button(label), callback=f"cb{next(_ids)}"))

    def sends_photo(self, ref: str = "file-1") -> inbound.Received:
        return self.does(Kind.MEDIA, media=(Media(MediaKind.IMAGE, ref, "image/jpeg"),))

    def does(self, kind: Kind, **more: object) -> inbound.Received:
        return inbound.receive(self.house, self.incoming(kind, **more))

    def incoming(self, kind: Kind, **more: object) -> Incoming:
        values: dict[str, object] = {
            "id": str(next(_ids)),
            "chat": self.id,
            "sender": self.id,
            "at": self.house.clock(),
            **more,
        }
        return Incoming(channel=self.channel, kind=kind, **values)  # type: ignore[arg-type]

    def hears(self) -> list[str]:
        """Texts queued for this person since the last time, in order."""
        fresh = [(i, m) for i, m in self._queue() if i not in self._heard]
        self._heard |= {i for i, _ in fresh}
        return [m.text for _, m in fresh if not m.callback]

    def button(self, label: str) -> str:
        for _, message in reversed(self._queue()):
            for button in message.buttons:
                if button.label == label:
                    return button.data
        raise AssertionError(f"no button {label!r}")

    def toasts(self) -> list[str]:
        return [m.text for _, m in self._queue() if m.callback and m.text]

    def _queue(self) -> list[tuple[int, Outgoing]]:
        with self.house.database.read() as session:
            rows = session.scalars(
                select(Outbox)
                .join(Address, Address.id == Outbox.address_id)
                .where(Address.channel == self.channel)
                .order_by(Outbox.id)
            )
            return [
                (row.id, Outgoing.from_json(row.content))
                for row in rows
                if session.get_one(Address, row.address_id).external == self.id
            ]


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def house(database: Database, keyring: Keyring, tmp_path: Path, clock: Clock) -> Iterator[House]:
    return House(database, Files(tmp_path / "files", keyring), clock, "35.76")


@pytest.fixture
def warga(house: House) -> Person:
    """A resident on WhatsApp."""
    return Person(house, Channel.WHATSAPP, "whatsapp:+628990000001")


@pytest.fixture
def siti(house: House) -> Person:
    """A resident on Telegram."""
    return Person(house, Channel.TELEGRAM, "990001")


def staff(house: House, name: str, role: str, area: str, chat: str) -> Person:
    """A staff member who has opened their link."""
    person = Person(house, Channel.TELEGRAM, chat)
    _, token = staffing.add_staff(house, name, [(staffing.Role(role), area)], house.clock())
    person.says(f"/start {token}")
    return person


@pytest.fixture
def fasilitator(house: House) -> Person:
    return staff(house, "Fasilitator Contoh", "facilitator", "35.76.02.1010", "880001")


@pytest.fixture
def supervisor(house: House) -> Person:
    return staff(house, "Supervisor Contoh", "supervisor", "35.76.02", "880002")
