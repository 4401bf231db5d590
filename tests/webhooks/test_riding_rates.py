"""How many answers may ride in webhooks' responses: in all, and to one chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.messages import Channel, Outgoing
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.wire import TelegramWire
from webhooks.responses import CHAT_BURST, Riding

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
HALLO = Outgoing("Halo")


class Watch:
    """A moment that moves when told to."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def riding(watch: Watch, rate: float = 30.0) -> Riding:
    return Riding(watch, lambda _row: None, {Channel.TELEGRAM: rate})


def test_a_chat_that_is_answered_quickly_gets_the_next_answers_by_calls(
    open_telegram: OpenTelegram,
) -> None:
    # Telegram drops what comes too quickly in one chat, and of a response nobody is told.
    fits = riding(Watch()).fits(open_telegram(TelegramWire()))
    assert [fits("700", HALLO) for _ in range(CHAT_BURST + 1)] == [True] * CHAT_BURST + [False]


def test_another_chat_is_not_held_back_by_it(open_telegram: OpenTelegram) -> None:
    fits = riding(Watch()).fits(open_telegram(TelegramWire()))
    for _ in range(CHAT_BURST + 1):
        fits("700", HALLO)
    assert fits("701", HALLO)


def test_after_a_second_one_more_may_ride(open_telegram: OpenTelegram) -> None:
    watch = Watch()
    fits = riding(watch).fits(open_telegram(TelegramWire()))
    for _ in range(CHAT_BURST + 1):
        fits("700", HALLO)
    watch.now += timedelta(seconds=1)
    assert [fits("700", HALLO), fits("700", HALLO)] == [True, False]


def test_all_chats_together_keep_the_channels_rate(open_telegram: OpenTelegram) -> None:
    fits = riding(Watch(), rate=5).fits(open_telegram(TelegramWire()))
    assert sum(fits(str(chat), HALLO) for chat in range(10)) == 5
