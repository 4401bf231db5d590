"""The status codes, and what reaches the house behind each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from flask.testing import FlaskClient
from twilio.request_validator import (  # type: ignore[import-untyped, unused-ignore]
    RequestValidator,
)
from werkzeug.test import TestResponse

from flows.messages import Channel, Incoming, Kind
from handlers.house import Unavailable
from handlers.inbound import Received, Taken
from handlers.riding import Room
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.forms import ACCOUNT, MESSAGE, TOKEN, form, status
from tests.webhooks.updates import in_group, message, press
from tests.webhooks.wire import TelegramWire, TwilioWire
from webhooks.app import LARGEST, Doors, Probes, create_app
from webhooks.sending import Health, StatusUpdate
from webhooks.whatsapp import WhatsAppDoor

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "the-secret"}
INBOUND, RECEIPT = "/whatsapp/webhook", "/whatsapp/status"


@dataclass
class House:
    """Writes down what came through the doors."""

    received: list[Incoming] = field(default_factory=list)
    parked: list[tuple[Channel, str, Mapping[str, Any], str]] = field(default_factory=list)
    receipts: list[StatusUpdate] = field(default_factory=list)
    trouble: Exception | None = None
    tap: str = ""
    """A tap that wants only an end."""

    def receive(self, incoming: Incoming) -> None:
        self._fail()
        self.received.append(incoming)

    def take(self, incoming: Incoming, room: Room) -> Taken:
        del room
        self.receive(incoming)
        return Taken(Received.DONE, tap=self.tap)

    def park_unreadable(
        self, channel: Channel, provider_id: str, payload: Mapping[str, Any], error: str
    ) -> None:
        self._fail()
        self.parked.append((channel, provider_id, payload, error))

    def record_receipt(self, update: StatusUpdate) -> None:
        self._fail()
        self.receipts.append(update)

    def _fail(self) -> None:
        if self.trouble:
            raise self.trouble


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def web(house: House, open_telegram: OpenTelegram) -> FlaskClient:
    doors = Doors(open_telegram(TelegramWire()), WhatsAppDoor(ACCOUNT, http=TwilioWire()))
    return create_app(doors, house, lambda: NOW).test_client()


@pytest.fixture
def bare() -> FlaskClient:
    """With no channel configured."""
    return create_app(Doors(), House(), lambda: NOW).test_client()


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with structlog.testing.capture_logs() as captured:
        yield captured


def telegram(web: FlaskClient, update: Any, headers: dict[str, str] = SECRET) -> TestResponse:
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    return web.post("/telegram/webhook", data=body, headers=headers)


def twilio(
    web: FlaskClient, path: str, sent: dict[str, str], query: str = "", **headers: str
) -> TestResponse:
    """Post a form as Twilio does: signed over the public address, through whatever proxies."""
    address = f"https://sambung.example{path}" + (f"?{query}" if query else "")
    signature = RequestValidator(TOKEN).compute_signature(address, sent)
    return web.post(
        path, query_string=query, data=sent, headers={"X-Twilio-Signature": signature, **headers}
    )


def test_a_telegram_message_comes_in(web: FlaskClient, house: House) -> None:
    assert telegram(web, message(text="Halo")).status_code == 200
    assert [(m.channel, m.id, m.text) for m in house.received] == [
        (Channel.TELEGRAM, "9001", "Halo")
    ]


def test_a_whatsapp_message_comes_in_and_twilio_has_nothing_to_say(
    web: FlaskClient, house: House
) -> None:
    answer = twilio(web, INBOUND, form(Body="Halo"))
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert answer.text.endswith("<Response></Response>")
    assert [(m.id, m.at) for m in house.received] == [(MESSAGE, NOW)]


def test_a_tap_that_wants_only_an_end_has_it_in_the_response(
    web: FlaskClient, house: House
) -> None:
    house.tap = "4382bfdwdsb323b2d9"
    answer = telegram(web, press())
    assert json.loads(answer.text) == {
        "method": "answerCallbackQuery",
        "callback_query_id": "4382bfdwdsb323b2d9",
    }


def test_a_message_without_an_answer_on_board_has_an_empty_response(web: FlaskClient) -> None:
    assert telegram(web, message(text="Halo")).text == ""


def test_a_receipt_comes_in(web: FlaskClient, house: House) -> None:
    assert twilio(web, RECEIPT, status("delivered")).status_code == 200
    assert [(r.provider_id, r.status) for r in house.receipts] == [(MESSAGE, "delivered")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "10.0.0.7:8080"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
        {"X-Forwarded-For": "203.0.113.7", "Forwarded": "host=evil.example;proto=http"},
    ],
)
def test_no_proxy_matters(web: FlaskClient, headers: dict[str, str]) -> None:
    assert twilio(web, INBOUND, form(Body="x"), **headers).status_code == 200


def test_a_query_in_the_address_is_signed_too(web: FlaskClient) -> None:
    assert twilio(web, RECEIPT, status("sent"), "id=7&a=b%20c").status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}], ids=["missing", "wrong"]
)
def test_401_for_a_wrong_telegram_secret(
    web: FlaskClient, house: House, headers: dict[str, str]
) -> None:
    assert telegram(web, message(text="Halo"), headers).status_code == 401
    assert telegram(web, b"not json", headers).status_code == 401
    assert house == House()


@pytest.mark.parametrize("path", [INBOUND, RECEIPT])
@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "wrong"}], ids=["missing", "wrong"])
def test_403_for_a_wrong_twilio_signature(
    web: FlaskClient, house: House, path: str, headers: dict[str, str]
) -> None:
    sent = form(Body="Halo") | status("sent")
    assert web.post(path, data=sent, headers=headers).status_code == 403
    assert house == House()


def test_a_changed_form_is_not_what_twilio_signed(web: FlaskClient, house: House) -> None:
    signature = RequestValidator(TOKEN).compute_signature(
        "https://sambung.example" + INBOUND, form(Body="Halo")
    )
    answer = web.post(INBOUND, data=form(Body="Lain"), headers={"X-Twilio-Signature": signature})
    assert (answer.status_code, house.received) == (403, [])


@pytest.mark.parametrize("path", ["/telegram/webhook", INBOUND, RECEIPT])
def test_404_for_a_channel_that_is_not_configured(bare: FlaskClient, path: str) -> None:
    assert bare.post(path, data=b"{}", headers=SECRET).status_code == 404


def test_413_for_what_is_too_large(web: FlaskClient, house: House) -> None:
    assert telegram(web, b" " * (LARGEST + 1)).status_code == 413
    assert twilio(web, INBOUND, form(Body="x" * LARGEST)).status_code == 413
    assert house == House()


def test_a_webhook_just_below_the_limit_is_taken(web: FlaskClient, house: House) -> None:
    room = LARGEST - 2000
    assert telegram(web, message(text="x" * room)).status_code == 200
    assert twilio(web, INBOUND, form(Body="x" * room)).status_code == 200
    assert len(house.received) == 2


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b'"x"', b"{}", b'{"update_id": "9"}', b"\xff", b"[" * 100_000],
)
def test_400_for_what_is_no_update_at_all(web: FlaskClient, house: House, body: bytes) -> None:
    assert telegram(web, body).status_code == 400
    assert house == House()


def test_400_for_a_signed_request_without_a_form(web: FlaskClient) -> None:
    assert twilio(web, INBOUND, {}).status_code == 400


def test_a_genuine_update_that_cannot_be_read_is_parked(web: FlaskClient, house: House) -> None:
    broken = message(date="kemarin", text="RAHASIA")
    assert telegram(web, broken).status_code == 200
    ((channel, number, payload, error),) = house.parked
    assert (channel, number, payload) == (Channel.TELEGRAM, "9001", broken)
    assert "RAHASIA" not in error


@pytest.mark.parametrize(
    ("path", "broken"), [(INBOUND, form(NumMedia="x")), (RECEIPT, {"MessageSid": MESSAGE})]
)
def test_a_genuine_form_that_cannot_be_read_is_parked(
    web: FlaskClient, house: House, path: str, broken: dict[str, str]
) -> None:
    assert twilio(web, path, broken).status_code == 200
    assert [(p[0], p[2]) for p in house.parked] == [(Channel.WHATSAPP, broken)]


def test_what_is_ignored_on_purpose_is_a_200(web: FlaskClient, house: House) -> None:
    assert telegram(web, in_group("selamat pagi")).status_code == 200
    assert house == House()


def test_503_while_the_database_is_away(web: FlaskClient, house: House) -> None:
    house.trouble = Unavailable("planned")
    answers = [
        telegram(web, message(text="Halo")),
        telegram(web, message(date="kemarin")),
        twilio(web, INBOUND, form(Body="Halo")),
        twilio(web, RECEIPT, status("sent")),
    ]
    assert [a.status_code for a in answers] == [503] * 4
    assert all(a.headers["Retry-After"] == "5" for a in answers)


def test_nothing_personal_reaches_the_log(web: FlaskClient, house: House, lines: list[Any]) -> None:
    web.application.config["PROPAGATE_EXCEPTIONS"] = False
    telegram(web, message(text="RAHASIA", date="RAHASIA"))
    telegram(web, b"RAHASIA")
    twilio(web, INBOUND, form(Body="RAHASIA", NumMedia="RAHASIA"))
    house.trouble = RuntimeError("RAHASIA")
    assert telegram(web, message(text="RAHASIA")).status_code == 500
    assert {line["event"] for line in lines} == {"unreadable", "webhook_refused", "request_failed"}
    assert "RAHASIA" not in str(lines)


def test_only_posts_are_heard(web: FlaskClient) -> None:
    for path in ("/telegram/webhook", INBOUND, RECEIPT):
        assert web.get(path).status_code == 405


def test_every_answer_carries_the_headers_of_a_careful_server(web: FlaskClient) -> None:
    for answer in (telegram(web, b""), web.get("/health"), web.get("/nothing")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_health_tells_of_every_part(house: House) -> None:
    door = WhatsAppDoor(ACCOUNT, http=TwilioWire((200, {"status": "active"})))
    probes = Probes({"database": lambda: Health(ok=True)})
    app = create_app(Doors(None, door), house, lambda: NOW, probes)
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.json) == (
        200,
        {
            "status": "ok",
            "parts": {
                "database": {"ok": True, "name": "", "why": ""},
                "whatsapp": {"ok": True, "name": ACCOUNT.sender, "why": ""},
            },
        },
    )


def test_a_platform_that_is_away_is_said_but_is_no_failure(house: House) -> None:
    door = WhatsAppDoor(ACCOUNT, http=TwilioWire((500, {})))
    answer = create_app(Doors(None, door), house, lambda: NOW).test_client().get("/health")
    assert answer.status_code == 200
    told = answer.get_json()
    assert told["status"] == "degraded"
    assert told["parts"]["whatsapp"]["why"] == "twilio:500"


def test_health_is_503_without_the_database(house: House) -> None:
    probes = {"database": lambda: Health(ok=False, why="OperationalError")}
    answer = create_app(Doors(), house, lambda: NOW, Probes(probes)).test_client().get("/health")
    assert answer.status_code == 503
    assert answer.get_json()["status"] == "down"


def test_presses_and_replies_keep_their_kind_all_the_way(web: FlaskClient, house: House) -> None:
    twilio(web, INBOUND, form(Body="Setuju", ButtonPayload="a:1:consent:yes"))
    assert house.received[0].kind is Kind.PRESS
