"""Doors with the vendors' HTTP replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.webhooks.updates import TOKEN
from tests.webhooks.wire import TelegramWire
from webhooks.telegram import TelegramDoor

OpenTelegram = Callable[..., TelegramDoor]


@pytest.fixture
def open_telegram() -> Iterator[OpenTelegram]:
    """Makes doors to Telegram over the given wires, and closes them."""
    doors: list[TelegramDoor] = []

    def open_door(calls: TelegramWire, polling: TelegramWire | None = None) -> TelegramDoor:
        door = TelegramDoor(
            TOKEN,
            "the-secret",
            api_root="https://telegram.example/",
            clients=(calls, polling or TelegramWire()),
        )
        doors.append(door)
        return door

    yield open_door
    for door in doors:
        door.close()
