"""An outgoing message in, the request that really leaves out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from flows.messages import Button, Outgoing
from tests.webhooks.forms import ACCOUNT, CITY, SID, SITI, TOKEN, media_url
from tests.webhooks.wire import Asked, TwilioWire, error
from webhooks.sending import Attachment, GiveUp, Health, Sent, Then
from webhooks.whatsapp import Account, WhatsAppDoor

YES = Button("a:1:consent:yes", "Setuju", "1")
NO = Button("a:1:consent:no", "Tidak", "2")
STATUS = "https://sambung.example/whatsapp/status#rc=5&rp=all"


def sent(message: Outgoing, file: Attachment | None = None, account: Account = ACCOUNT) -> Asked:
    """The one request that leaves for this message."""
    wire = TwilioWire()
    assert WhatsAppDoor(account, http=wire).send(SITI, message, file) == Sent("SM" + "1" * 32)
    (asked,) = wire.asked
    return asked


def test_a_text_leaves_with_where_to_report() -> None:
    asked = sent(Outgoing("Halo"))
    assert asked.method == "POST"
    assert asked.uri == f"https://api.twilio.com/2010-04-01/Accounts/{SID}/Messages.json"
    assert asked.auth == (SID, TOKEN)
    assert asked.data == {"To": SITI, "From": CITY, "Body": "Halo", "StatusCallback": STATUS}


def test_choices_are_lines_with_numbers() -> None:
    assert sent(Outgoing("Setuju?", (YES, NO))).data["Body"] == (
        "Setuju?\n\n1. Setuju\n2. Tidak\n\nBalas 1 atau 2."
    )


def test_a_messaging_service_is_named_instead_of_a_number() -> None:
    service = "MG" + "d" * 32
    data = sent(Outgoing("Halo"), account=replace(ACCOUNT, sender=service)).data
    assert data["MessagingServiceSid"] == service
    assert "From" not in data


def test_without_a_public_address_no_report_is_asked_for() -> None:
    assert "StatusCallback" not in sent(Outgoing("x"), account=replace(ACCOUNT, public_url="")).data


def test_a_root_of_our_own_stands_for_twilio() -> None:
    asked = sent(Outgoing("x"), account=replace(ACCOUNT, api_root="http://127.0.0.1:1/twilio/"))
    assert asked.uri == f"http://127.0.0.1:1/twilio/2010-04-01/Accounts/{SID}/Messages.json"


def test_a_file_leaves_as_a_link() -> None:
    file = Attachment("surat.pdf", "application/pdf", link="https://sambung.example/files/t")
    data = sent(Outgoing("Surat Anda"), file).data
    assert (data["MediaUrl"], data["Body"]) == ([file.link], "Surat Anda")


def test_a_file_without_words_has_no_body() -> None:
    file = Attachment("surat.pdf", "application/pdf", link="https://sambung.example/files/t")
    assert "Body" not in sent(Outgoing(), file).data


def test_a_file_without_a_link_is_given_up() -> None:
    wire = TwilioWire()
    with pytest.raises(GiveUp) as caught:
        WhatsAppDoor(ACCOUNT, http=wire).send(SITI, Outgoing(), Attachment("a", "image/png", b"x"))
    assert (caught.value.then, wire.asked) == (Then.AS_TEXT, [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"1": "26-004217-3", "2": "Senin"}, {"1": "26-004217-3", "2": "Senin"}),
        ({"ticket": "26-004217-3", "when": "Senin"}, {"1": "26-004217-3", "2": "Senin"}),
        ({"1": "dua\nbaris\tdan     jarak"}, {"1": "dua baris dan jarak"}),
        ({"1": " "}, {"1": "-"}),
        ({}, {}),
    ],
)
def test_a_template_leaves_with_its_values(
    values: dict[str, str], expected: dict[str, str]
) -> None:
    data = sent(Outgoing("teks", template="HX1", notice="approved", values=values)).data
    assert data["ContentSid"] == "HX1"
    assert json.loads(data["ContentVariables"]) == expected
    assert "Body" not in data


def test_there_are_no_taps_to_answer() -> None:
    wire = TwilioWire()
    assert WhatsAppDoor(ACCOUNT, http=wire).send(SITI, Outgoing(callback="1")) == Sent("")
    assert wire.asked == []


def test_nothing_can_be_edited() -> None:
    with pytest.raises(GiveUp) as caught:
        WhatsAppDoor(ACCOUNT, http=TwilioWire()).edit(SITI, "SM1", Outgoing("x"))
    assert caught.value.then is Then.GONE


@pytest.mark.parametrize("answer", [(204, None), error(20404, 404)])
def test_a_fetched_file_is_deleted_at_twilio(answer: tuple[int, object]) -> None:
    wire = TwilioWire(answer)
    WhatsAppDoor(ACCOUNT, http=wire).forget(media_url(7))
    assert (wire.asked[0].method, wire.asked[0].uri) == ("DELETE", f"{media_url(7)}.json")


@pytest.mark.parametrize(
    ("answer", "health"),
    [
        ((200, {"sid": SID, "status": "active"}), Health(ok=True, name=CITY)),
        ((200, {"sid": SID, "status": "suspended"}), Health(False, CITY, "twilio:not_active")),
        (error(20003, 401), Health(ok=False, name=CITY, why="twilio:20003")),
    ],
)
def test_a_check_asks_for_the_account(answer: tuple[int, object], health: Health) -> None:
    assert WhatsAppDoor(ACCOUNT, http=TwilioWire(answer)).check() == health


def test_the_account_never_shows_its_token() -> None:
    assert TOKEN not in repr(ACCOUNT)
