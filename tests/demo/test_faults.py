"""Things that go wrong on purpose, as the real clients see them."""

from collections.abc import Callable
from typing import Any

import pytest
from requests.exceptions import ConnectionError as Refused
from telegram.error import NetworkError, RetryAfter, TelegramError
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped, unused-ignore]
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from bot.demo.faults import Fault, Faults
from bot.demo.platforms import SENDER, Platforms
from tests.demo.conftest import Program

Run = Callable[[Any], Any]
ROWS: list[tuple[Fault, type[Exception], int]] = [
    (Fault("too_many", "send", seconds=4), RetryAfter, 0),
    (Fault("broken", "send", status=502), NetworkError, 0),
    (Fault("broken_after", "send"), NetworkError, 1),
    (Fault("dropped", "send"), NetworkError, 0),
    (Fault("garbage", "send"), TelegramError, 0),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0].kind for row in ROWS])
def test_a_planned_fault_meets_the_next_call_only(
    platforms: Platforms,
    telegram: Run,
    monkeypatch: pytest.MonkeyPatch,
    row: tuple[Fault, type[Exception], int],
) -> None:
    fault, error, arrived = row
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    platforms.telegram.faults.add(fault)
    with pytest.raises(error):
        telegram(lambda bot: bot.send_message(siti.id, "halo"))
    telegram(lambda bot: bot.send_message(siti.id, "sekali lagi"))
    assert len([m for m in siti.messages if m.from_bot]) == arrived + 1


def test_an_unreachable_platform_answers_nobody(platforms: Platforms, telegram: Run) -> None:
    platforms.telegram.faults.unreachable = True
    with pytest.raises(NetworkError):
        telegram(lambda bot: bot.get_me())


def test_a_twilio_code_can_be_planned(platforms: Platforms, twilio: Client) -> None:
    platforms.twilio.faults.add(Fault("code", "Messages", code=63038))
    with pytest.raises(TwilioRestException) as refused:
        twilio.messages.create(to="whatsapp:+628502220001", from_=SENDER, body="x")
    assert refused.value.code == 63038


def test_a_twilio_receipt_can_be_planned(
    platforms: Platforms, twilio: Client, program: Program
) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.says("halo")
    platforms.twilio.faults.add(Fault("receipt", code=63018))
    to, url = f"whatsapp:{budi.phone}", f"{program.url}/status"
    twilio.messages.create(to=to, from_=SENDER, body="x", status_callback=url)
    assert program.wait_for(1)[0].form["ErrorCode"] == "63018"


def test_a_dropped_call_delivers_nothing(platforms: Platforms, twilio: Client) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    platforms.twilio.faults.unreachable = True
    with pytest.raises(Refused):
        twilio.messages.create(to=f"whatsapp:{budi.phone}", from_=SENDER, body="x")
    assert budi.messages == []


def test_a_share_of_calls_fails_the_same_way_each_time() -> None:
    def drawn() -> list[bool]:
        faults = Faults()
        faults.often(Fault("broken"), share=0.3, seed=7)
        return [faults.take("sendMessage") is not None for _ in range(50)]

    assert drawn() == drawn()
    assert 5 < sum(drawn()) < 25
