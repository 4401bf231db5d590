"""What is read without the library reads exactly as the library would have it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from flows.messages import Incoming
from webhooks import telegram_reading
from webhooks.telegram_plain import read_plainly
from webhooks.telegram_reading import Me

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ME = Me(1, "sambung_bot")
SITI = {"id": 990001, "is_bot": False, "first_name": "Siti Contoh"}
CHAT = {"id": 990001, "type": "private", "first_name": "Siti Contoh"}
TYPED = {"message_id": 3, "from": SITI, "chat": CHAT, "date": 1772420400, "text": "halo"}
SHOWN = {"message_id": 2, "chat": CHAT, "date": 1772420300, "text": "Pilih bahasa"}
TAPPED = {"id": "77", "from": SITI, "message": SHOWN, "chat_instance": "5", "data": "a:menu"}


def _update(kind: str, what: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 41, kind: what}


def _by_the_library(update: dict[str, Any]) -> Incoming | None:
    return telegram_reading._happened(Update.de_json(update, None), ME, NOW)


@pytest.mark.parametrize(
    "update",
    [
        _update("message", TYPED),
        _update("message", {**TYPED, "text": "  halo \n"}),
        _update("callback_query", TAPPED),
        _update("callback_query", {**TAPPED, "message": {**SHOWN, "date": 0}}),
    ],
)
def test_plain_updates_read_as_the_library_reads_them(update: dict[str, Any]) -> None:
    plain = read_plainly(update, NOW, named=True)
    assert plain is not None
    assert plain.id == "41"
    by_the_library = _by_the_library(update)
    assert by_the_library is not None
    assert plain.to_json() == {**by_the_library.to_json(), "id": "41"}


@pytest.mark.parametrize(
    "update",
    [
        _update("edited_message", TYPED),
        _update("message", {**TYPED, "chat": {**CHAT, "type": "group", "title": "RW"}}),
        _update("message", {**TYPED, "entities": [{"type": "bot_command", "offset": 0}]}),
        _update("message", {**TYPED, "reply_to_message": SHOWN}),
        _update("message", {**TYPED, "text": ""}),
        _update("message", {**TYPED, "date": 10**15}),
        _update("message", {**TYPED, "date": True}),
        _update("message", {k: v for k, v in TYPED.items() if k != "from"}),
        _update("message", {**TYPED, "from": {"id": "990001"}}),
        _update("callback_query", {**TAPPED, "message": None}),
        _update("callback_query", {**TAPPED, "data": None}),
        {**_update("message", TYPED), "my_chat_member": {}},
    ],
)
def test_everything_else_is_left_to_the_library(update: dict[str, Any]) -> None:
    assert read_plainly(update, NOW, named=True) is None
