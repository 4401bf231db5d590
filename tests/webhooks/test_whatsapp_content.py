"""Quick replies and lists, with numbered lines whenever Twilio will not have it so."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import requests

from flows.messages import Button, Outgoing
from tests.webhooks.forms import ACCOUNT, SITI
from tests.webhooks.wire import Asked, TwilioWire, error
from webhooks.sending import Stopped
from webhooks.whatsapp import WhatsAppDoor

CONTENT = replace(ACCOUNT, use_content=True)
NONE_YET = (200, {"contents": [], "meta": {"key": "contents"}})
CREATED = (201, {"sid": "HX" + "1" * 32})
TAKEN = (201, {"sid": "SM" + "1" * 32})
YES = Button("a:1:consent:yes", "Setuju", "1")
NO = Button("a:1:consent:no", "Tidak", "2")
ASK = Outgoing("Data Anda:\n\nCONTOH Siti\nApakah  benar?", (YES, NO))
NUMBERED = "1. Setuju\n2. Tidak"


def many(count: int) -> tuple[Button, ...]:
    return tuple(Button(f"a:1:v:{n}", f"Kelurahan {n}", str(n)) for n in range(1, count + 1))


def door(*answers: Any) -> tuple[WhatsAppDoor, TwilioWire]:
    wire = TwilioWire(*answers)
    return WhatsAppDoor(CONTENT, http=wire), wire


def shown(asked: Asked, values: dict[str, str]) -> dict[str, Any]:
    """A content as a phone shows it: every blank filled."""
    types = json.dumps(asked.data["types"])
    for name, value in values.items():
        types = types.replace("{{" + name + "}}", value)
    filled: dict[str, Any] = json.loads(types)
    return filled


def test_two_choices_become_quick_replies() -> None:
    speaker, wire = door(NONE_YET, CREATED, TAKEN)
    speaker.send(SITI, ASK)
    _, created, sent = wire.asked
    assert created.uri == "https://content.twilio.com/v1/Content"
    assert sent.data["ContentSid"] == "HX" + "1" * 32
    assert shown(created, json.loads(sent.data["ContentVariables"])) == {
        "twilio/quick-reply": {
            "body": "Data Anda:\n\nCONTOH Siti\nApakah benar?",
            "actions": [
                {"type": "QUICK_REPLY", "title": "Setuju", "id": "a:1:consent:yes"},
                {"type": "QUICK_REPLY", "title": "Tidak", "id": "a:1:consent:no"},
            ],
        }
    }


def test_more_choices_become_a_list() -> None:
    speaker, wire = door(NONE_YET, CREATED, TAKEN)
    speaker.send(SITI, Outgoing("Di mana?", many(4)))
    made = shown(wire.asked[1], json.loads(wire.asked[2].data["ContentVariables"]))
    assert made["twilio/list-picker"]["body"] == "Di mana?"
    assert made["twilio/list-picker"]["button"] == "Pilih"
    assert made["twilio/list-picker"]["items"][3] == {"item": "Kelurahan 4", "id": "a:1:v:4"}


def test_nothing_that_was_said_stays_at_twilio() -> None:
    speaker, wire = door(NONE_YET, CREATED, TAKEN)
    speaker.send(SITI, ASK)
    stored = json.dumps(wire.asked[1].data)
    assert not any(word in stored for word in ("Siti", "Setuju", "consent", "Apakah"))


def test_a_value_holds_no_line_break() -> None:
    speaker, wire = door(NONE_YET, CREATED, TAKEN)
    speaker.send(SITI, replace(ASK, text="Satu\r\nDua\tdan     tiga"))
    values = json.loads(wire.asked[2].data["ContentVariables"])
    assert list(values.values())[:2] == ["Satu", "Dua dan tiga"]


def test_messages_of_one_shape_share_a_content() -> None:
    speaker, wire = door(NONE_YET, CREATED, TAKEN, TAKEN)
    speaker.send(SITI, ASK)
    speaker.send(SITI, replace(ASK, text="Nama:\n\nCONTOH Budi\nBenar?"))
    assert [a.uri.rpartition("/")[2] for a in wire.asked].count("Content") == 2
    assert wire.asked[3].data["ContentSid"] == "HX" + "1" * 32


def test_a_content_of_an_earlier_run_is_found_again() -> None:
    first, wire = door(NONE_YET, CREATED, TAKEN)
    first.send(SITI, ASK)
    old = {"sid": "HX" + "9" * 32, "friendly_name": wire.asked[1].data["friendly_name"]}
    second, wire = door((200, {"contents": [old], "meta": {"key": "contents"}}), TAKEN)
    second.send(SITI, ASK)
    assert wire.asked[1].data["ContentSid"] == "HX" + "9" * 32


@pytest.mark.parametrize(
    "answers",
    [
        (error(20003, 401), TAKEN),
        (requests.ConnectionError(), TAKEN),
        (NONE_YET, error(20001), TAKEN),
        (NONE_YET, CREATED, error(21656), TAKEN),
        (NONE_YET, CREATED, error(63013), TAKEN),
    ],
    ids=["no list", "no network", "not created", "values refused", "content refused"],
)
def test_numbered_lines_leave_when_content_will_not(answers: tuple[Any, ...]) -> None:
    speaker, wire = door(*answers)
    speaker.send(SITI, ASK)
    assert NUMBERED in wire.asked[-1].data["Body"]


def test_a_refused_shape_is_not_tried_again() -> None:
    speaker, wire = door(NONE_YET, CREATED, error(21656), TAKEN, TAKEN)
    speaker.send(SITI, ASK)
    speaker.send(SITI, ASK)
    assert len(wire.asked) == 5
    assert NUMBERED in wire.asked[4].data["Body"]


def test_a_block_is_a_block_with_buttons_too() -> None:
    speaker, _ = door(NONE_YET, CREATED, error(63033))
    with pytest.raises(Stopped):
        speaker.send(SITI, ASK)


@pytest.mark.parametrize(
    "message",
    [
        Outgoing("Di mana?", many(11)),
        Outgoing("Setuju?", (Button("x", "x" * 25, "1"),)),
        Outgoing("x" * 1025, (YES,)),
        Outgoing("\n".join("x" * 97), (YES, NO)),
        Outgoing("Brosur", (Button("", "Buka", url="https://contoh.example"),)),
    ],
    ids=["eleven rows", "long label", "long text", "too many blanks", "a link"],
)
def test_what_whatsapp_cannot_show_leaves_as_lines(message: Outgoing) -> None:
    speaker, wire = door(TAKEN)
    speaker.send(SITI, message)
    assert "Body" in wire.asked[0].data


def test_content_is_off_unless_asked_for() -> None:
    wire = TwilioWire(TAKEN)
    WhatsAppDoor(ACCOUNT, http=wire).send(SITI, ASK)
    assert NUMBERED in wire.asked[0].data["Body"]
