"""What people say to us and what we say to them, in words that no provider owns.

A door (`webhooks.telegram`, `webhooks.whatsapp`) turns a provider's payload into an
`Incoming`; everything inside the house reads only that. An `Outgoing` is one message,
already in the reader's language, that a door can send.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Channel(StrEnum):
    """A door of the house."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"


class Kind(StrEnum):
    """What an incoming message is, after the provider's shape is forgotten."""

    TEXT = "text"
    PRESS = "press"
    MEDIA = "media"
    PLACE = "place"
    CONTACT = "contact"
    EDIT = "edit"
    OTHER = "other"
    """A sticker, poll, dice ...: answered kindly; `note` says which."""
    STOPPED = "stopped"
    """The person blocked us; nothing is answered."""
    STARTED = "started"
    """The person let us in again."""
    MIGRATED = "migrated"
    """A group became a supergroup; `note` is its new id."""
    JOINED = "joined"
    """We were added to a group."""
    LEFT = "left"
    """We were removed from a group."""


class MediaKind(StrEnum):
    """What a file seems to be by what the provider says; the content is sniffed later."""

    IMAGE = "image"
    PDF = "pdf"
    AUDIO = "audio"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a message refers to; not fetched yet."""

    kind: MediaKind
    ref: str
    """Telegram's file_id, or Twilio's media URL."""
    mime: str = ""
    size: int = 0
    """Bytes, 0 when the provider does not say."""


@dataclass(frozen=True, slots=True)
class Press:
    """A tap on a button or list row."""

    data: str
    message: str = ""
    """The provider's id of the message that carried the button."""
    callback: str = ""
    """Telegram's callback query id; it wants an answer within about 15 s."""


@dataclass(frozen=True, slots=True)
class Place:
    """A location pin, degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that somebody did, as a door read it."""

    channel: Channel
    id: str
    """The provider's id, unique in its channel: Twilio MessageSid, Telegram update_id."""
    chat: str
    """Where it was said and where an answer goes: a chat id, or `whatsapp:+62...`."""
    sender: str
    """Who said it; the same as `chat` in a private talk."""
    at: datetime
    """When the provider says it was sent, UTC."""
    kind: Kind
    private: bool = True
    text: str = ""
    """The text, or the caption of media."""
    media: tuple[Media, ...] = ()
    album: str = ""
    """Telegram's media_group_id: several updates of one album share it."""
    press: Press | None = None
    place: Place | None = None
    phone: str = ""
    """A shared contact's number, only when the provider proves it is the sender's own."""
    reply_to: str = ""
    note: str = ""
    forwarded: bool = False
    """Passed on from somewhere else, as the platform says; not the sender's own words."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for an encrypted column."""
        return {
            "channel": self.channel,
            "id": self.id,
            "chat": self.chat,
            "sender": self.sender,
            "at": self.at.isoformat(),
            "kind": self.kind,
            "private": self.private,
            "text": self.text,
            "media": tuple(asdict(file) for file in self.media),
            "album": self.album,
            "press": asdict(self.press) if self.press else None,
            "place": asdict(self.place) if self.place else None,
            "phone": self.phone,
            "reply_to": self.reply_to,
            "note": self.note,
            "forwarded": self.forwarded,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Incoming:
        """The message as it was stored by `to_json`."""
        values = dict(stored)
        values["channel"] = Channel(values["channel"])
        values["kind"] = Kind(values["kind"])
        values["at"] = datetime.fromisoformat(values["at"])
        values["media"] = tuple(
            Media(**{**m, "kind": MediaKind(m["kind"])}) for m in values["media"]
        )
        values["press"] = values["press"] and Press(**values["press"])
        values["place"] = values["place"] and Place(**values["place"])
        return cls(**values)


class Lane(IntEnum):
    """Which line a message waits in; a lower one goes first."""

    CALLBACK = 0
    """An answer to a tap; worthless after 10 s."""
    REPLY = 1
    NOTICE = 2
    BULK = 3


@dataclass(frozen=True, slots=True)
class Button:
    """One choice under a message."""

    data: str
    """At most 64 bytes (Telegram)."""
    label: str
    """At most 24 characters (WhatsApp list row); 20 to be a quick reply."""
    number: str = ""
    """What a person may type instead."""
    url: str = ""
    """A link instead of a choice."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on one channel, in the reader's language."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    columns: int = 1
    """Buttons side by side where the channel can show that."""
    file: str = ""
    """Our key of a photo or PDF to attach; `text` is then its caption."""
    mime: str = ""
    notice: str = ""
    """The notice's name: which approved template stands in for it outside the 24-hour window."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What fills that template, by name."""
    language: str = "id"
    template: str = ""
    """An approved template's ContentSid: sent instead of the text, filled with `values` in order
    of their names 1, 2, 3 ... (set by `handlers.delivery` outside the 24-hour window)."""
    callback: str = ""
    """Answer to this tap; `text` is the small line shown, may be empty."""
    alert: bool = False
    """Show the answer to a tap as a box that must be closed."""
    edits: str = ""
    """The provider's id of an earlier message that this one replaces, where a channel can."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for an encrypted column."""
        return {
            "text": self.text,
            "buttons": tuple(
                {"data": b.data, "label": b.label, "number": b.number, "url": b.url}
                for b in self.buttons
            ),
            "columns": self.columns,
            "file": self.file,
            "mime": self.mime,
            "notice": self.notice,
            "values": dict(self.values),
            "language": self.language,
            "template": self.template,
            "callback": self.callback,
            "alert": self.alert,
            "edits": self.edits,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Outgoing:
        """The message as it was stored by `to_json`."""
        values = dict(stored)
        values["buttons"] = tuple(Button(**b) for b in values["buttons"])
        return cls(**values)
