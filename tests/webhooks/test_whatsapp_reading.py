"""Real forms in, our words out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Place, Press
from tests.webhooks.forms import MESSAGE, SITI, form, media_url, status, with_files
from webhooks.reading import Unreadable
from webhooks.sending import GiveUp, Then
from webhooks.whatsapp_reading import read, read_status

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SAID = Incoming(Channel.WHATSAPP, MESSAGE, SITI, SITI, NOW, Kind.TEXT)
ASKED = "MM" + "c" * 32
HIDDEN = "whatsapp:ID.13491208655302741918"
ANSWERED = {"OriginalRepliedMessageSid": ASKED, "OriginalRepliedMessageSender": SITI}


def media(kind: MediaKind, mime: str, note: str) -> Incoming:
    return replace(SAID, kind=Kind.MEDIA, media=(Media(kind, media_url(), mime),), note=note)


def other(note: str) -> Incoming:
    return replace(SAID, kind=Kind.OTHER, note=note)


PRESSED = replace(
    SAID, kind=Kind.PRESS, text="Setuju", reply_to=ASKED, press=Press("a:1:consent:yes", ASKED)
)
ROWS = [
    ("text", form(Body="Halo"), replace(SAID, text="Halo")),
    ("forwarded", form(Body="Halo", Forwarded="true"), replace(SAID, text="Halo", forwarded=True)),
    (
        "forwarded often",
        form(Body="Halo", FrequentlyForwarded="true"),
        replace(SAID, text="Halo", forwarded=True),
    ),
    ("reply", form(Body="ya", **ANSWERED), replace(SAID, text="ya", reply_to=ASKED)),
    (
        "quick reply",
        form(
            Body="Setuju",
            ButtonText="Setuju",
            ButtonPayload="a:1:consent:yes",
            MessageType="button",
            **ANSWERED,
        ),
        PRESSED,
    ),
    (
        "row of a list",
        form(
            Body="Setuju",
            ListTitle="Setuju",
            ListId="a:1:consent:yes",
            MessageType="interactive",
            **ANSWERED,
        ),
        PRESSED,
    ),
    (
        "row of a list without a body",
        form(ListTitle="Setuju", ListId="a:1:consent:yes", **ANSWERED),
        PRESSED,
    ),
    (
        "button of an old template, without data",
        form(ButtonText="Setuju", MessageType="button"),
        replace(SAID, text="Setuju"),
    ),
    (
        "photo with caption",
        with_files("image/jpeg", Body="KTP", MessageType="image"),
        replace(media(MediaKind.IMAGE, "image/jpeg", "photo"), text="KTP"),
    ),
    (
        "PDF",
        with_files("application/pdf", MessageType="document"),
        media(MediaKind.PDF, "application/pdf", "document"),
    ),
    (
        "voice",
        with_files("audio/ogg; codecs=opus", MessageType="audio"),
        media(MediaKind.AUDIO, "audio/ogg", "voice"),
    ),
    ("video", with_files("video/mp4"), media(MediaKind.VIDEO, "video/mp4", "video")),
    (
        "another file",
        with_files("application/msword"),
        media(MediaKind.OTHER, "application/msword", "document"),
    ),
    ("sticker", with_files("image/webp", MessageType="sticker"), other("sticker")),
    ("contact card", with_files("text/vcard", MessageType="contacts"), other("contact")),
    ("contact card without a type of message", with_files("text/x-vcard"), other("contact")),
    (
        "location",
        form(Latitude="-7.47", Longitude="112.43", MessageType="location"),
        replace(SAID, kind=Kind.PLACE, place=Place(-7.47, 112.43)),
    ),
    (
        "named location",
        form(Latitude="-7.47", Longitude="112.43", Label="Balai", Address="Jl. Contoh"),
        replace(SAID, kind=Kind.PLACE, place=Place(-7.47, 112.43), text="Balai"),
    ),
    ("a kind of next year", form(MessageType="hologram"), other("hologram")),
    ("nothing at all", form(MessageType=""), other("unknown")),
    (
        "somebody who hides their number",
        form(From=HIDDEN, Body="Halo", ExternalUserId="ID.13491208655302741918"),
        replace(SAID, chat=HIDDEN, sender=HIDDEN, text="Halo"),
    ),
    ("parameters of next year", form(Body="Halo", NewThing="1"), replace(SAID, text="Halo")),
]


@pytest.mark.parametrize(("sent", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_what_a_person_did(sent: dict[str, str], expected: Incoming) -> None:
    assert read(sent, NOW) == (expected,)


@pytest.mark.parametrize("count", range(1, 11))
def test_every_photo_of_a_message_is_kept(count: int) -> None:
    (incoming,) = read(with_files(*["image/jpeg"] * count), NOW)
    assert [m.ref for m in incoming.media] == [media_url(n) for n in range(count)]


def test_an_id_under_its_old_name_is_found() -> None:
    sent = form(Body="Halo")
    del sent["MessageSid"]
    assert read(sent, NOW) == (replace(SAID, text="Halo"),)


@pytest.mark.parametrize(
    "broken",
    [
        form(From="", Body="RAHASIA"),
        form(NumMedia="RAHASIA"),
        form(NumMedia="2"),
        form(Latitude="RAHASIA", Longitude="1"),
    ],
)
def test_what_cannot_be_read_says_only_where(broken: dict[str, str]) -> None:
    with pytest.raises(Unreadable) as caught:
        read(broken, NOW)
    assert caught.value.provider_id == MESSAGE
    assert "RAHASIA" not in str(caught.value)


def test_a_form_without_an_id_has_the_same_one_when_it_comes_again() -> None:
    ids = set()
    for _ in range(2):
        with pytest.raises(Unreadable) as caught:
            read({"Body": "RAHASIA"}, NOW)
        ids.add(caught.value.provider_id)
    assert len(ids) == 1
    assert "RAHASIA" not in ids.pop()


@pytest.mark.parametrize("value", ["queued", "sent", "delivered", "read"])
def test_a_receipt_tells_how_far_it_came(value: str) -> None:
    update = read_status(status(value), NOW)
    assert (update.provider_id, update.status, update.at) == (MESSAGE, value, NOW)
    assert (update.error_code, update.failure) == ("", None)


def test_a_receipt_tells_why_it_failed() -> None:
    update = read_status(status("undelivered", ErrorCode="63016", ErrorMessage="x"), NOW)
    assert update.error_code == "63016"
    assert isinstance(update.failure, GiveUp)
    assert update.failure.then is Then.AS_TEMPLATE


def test_a_zero_is_no_error() -> None:
    assert read_status(status("delivered", ErrorCode="0"), NOW).failure is None


@pytest.mark.parametrize("changes", [{"MessageStatus": "", "SmsStatus": ""}, {"ErrorCode": "x"}])
def test_a_receipt_without_its_parts_is_unreadable(changes: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        read_status(status("sent", **changes), NOW)
