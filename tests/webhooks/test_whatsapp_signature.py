"""What Twilio signed is genuine, however it reached us; anything else is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from twilio.request_validator import (  # type: ignore[import-untyped, unused-ignore]
    RequestValidator,
)
from werkzeug.datastructures import MultiDict

from tests.webhooks.forms import ACCOUNT, TOKEN, form
from tests.webhooks.wire import TwilioWire
from webhooks.whatsapp import WhatsAppDoor

PATH = "/whatsapp/webhook"
SENT = form(Body="Halo")


def door(public_url: str = "https://sambung.example") -> WhatsAppDoor:
    return WhatsAppDoor(replace(ACCOUNT, public_url=public_url), http=TwilioWire())


def signed(url: str, sent: dict[str, str] | None = None, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, sent or SENT))


@pytest.mark.parametrize(
    ("public_url", "signed_url"),
    [
        ("https://sambung.example", "https://sambung.example/whatsapp/webhook"),
        ("https://sambung.example/", "https://sambung.example/whatsapp/webhook"),
        ("https://sambung.example", "https://sambung.example:443/whatsapp/webhook"),
        ("https://sambung.example:443", "https://sambung.example/whatsapp/webhook"),
        ("https://sambung.example:8443", "https://sambung.example:8443/whatsapp/webhook"),
        ("https://sambung.example:8443", "https://sambung.example/whatsapp/webhook"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/whatsapp/webhook"),
        ("https://kota.example/slrt", "https://kota.example/slrt/whatsapp/webhook"),
        ("https://sambung.example#rc=5&rp=all", "https://sambung.example/whatsapp/webhook"),
    ],
)
def test_with_and_without_port(public_url: str, signed_url: str) -> None:
    assert door(public_url).genuine(PATH, "", SENT, signed(signed_url))


def test_parameters_added_later_are_part_of_it() -> None:
    sent = {**SENT, "ZNew": "1", "ANew": ""}
    signature = signed("https://sambung.example" + PATH, sent)
    assert door().genuine(PATH, "", sent, signature)
    assert not door().genuine(PATH, "", SENT, signature)


def test_a_parameter_that_comes_twice_is_part_of_it() -> None:
    sent = MultiDict([*SENT.items(), ("Twice", "b"), ("Twice", "a")])
    signature = signed("https://sambung.example" + PATH, sent)
    assert door().genuine(PATH, "", sent, signature)


def test_signed_with_the_wish_for_repeats_it_is_genuine_too() -> None:
    signature = signed("https://sambung.example" + PATH + "#rc=5&rp=all")
    assert door().genuine(PATH, "", SENT, signature)


def test_the_query_is_part_of_it_as_it_came() -> None:
    signature = signed(f"https://sambung.example{PATH}?id=1&x=a%20b")
    assert door().genuine(PATH, "id=1&x=a%20b", SENT, signature)
    assert not door().genuine(PATH, "id=1&x=a+b", SENT, signature)
    assert not door().genuine(PATH, "", SENT, signature)


@pytest.mark.parametrize("given", [None, "", "wrong", "é", "x" * 28])
def test_a_missing_or_wrong_signature_is_refused(given: str | None) -> None:
    assert not door().genuine(PATH, "", SENT, given)


@pytest.mark.parametrize(
    "forged",
    [
        signed("https://evil.example" + PATH),
        signed("http://sambung.example" + PATH),
        signed("https://sambung.example/whatsapp/status"),
        signed("https://sambung.example" + PATH, token="another"),
        signed("https://sambung.example" + PATH, {**SENT, "Body": "Lain"}),
    ],
)
def test_a_signature_over_something_else_is_refused(forged: str) -> None:
    assert not door().genuine(PATH, "", SENT, forged)


def test_without_a_public_address_nothing_is_genuine() -> None:
    assert not door("").genuine(PATH, "", SENT, signed(PATH))
