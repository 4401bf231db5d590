"""How many answers may ride in webhooks' responses: in all, and to one chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.messages import Channel, Outgoing
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.wire import TelegramWire
from webhooks.responses import AFTER_A_CALL, APART, Riding

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
HALLO = Outgoing("Halo")


class Watch:
    """A moment that moves when told to."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def riding(watch: Watch, rate: float = 30.0) -> Riding:
    return Riding(watch, lambda _channel, _row: None, {Channel.TELEGRAM: rate})


def test_a_chat_that_is_answered_quickly_gets_the_next_answer_by_a_call(
    open_telegram: OpenTelegram,
) -> None:
    # Telegram drops what comes too quickly in one chat, and of a response nobody is told.
    room = riding(Watch()).room(open_telegram(TelegramWire()))
    assert [room.fits("700", HALLO), room.fits("700", HALLO)] == [True, False]


def test_another_chat_is_not_held_back_by_it(open_telegram: OpenTelegram) -> None:
    room = riding(Watch()).room(open_telegram(TelegramWire()))
    assert [room.fits("700", HALLO), room.fits("701", HALLO)] == [True, True]


def test_who_answers_at_a_persons_pace_always_gets_a_ride(open_telegram: OpenTelegram) -> None:
    watch = Watch()
    room = riding(watch).room(open_telegram(TelegramWire()))
    for _ in range(10):
        assert room.fits("700", HALLO)
        watch.now += timedelta(seconds=APART)


def test_after_a_call_the_chat_rests_longer(open_telegram: OpenTelegram) -> None:
    room = riding(Watch()).room(open_telegram(TelegramWire()))
    assert room.rest == timedelta(seconds=AFTER_A_CALL)


def test_a_higher_rate_shortens_the_rest(open_telegram: OpenTelegram) -> None:
    watch = Watch()
    room = riding(watch, rate=3000).room(open_telegram(TelegramWire()))
    assert room.fits("700", HALLO)
    watch.now += timedelta(seconds=APART / 100)
    assert room.fits("700", HALLO)


def test_all_chats_together_keep_the_channels_rate(open_telegram: OpenTelegram) -> None:
    room = riding(Watch(), rate=5).room(open_telegram(TelegramWire()))
    assert sum(room.fits(str(chat), HALLO) for chat in range(10)) == 5
