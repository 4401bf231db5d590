"""People and groups of a test: they say, press and hear, through the inbox and the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from flows.cases.catalogue_reading import Piece
from flows.cases.states import Role
from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Outgoing, Press
from handlers import cards, inbound, leaving, staffing
from handlers.house import House
from handlers.inbound import Received
from storage.tables import Address, Case, Outbox, Staff, StaffGroup

WATES, MAGERSARI, CITY = "35.76.02.1010", "35.76.02", "35.76"
STORY = "Kartu KIS anak saya mati, ditolak saat berobat"
LABEL = {"id": "Contoh keluhan", "jv": "Tuladha keluhan"}
EXAMPLE = Piece(
    "complaint",
    "example",
    {
        "kind": "membership",
        "order": 1,
        "sector": "health",
        "label": LABEL,
        "asks": ["village", "story"],
    },
)
"""The shortest complaint, added by the office: where and what, and one photo. It stands first,
so that these tests do not hang on the words of the real catalogue."""
ABOUT = ("1", "1")
"""Kind and sub-type: the example."""
SHORTEST = (
    "warga sendiri", "tidak ada", "lewati", "lewati", "1", "lewati", "tidak ada", "lewati",
    "lewati", "lewati", "rusak ringan", "lewati", "lewati", "lewati", "warga keberatan",
    "warga keberatan", "tidak ada sinyal", "lewati", "lewati", "tidak ada",
)  # fmt: skip
"""The survey up to the finding, with all left out that may be."""
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
    _heard: set[int] = field(default_factory=set)

    def says(self, *texts: str) -> Received:
        """Say several things; what became of the last."""
        return [self.does(Kind.TEXT, text=text) for text in texts][-1]

    def presses(self, label: str) -> Received:
        """Press the newest button with that label that this person was shown in private."""
        return self.taps(self.button(label))

    def taps(self, data: str, group: str = "") -> Received:
        """Press a button with that data, in private or in a group."""
        press = Press(data, callback=f"cb{next(_ids)}" if self.channel == "telegram" else "")
        where: dict[str, Any] = {"chat": group, "private": False} if group else {}
        return self.does(Kind.PRESS, press=press, **where)

    def sends_photo(self, ref: str = "file-1", **more: Any) -> Received:
        return self.does(Kind.MEDIA, media=(Media(MediaKind.IMAGE, ref, "image/jpeg"),), **more)

    def complains(self, story: str = STORY, photo: str = "") -> str:
        """Go through the whole complaint; the ticket number."""
        self.says("halo", "1", "1", "1", *ABOUT, "wates", story)
        if photo:
            self.sends_photo(photo)
        else:
            self.says("lewati")
        self.says("1")
        return newest_case(self.house).ticket

    def accepts(self) -> Received:
        """Take the newest task, be at the door already, and have the survey opened."""
        self.presses("Terima tugas")
        return self.says("sekarang")

    def declines(self, reason: str = "berhalangan") -> Received:
        """Give the newest task back."""
        self.presses("Tidak bisa")
        return self.says(reason)

    def surveys(self, finding: str = "1") -> Received:
        """Answer the survey that stands open, as short as it may be."""
        return self.says(*SHORTEST, finding, "Rumah menumpang, penghasilan tidak tetap", "1")

    def repairs(self, finding: str = "2") -> Received:
        """Change the finding of a survey that came back, and send it."""
        self.presses("Perbaiki survei")
        return self.says("ubah", "temuan", finding, "1")

    def does(self, kind: Kind, **more: Any) -> Received:
        return inbound.receive(self.house, self.incoming(kind, **more))

    def incoming(self, kind: Kind, **more: Any) -> Incoming:
        values: dict[str, Any] = {
            "id": str(next(_ids)),
            "chat": self.id,
            "sender": self.id,
            "at": self.house.clock(),
            **more,
        }
        return Incoming(channel=self.channel, kind=kind, **values)

    def hears(self) -> list[str]:
        """Texts queued for this person since the last time, in order."""
        fresh = [(i, m) for i, m in self._queue() if i not in self._heard]
        self._heard |= {i for i, _ in fresh}
        return [m.text for _, m in fresh if not m.callback]

    def gets(self) -> list[Outgoing]:
        """All messages queued for this person, answers to taps left out."""
        return [m for _, m in self._queue() if not m.callback]

    def numbered(self) -> list[tuple[int, Outgoing]]:
        """The same with each message's number, which stays when others are dropped."""
        return [(i, m) for i, m in self._queue() if not m.callback]

    def button(self, label: str) -> str:
        """What the newest button with that label carries."""
        for _, message in reversed(self._queue()):
            for button in message.buttons:
                if button.label == label:
                    return button.data
        raise AssertionError(f"no button {label!r}")

    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [button.label for button in self.gets()[-1].buttons]

    def toasts(self) -> list[str]:
        """What this person read over the chat, one a tap."""
        return [m.text for _, m in self._queue() if m.callback]

    def _queue(self) -> list[tuple[int, Outgoing]]:
        with self.house.database.read() as session:
            rows = session.scalars(
                select(Outbox)
                .join(Address, Address.id == Outbox.address_id)
                .where(Address.channel == self.channel, Outbox.status != "dropped")
                .order_by(Outbox.id)
            )
            return [
                (row.id, Outgoing.from_json(row.content))
                for row in rows
                if session.get_one(Address, row.address_id).external == self.id
            ]


