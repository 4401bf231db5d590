"""Two chat apps in memory, with a log of everything that happened in them.

All methods may be called from any thread. Whoever wants to follow asks for the events after a
number; the log only grows, so nobody misses anything.
"""

import hashlib
import itertools
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.demo.chat import BOT, Chat, Event, File, Json, Message, Person


class World:
    """The people, chats, files and events of one demo or one test."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.changed = threading.Condition(threading.RLock())
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.files: dict[str, File] = {}
        self.events: list[Event] = []
        self.closed = False
        self.run = secrets.token_hex(4)
        self._numbers = itertools.count(1)
        self._own_numbers: dict[str, itertools.count[int]] = {}

    def add_person(self, person: Person) -> Person:
        """Remember a person; the same key again replaces them."""
        with self.changed:
            self.people[person.key] = person
            return person

    def add_chat(self, chat: Chat) -> Chat:
        """Open a chat, or return the one that is open under that key."""
        with self.changed:
            if chat.key not in self.chats:
                self.chats[chat.key] = chat
                self.log("chat", chat.key)
            return self.chats[chat.key]

    def person_of(self, telegram_id: int) -> Person | None:
        """The person with that Telegram number, or None."""
        with self.changed:
            return next((p for p in self.people.values() if p.telegram_id == telegram_id), None)

    def keep(self, content: bytes, name: str, mime: str, **size: Any) -> File:
        """Store bytes under a new id that says nothing about them."""
        with self.changed:
            salt = f"{len(self.files)}:{name}".encode()
            file = File(
                hashlib.sha256(salt + content).hexdigest()[:40], name, mime, content, **size
            )
            self.files[file.id] = file
            return file

    def post(self, chat: Chat, by: str, **fields: Any) -> Message:
        """Put a new message into a chat and log it."""
        with self.changed:
            message = Message(chat.key, self._next_number(chat), self.now(), by, **fields)
            chat.messages[message.id] = message
            if by not in (BOT, ""):
                chat.last_inbound = message.at
            self.log("message", chat.key, message)
            return message

    def change(self, message: Message, kind: str = "edit", **fields: Any) -> Message:
        """Replace a message by an altered one and log that as `kind` (edit, tick)."""
        with self.changed:
            current = self.chats[message.chat].messages[message.id]
            changed = replace(current, **fields)
            self.chats[message.chat].messages[message.id] = changed
            self.log(kind, message.chat, changed)
            return changed

    def remove(self, message: Message) -> None:
        """Take a message out of its chat."""
        with self.changed:
            self.chats[message.chat].messages.pop(message.id, None)
            self.log("delete", message.chat, message)

    def log(self, kind: str, chat: str = "", message: Message | None = None, **extra: Any) -> Event:
        """Append to the log and wake everybody who follows it."""
        with self.changed:
            facts: Json = extra
            event = Event(len(self.events) + 1, kind, chat, message, facts)
            self.events.append(event)
            self.changed.notify_all()
            return event

    def after(self, seq: int, wait: float = 0.0) -> list[Event]:
        """The events after number `seq`; if there are none, wait up to so many real seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or len(self.events) > seq, wait)
            return self.events[seq:]

    def close(self) -> None:
        """Nothing more will happen: let everybody who waits go."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    @property
    def last(self) -> int:
        """The number of the newest event."""
        with self.changed:
            return len(self.events)

    def _next_number(self, chat: Chat) -> int:
        if chat.kind != "supergroup":
            return next(self._numbers)
        return next(self._own_numbers.setdefault(chat.key, itertools.count(1)))
