"""What the fake Twilio refuses, with Twilio's own codes, as the real client reads them."""

import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped, unused-ignore]
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from bot.demo.chat import Json
from bot.demo.platforms import Platforms
from bot.demo.rates import Rates
from tests.demo.test_twilio_api import send, template


def test_over_the_rate_is_refused(platforms: Platforms, twilio: Client) -> None:
    platforms.twilio.rates = Rates(overall=1, private=0, clock=lambda: 0.0)
    budi = platforms.whatsapp_person("Budi Contoh")
    send(twilio, budi.phone)
    with pytest.raises(TwilioRestException) as refused:
        send(twilio, budi.phone)
    assert (refused.value.status, refused.value.code) == (429, 20429)


def test_somebody_who_wrote_stop_is_refused(platforms: Platforms, twilio: Client) -> None:
    budi = platforms.whatsapp_person("Budi Contoh")
    budi.unsubscribes()
    with pytest.raises(TwilioRestException) as refused:
        send(twilio, budi.phone)
    assert refused.value.code == 21610


def test_a_wrong_password_is_refused(platforms: Platforms, twilio: Client) -> None:
    platforms.twilio.auth_token = "another"
    with pytest.raises(TwilioRestException) as refused:
        send(twilio, "+628502220001")
    assert (refused.value.status, refused.value.code) == (401, 20003)


REFUSED: list[tuple[str, Json, int]] = [
    ("a text too long", {"body": "x" * 1601}, 21617),
    ("a bad number", {"to": "whatsapp:0812"}, 21211),
    ("a number without its channel", {"to": "+628502220001"}, 21211),
    ("nobody to send it", {"from_": None}, 21603),
    ("another sender", {"from_": "whatsapp:+62999"}, 63007),
    ("another messaging service", {"messaging_service_sid": "MG0"}, 21705),
    ("nothing to say", {"body": None}, 21619),
    ("an unknown template", {"body": None, "content_sid": "HX0"}, 21655),
    ("two files", {"media_url": ["http://a.id/1", "http://a.id/2"]}, 21623),
    ("a file that is no link", {"media_url": ["brosur.pdf"]}, 21620),
    ("receipts to nowhere", {"status_callback": "status"}, 21609),
]


@pytest.mark.parametrize(
    ("fields", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_the_fake_refuses_what_twilio_refuses(twilio: Client, fields: Json, code: int) -> None:
    with pytest.raises(TwilioRestException) as refused:
        send(twilio, "+628502220001", **fields)
    assert (refused.value.status, refused.value.code) == (400, code)


TOO_MUCH: list[tuple[str, str, Json]] = [
    (
        "four quick replies",
        "twilio/quick-reply",
        {"body": "?", "actions": [{"title": str(n), "id": str(n)} for n in range(4)]},
    ),
    (
        "a title too long",
        "twilio/quick-reply",
        {"body": "?", "actions": [{"title": "x" * 21, "id": "1"}]},
    ),
    (
        "eleven rows",
        "twilio/list-picker",
        {
            "body": "?",
            "button": "Pilih",
            "items": [{"item": str(n), "id": str(n)} for n in range(11)],
        },
    ),
    ("an unknown type", "twilio/hologram", {"body": "?"}),
]


@pytest.mark.parametrize(
    ("kind", "parts"), [row[1:] for row in TOO_MUCH], ids=[row[0] for row in TOO_MUCH]
)
def test_a_template_beyond_its_limits_is_refused(twilio: Client, kind: str, parts: Json) -> None:
    with pytest.raises(TwilioRestException) as refused:
        template(twilio, kind, parts)
    assert refused.value.status == 400