@dataclass
class Group:
    """A staff group that we are in."""

    house: House
    chat: str = "-100500"
    _keys: dict[int, dict[str, str]] = field(default_factory=dict)
    _heard: set[int] = field(default_factory=set)

    def does(self, kind: Kind, by: Person, **more: Any) -> Received:
        return by.does(kind, chat=self.chat, private=False, **more)

    def joined(self, by: Person) -> Received:
        return self.does(Kind.JOINED, by)

    def says(self, by: Person, text: str) -> Received:
        return self.does(Kind.TEXT, by, text=text)

    def bound(self, by: Person) -> Group:
        """We are in, and it is bound to that person's area."""
        self.joined(by)
        self.says(by, "/grup")
        return self

    def presses(self, by: Person, label: str, case_id: int = 1) -> Received:
        """Press a card's button as it was last shown."""
        return by.taps(self._keys[case_id][label], self.chat)

    def shows(self) -> list[str]:
        """Cards that are due: shown now, and their texts."""
        due = cards.claim(self.house, Channel.TELEGRAM, lambda _chat: timedelta(), 50)
        mine = [parcel for parcel in due if parcel.to == self.chat]
        for parcel in mine:
            cards.shown(self.house, parcel, parcel.message_id or f"m{parcel.card_id}")
            self._keys[parcel.case_id] = {b.label: b.data for b in parcel.message.buttons}
        return [parcel.message.text for parcel in mine]

    def labels(self, case_id: int = 1) -> list[str]:
        """The buttons of the card as it was last shown."""
        return list(self._keys[case_id])

    def key(self, label: str, case_id: int = 1) -> str:
        return self._keys[case_id][label]

    def hears(self) -> list[Outgoing]:
        """Lines queued for the group since the last time."""
        with self.house.database.read() as session:
            rows = session.scalars(
                select(Outbox)
                .join(StaffGroup, StaffGroup.id == Outbox.group_id)
                .where(StaffGroup.chat == self.chat)
                .order_by(Outbox.id)
            ).all()
        fresh = [row for row in rows if row.id not in self._heard]
        self._heard |= {row.id for row in fresh}
        return [Outgoing.from_json(row.content) for row in fresh]


def staff(house: House, name: str, role: Role, area: str, chat: str) -> Person:
    """A staff member who has opened their link."""
    person = Person(house, Channel.TELEGRAM, chat)
    _, token = staffing.add_staff(house, name, [(role, area)], house.clock())
    person.says(f"/start {token}")
    person.hears()
    return person


def newest_case(house: House) -> Case:
    with house.database.read() as session:
        return session.scalars(select(Case).order_by(Case.id.desc())).first() or Case()


def case_of(house: House, case_id: int = 1) -> Case:
    with house.database.read() as session:
        return session.get_one(Case, case_id)


def switch_off(house: House, name: str) -> None:
    """The office takes somebody's rights."""
    with house.database.read() as session:
        number = next(one.id for one in session.scalars(select(Staff)) if one.name == name)
    leaving.set_active(house, number, house.clock(), active=False)
