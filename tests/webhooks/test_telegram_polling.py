"""Long polling: in order, nothing confirmed before it was taken, alive through bad weather."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import structlog
from telegram.error import NetworkError

from handlers.house import Unavailable
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.wire import TelegramWire, no, ok
from webhooks.sending import TryLater
from webhooks.telegram_polling import TelegramPoller

FIRST, SECOND = {"update_id": 5}, {"update_id": 6}


class Taker:
    """Takes updates; refuses the named ones once, and ends the poller after the last."""

    def __init__(self, *refused: int) -> None:
        self.refused = list(refused)
        self.taken: list[int] = []
        self.poller: TelegramPoller | None = None
        self.last = 6

    def __call__(self, update: Mapping[str, Any]) -> None:
        number = update["update_id"]
        if number in self.refused:
            self.refused.remove(number)
            raise Unavailable("planned")
        self.taken.append(number)
        if number == self.last and self.poller:
            self.poller.finish()


def polled(open_telegram: OpenTelegram, take: Taker, *answers: Any) -> TelegramWire:
    """Run a poller over these answers until the last update was taken."""
    wire = TelegramWire(*answers)
    door = open_telegram(TelegramWire(ok(True), ok(True), ok(True)), wire)
    take.poller = TelegramPoller(door, take, long_poll=0, pauses=(0.0,))
    take.poller.run()
    return wire


def offsets(wire: TelegramWire) -> list[int]:
    return [int(parse_qs(urlsplit(call.url).query)["offset"][0]) for call in wire.calls]


def test_the_question_names_what_we_want_to_hear(open_telegram: OpenTelegram) -> None:
    wire = polled(open_telegram, Taker(), ok([FIRST, SECOND]))
    query = parse_qs(urlsplit(wire.calls[0].url).query)
    assert wire.calls[0].method == "getUpdates"
    assert query["allowed_updates"] == [
        '["message", "edited_message", "callback_query", "my_chat_member"]'
    ]


def test_the_webhook_is_taken_away_first(open_telegram: OpenTelegram) -> None:
    calls = TelegramWire(ok(True))
    take = Taker()
    poller = TelegramPoller(open_telegram(calls, TelegramWire(ok([SECOND]))), take, long_poll=0)
    take.poller = poller
    poller.run()
    assert [c.method for c in calls.calls] == ["deleteWebhook"]
    assert calls.calls[0].fields == {"drop_pending_updates": "false"}


def test_an_update_is_confirmed_by_the_next_question(open_telegram: OpenTelegram) -> None:
    take = Taker()
    wire = polled(open_telegram, take, ok([FIRST]), ok([]), ok([SECOND]))
    assert take.taken == [5, 6]
    assert offsets(wire) == [0, 6, 6]


def test_what_cannot_be_taken_comes_again_before_the_next(open_telegram: OpenTelegram) -> None:
    take = Taker(5)
    wire = polled(open_telegram, take, ok([FIRST, SECOND]), ok([FIRST, SECOND]))
    assert take.taken == [5, 6]
    assert offsets(wire) == [0, 0]


@pytest.mark.parametrize(
    "trouble",
    [
        NetworkError("no network"),
        no(500, "Internal Server Error"),
        no(429, "Too Many Requests: retry after 0", retry_after=0),
        no(409, "Conflict: can't use getUpdates method while webhook is active"),
        no(401, "Unauthorized"),
        (200, b"<html>"),
    ],
)
def test_trouble_is_survived(open_telegram: OpenTelegram, trouble: Any) -> None:
    take = Taker()
    polled(open_telegram, take, trouble, ok([FIRST, SECOND]))
    assert take.taken == [5, 6]


def test_one_step_raises_what_it_met(open_telegram: OpenTelegram) -> None:
    door = open_telegram(TelegramWire(), TelegramWire(NetworkError("no network")))
    with pytest.raises(TryLater):
        TelegramPoller(door, Taker()).step()


def test_a_death_is_said(open_telegram: OpenTelegram) -> None:
    def take(_update: Mapping[str, Any]) -> None:
        raise RuntimeError("RAHASIA")

    door = open_telegram(TelegramWire(ok(True)), TelegramWire(ok([FIRST])))
    with structlog.testing.capture_logs() as lines, pytest.raises(RuntimeError):
        TelegramPoller(door, take, long_poll=0).run()
    assert lines == [{"event": "telegram_polling_died", "after": 0, "log_level": "error"}]


def test_it_ends_when_stopped(open_telegram: OpenTelegram) -> None:
    poller = TelegramPoller(
        open_telegram(TelegramWire(ok(True)), TelegramWire(*[ok([])] * 100_000)), Taker()
    )
    poller.start()
    poller.stop()
    assert not poller.alive
