"""The two things that people do nearly always on Telegram, read without the library.

A typed text or a press on a button, in a private chat, in exactly the shape that Telegram gives
them. Building the library's objects for these costs twenty times as much. Whatever holds anything
more, or anything unexpected, is none of them, and left to `telegram_reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flows.messages import Channel, Incoming, Kind, Press

_WORDS = frozenset({"message_id", "from", "chat", "date", "text"})
_TAP = frozenset({"id", "from", "message", "chat_instance", "data"})
_EARLIEST, _LATEST = 0, 32_503_680_000
"""Seconds since 1970: beyond them no moment can be made."""


def read_plainly(update: Mapping[str, Any], now: datetime, *, named: bool) -> Incoming | None:
    """What happened, or none for the library to read. `update_id` must be there; `named` says
    that our name in groups is known."""
    if len(update) != 2:
        return None
    message = update.get("message")
    if type(message) is dict:
        return _typed(update["update_id"], message, named=named)
    query = update.get("callback_query")
    if type(query) is dict:
        return _pressed(update["update_id"], query, now)
    return None


def _typed(number: int, message: dict[str, Any], *, named: bool) -> Incoming | None:
    if message.keys() != _WORDS:
        return None
    text, seconds, sender = message["text"], message["date"], _person(message["from"])
    chat = _private(message["chat"])
    if not (type(text) is str and text and type(seconds) is int and sender and chat):
        return None
    if not (type(message["message_id"]) is int and _EARLIEST <= seconds < _LATEST):
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    words = text.strip() if named else text
    return Incoming(Channel.TELEGRAM, str(number), chat, sender, at, Kind.TEXT, text=words)


def _pressed(number: int, query: dict[str, Any], now: datetime) -> Incoming | None:
    message = query.get("message")
    if query.keys() != _TAP or type(message) is not dict:
        return None
    sender, chat = _person(query["from"]), _private(message.get("chat"))
    callback, pressed, on = query["id"], query["data"], message.get("message_id")
    if not (type(callback) is str and type(pressed) is str and type(on) is int):
        return None
    if not (sender and chat and type(message.get("date")) is int):
        return None
    press = Press(pressed, str(on), callback)
    return Incoming(
        Channel.TELEGRAM, str(number), chat, sender, now.astimezone(UTC), Kind.PRESS, press=press
    )


def _person(who: Any) -> str:
    """Their id; empty for what may be no person."""
    whole = type(who) is dict and type(who.get("id")) is int and "first_name" in who
    return str(who["id"]) if whole and "is_bot" in who else ""


def _private(chat: Any) -> str:
    """Its id; empty for any other chat."""
    whole = type(chat) is dict and type(chat.get("id")) is int and chat.get("type") == "private"
    return str(chat["id"]) if whole else ""
