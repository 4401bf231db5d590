"""What stands in a chat app: people, files, buttons, messages, chats.

A message never changes in place: an edit is a new value under the same number, so whoever holds
one can read it without a lock.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

BOT = "bot"
Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody with a phone. `telegram_id` or `phone` (as +62...) is zero or empty if unused."""

    key: str
    name: str
    telegram_id: int = 0
    phone: str = ""
    username: str = ""
    language: str = "id"

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]


@dataclass(frozen=True)
class File:
    """Bytes that travelled through a chat; `smaller` are a photo's reduced copies."""

    id: str
    name: str
    mime: str
    content: bytes = field(repr=False)
    width: int = 0
    height: int = 0
    smaller: tuple["File", ...] = ()


@dataclass(frozen=True)
class Button:
    """One thing to press. `payload` comes back to the program; `asks` is contact or location."""

    label: str
    payload: str = ""
    url: str = ""
    asks: str = ""
    hint: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """One message as both sides see it.

    `kind` is text, photo, document, location, contact, sticker, voice or notice (a line by nobody);
    `keyboard` says how its buttons look: inline, reply, quick or list; `tick` is the state of a
    message of the program: sent, delivered, read or failed.
    """

    chat: str
    id: int
    at: datetime
    by: str
    kind: str = "text"
    text: str = ""
    entities: tuple[Json, ...] = ()
    file: File | None = None
    album: str = ""
    place: tuple[float, float] | None = None
    contact: Person | None = None
    buttons: Rows = ()
    keyboard: str = ""
    list_title: str = ""
    reply_to: int = 0
    edited: datetime | None = None
    tick: str = ""
    error: int = 0
    sid: str = ""
    extra: Json = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """The labels of all its buttons, in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def from_bot(self) -> bool:
        return self.by == BOT


@dataclass
class Chat:
    """One conversation. `bot` is the program's standing in it.

    member, administrator, kicked, blocked (by the person) or stranger (never started).
    """

    key: str
    kind: str
    title: str
    members: list[str] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    bot: str = "member"
    moved_to: str = ""
    last_inbound: datetime | None = None
    stopped: bool = False

    @property
    def telegram_id(self) -> int:
        """The number the Bot API knows this chat by."""
        return int(self.key.removeprefix("tg:"))

    def latest(self) -> list[Message]:
        """All messages, oldest first."""
        return list(self.messages.values())


@dataclass(frozen=True)
class Event:
    """One line of the log: what happened, in which chat, and the message as it then was."""

    seq: int
    kind: str
    chat: str
    message: Message | None = None
    extra: Json = field(default_factory=dict)
