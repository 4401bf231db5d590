"""One bot as Telegram's server keeps it: its name, webhook, open presses, limits and refusals."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.demo.chat import BOT, Chat, Json, Message
from bot.demo.faults import Faults
from bot.demo.rates import Rates
from bot.demo.telegram_fields import METHODS, RefusedError, checked
from bot.demo.telegram_shapes import message_shape
from bot.demo.telegram_updates import Updates
from bot.demo.world import World

QUERY_LIVES = timedelta(seconds=15)


@dataclass
class Press:
    """One press of an inline button, waiting for its answer."""

    person: str
    message: Message
    at: datetime
    answered: bool = False


@dataclass(frozen=True)
class Call:
    """One method call: whose, with which fields and uploaded files."""

    bot: "TelegramBot"
    fields: Json
    files: Json

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)

    def chat(self) -> Chat:
        """The chat it is about. Raises RefusedError where the bot cannot reach it."""
        return self.bot.chat(self.get("chat_id"))


Method = Callable[[Call], object]


class TelegramBot:
    """The state behind one token, and the one door through which methods are called."""

    def __init__(self, world: World, token: str, rates: Rates | None = None) -> None:
        self.world, self.token = world, token
        self.rates, self.faults = rates or Rates(), Faults()
        self.updates = Updates(world.now, self.carry_out)
        self.presses: dict[str, Press] = {}
        self.links: dict[str, datetime] = {}
        self.texts: dict[str, object] = {}
        self.refusals: list[str] = []
        self.calls: list[tuple[str, Json]] = []
        self.privacy = True
        self._numbers = itertools.count(4_000_000_000_000_000_001)
        self.user: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Sambung",
            "username": "sambung_contoh_bot",
        }

    def call(self, name: str, raw: Json, files: Json) -> object:
        """Do what a method call asks. Raises RefusedError as the real server refuses."""
        method = METHODS.get(name.lower())
        if method is None:
            raise RefusedError(404, "Not Found: method not found")
        try:
            fields = checked(method, raw)
            self.calls.append((method, fields))
            return METHOD[method](Call(self, fields, files))
        except RefusedError as refused:
            self.refusals.append(f"{method}: {refused.words}")
            raise

    def carry_out(self, reply: httpx.Response) -> None:
        """Call the method that stands in a webhook's answer; its outcome is told to nobody."""
        try:
            body = json.loads(reply.content or b"{}")
        except ValueError:
            return
        if isinstance(body, dict) and "method" in body:
            try:
                self.call(str(body.pop("method")), body, {})
            except RefusedError:
                return

    def chat(self, chat_id: object) -> Chat:
        """The chat a field names. Raises RefusedError where the bot cannot reach it."""
        chat = self.world.chats.get(f"tg:{chat_id}")
        if chat is None:
            known = isinstance(chat_id, int) and self.world.person_of(chat_id)
            self._refuse_stranger(str(known.key) if known else "")
        assert chat is not None
        if chat.moved_to:
            raise RefusedError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=int(chat.moved_to.removeprefix("tg:")),
            )
        if chat.bot in REFUSED:
            raise RefusedError(403, REFUSED[chat.bot].format(kind=chat.kind))
        return chat

    def _refuse_stranger(self, person: str) -> None:
        with self.world.changed:
            seen = any(person in chat.members for chat in self.world.chats.values())
        if seen:
            raise RefusedError(403, "Forbidden: bot can't initiate conversation with a user")
        raise RefusedError(400, "Bad Request: chat not found")

    def pace(self, chat: Chat, weight: int = 1) -> None:
        """Count messages towards the limits. Raises RefusedError(429) above them."""
        for _ in range(weight):
            if wait := self.rates.take(chat.key, chat.kind != "private"):
                words = f"Too Many Requests: retry after {wait}"
                raise RefusedError(429, words, retry_after=wait)

    def shape(self, message: Message) -> Json:
        """A message as the bot reads it."""
        return message_shape(self.world, self.user, message)

    def new_press(self, person: str, message: Message) -> str:
        """Open a press and return its number."""
        number = str(next(self._numbers))
        self.presses[number] = Press(person, message, self.world.now())
        return number

    def answer_press(self, number: str) -> Press:
        """The open press of that number. Raises RefusedError(400) if it is too old or unknown."""
        press = self.presses.get(number)
        if press is None or self.world.now() - press.at > QUERY_LIVES:
            words = "query is too old and response timeout expired or query ID is invalid"
            raise RefusedError(400, f"Bad Request: {words}")
        return press

    def may_read(self, chat: Chat, message: Message) -> bool:
        """Whether the bot is shown a person's message: in a group only what is meant for it."""
        if chat.kind == "private" or not self.privacy or chat.bot == "administrator":
            return True
        answered = chat.messages.get(message.reply_to)
        mine = answered is not None and answered.by == BOT
        return mine or message.text.startswith("/") or f"@{self.user['username']}" in message.text


REFUSED = {
    "blocked": "Forbidden: bot was blocked by the user",
    "kicked": "Forbidden: bot was kicked from the {kind} chat",
    "left": "Forbidden: bot is not a member of the {kind} chat",
    "stranger": "Forbidden: bot can't initiate conversation with a user",
    "deactivated": "Forbidden: user is deactivated",
}

METHOD: dict[str, Method] = {}
