"""A topic of a forum group is a staff group of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flows.messages import Outgoing
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.updates import BOT, GROUP, in_group, press
from tests.webhooks.wire import TelegramWire
from webhooks.pacing import GROUP_BURST, Pacing
from webhooks.telegram_reading import Me, read

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
US = Me(7000000001, "sambung_bot")
FORUM = {**GROUP, "is_forum": True}


def chat_of_update(update: dict[str, Any]) -> str:
    (heard,) = read(update, US, NOW)
    return heard.chat


def test_a_command_in_a_topic_comes_from_the_topic() -> None:
    update = in_group("/grup 35.76.02", chat=FORUM, message_thread_id=45, is_topic_message=True)
    assert chat_of_update(update) == "-1001234/45"


def test_a_reply_outside_a_forum_is_no_topic() -> None:
    update = in_group("/grup 35.76.02", message_thread_id=45)
    assert chat_of_update(update) == "-1001234"


def test_a_press_in_a_topic_comes_from_the_topic() -> None:
    card = {
        "message_id": 31, "date": 1795417200, "from": BOT, "chat": FORUM, "text": "?",
        "message_thread_id": 45, "is_topic_message": True,
    }  # fmt: skip
    assert chat_of_update(press(message=card)) == "-1001234/45"


def test_a_card_for_a_topic_is_posted_there(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).send("-1001234/45", Outgoing("Laporan 26-004217-4"))
    fields = wire.calls[0].fields
    assert (str(fields["chat_id"]), int(fields["message_thread_id"])) == ("-1001234", 45)


def test_a_card_in_a_topic_is_edited_by_its_chat(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).edit("-1001234/45", "41", Outgoing("Laporan 26-004217-4"))
    fields = wire.calls[0].fields
    assert (str(fields["chat_id"]), "message_thread_id" in fields) == ("-1001234", False)


def test_the_topics_of_a_forum_share_its_chats_limit() -> None:
    pacing = Pacing(30)
    waits = [pacing.wait(NOW, group=f"-1001234/{topic}") for topic in range(GROUP_BURST + 1)]
    assert not any(waits[:GROUP_BURST])
    assert waits[GROUP_BURST]
