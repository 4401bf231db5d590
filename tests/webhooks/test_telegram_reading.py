"""Real payloads in, our words out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Place, Press
from tests.webhooks.updates import (
    BOT,
    GROUP,
    PRIVATE,
    SITI,
    entities,
    file,
    in_group,
    membership,
    message,
    photo,
    press,
)
from webhooks.reading import Unreadable
from webhooks.telegram_reading import Me, read

ME = Me(BOT["id"], "sambung_bot")  # type: ignore[arg-type]
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
SAID = Incoming(Channel.TELEGRAM, "9001", "700", "700", AT, Kind.TEXT)
IN_GROUP = replace(SAID, chat="-1001234", private=False)
CARD = {"phone_number": "6285011100001", "first_name": "CONTOH"}
PIN = {"latitude": -7.47, "longitude": 112.43}


def other(note: str) -> Incoming:
    return replace(SAID, kind=Kind.OTHER, note=note)


def media(kind: MediaKind, ref: str, mime: str, note: str, size: int = 1234) -> Incoming:
    return replace(SAID, kind=Kind.MEDIA, media=(Media(kind, ref, mime, size),), note=note)


ROWS: list[tuple[str, dict[str, Any], Incoming]] = [
    ("text", message(text="Halo"), replace(SAID, text="Halo")),
    (
        "command",
        message(text="/start abc", entities=entities("/start abc")),
        replace(SAID, text="/start abc"),
    ),
    (
        "command with our name",
        message(text="/start@Sambung_bot abc", entities=entities("/start@Sambung_bot abc")),
        replace(SAID, text="/start abc"),
    ),
    (
        "reply",
        message(text="ya", reply_to_message=message(message_id=7, text="?")["message"]),
        replace(SAID, text="ya", reply_to="7"),
    ),
    (
        "press",
        press(),
        replace(
            SAID,
            at=LATER,
            kind=Kind.PRESS,
            press=Press("a:1:consent:yes", "31", "4382bfdwdsb323b2d9"),
        ),
    ),
    (
        "forwarded",
        message(
            text="Halo",
            forward_origin={"type": "hidden_user", "sender_user_name": "CONTOH", "date": 1},
        ),
        replace(SAID, text="Halo", forwarded=True),
    ),
    (
        "press under a message Telegram no longer shows",
        press(message={"message_id": 31, "date": 0, "chat": PRIVATE}),
        replace(
            SAID,
            at=LATER,
            kind=Kind.PRESS,
            press=Press("a:1:consent:yes", "31", "4382bfdwdsb323b2d9"),
        ),
    ),
    (
        "photo with caption",
        message(photo=[photo("s", 90, 900), photo("l", 1280, 90000)], caption="KTP saya"),
        replace(media(MediaKind.IMAGE, "l", "image/jpeg", "photo", 90000), text="KTP saya"),
    ),
    (
        "photo whose sizes come in another order",
        message(photo=[photo("l", 1280, 90000), photo("s", 90, 900)]),
        media(MediaKind.IMAGE, "l", "image/jpeg", "photo", 90000),
    ),
    (
        "one photo of an album",
        message(photo=[photo("l", 1280, 90000)], media_group_id="13"),
        replace(media(MediaKind.IMAGE, "l", "image/jpeg", "photo", 90000), album="13"),
    ),
    (
        "photo as a document",
        message(document=file("d", mime_type="image/png", file_name="ktp.png")),
        media(MediaKind.IMAGE, "d", "image/png", "document"),
    ),
    (
        "PDF",
        message(document=file("d", mime_type="application/pdf", file_name="kk.pdf")),
        media(MediaKind.PDF, "d", "application/pdf", "document"),
    ),
    (
        "PDF without a type",
        message(document=file("d", file_name="kk.pdf")),
        media(MediaKind.PDF, "d", "application/pdf", "document"),
    ),
    (
        "another file",
        message(document=file("d", mime_type="application/zip")),
        media(MediaKind.OTHER, "d", "application/zip", "document"),
    ),
    (
        "voice",
        message(voice=file("v", duration=3, mime_type="audio/ogg")),
        media(MediaKind.AUDIO, "v", "audio/ogg", "voice"),
    ),
    (
        "audio",
        message(audio=file("v", duration=3)),
        media(MediaKind.AUDIO, "v", "audio/mpeg", "audio"),
    ),
    (
        "video",
        message(video=file("v", duration=3, width=9, height=9, mime_type="video/mp4")),
        media(MediaKind.VIDEO, "v", "video/mp4", "video"),
    ),
    (
        "video note",
        message(video_note=file("v", duration=3, length=9)),
        media(MediaKind.VIDEO, "v", "video/mp4", "video_note"),
    ),
    (
        "animation, which comes as a document too",
        message(
            animation=file("v", duration=3, width=9, height=9, mime_type="video/mp4"),
            document=file("v", mime_type="video/mp4"),
        ),
        media(MediaKind.VIDEO, "v", "video/mp4", "animation"),
    ),
    (
        "sticker",
        message(
            sticker=file("s", type="regular", width=9, height=9, is_animated=False, is_video=False),
            effect_id="5104841245755180586",
        ),
        other("sticker"),
    ),
    ("dice", message(dice={"emoji": "🎲", "value": 4}), other("dice")),
    (
        "poll",
        message(
            poll={
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,
                "members_only": False,
            }
        ),
        other("poll"),
    ),
    ("a kind of a later Bot API", message(hologram={"file_id": "h"}), other("unknown")),
    (
        "location",
        message(location=PIN),
        replace(SAID, kind=Kind.PLACE, place=Place(-7.47, 112.43)),
    ),
    (
        "venue",
        message(location=PIN, venue={"location": PIN, "title": "Balai", "address": "Jl."}),
        replace(SAID, kind=Kind.PLACE, place=Place(-7.47, 112.43), text="Balai"),
    ),
    (
        "own contact",
        message(contact={**CARD, "user_id": 700}),
        replace(SAID, kind=Kind.CONTACT, phone="+6285011100001"),
    ),
    (
        "somebody else's contact",
        message(contact={**CARD, "user_id": 701}),
        replace(SAID, kind=Kind.CONTACT),
    ),
    (
        "contact of nobody on Telegram",
        message(contact=CARD),
        replace(SAID, kind=Kind.CONTACT),
    ),
    (
        "edit",
        {"update_id": 9001, "edited_message": message(text="Halo lagi")["message"]},
        replace(SAID, kind=Kind.EDIT, text="Halo lagi", note="55"),
    ),
    (
        "edited caption",
        {
            "update_id": 9001,
            "edited_message": message(photo=[photo("l", 9, 9)], caption="KK")["message"],
        },
        replace(media(MediaKind.IMAGE, "l", "image/jpeg", "55", 9), kind=Kind.EDIT, text="KK"),
    ),
    ("blocked", membership(PRIVATE, "member", "kicked"), replace(SAID, kind=Kind.STOPPED)),
    ("let in again", membership(PRIVATE, "kicked", "member"), replace(SAID, kind=Kind.STARTED)),
    ("added", membership(GROUP, "left", "member"), replace(IN_GROUP, kind=Kind.JOINED)),
    (
        "added with rights",
        membership(GROUP, "left", "administrator"),
        replace(IN_GROUP, kind=Kind.JOINED),
    ),
    ("removed", membership(GROUP, "member", "kicked"), replace(IN_GROUP, kind=Kind.LEFT)),
    ("left", membership(GROUP, "administrator", "left"), replace(IN_GROUP, kind=Kind.LEFT)),
    (
        "group became a supergroup",
        message(
            chat={"id": -55, "type": "group", "title": "Magersari"}, migrate_to_chat_id=-1001234
        ),
        replace(IN_GROUP, chat="-55", kind=Kind.MIGRATED, note="-1001234"),
    ),
]

MEANT = [
    ("command", in_group("/ikat 3576"), replace(IN_GROUP, text="/ikat 3576")),
    ("command to us", in_group("/ikat@sambung_bot 3"), replace(IN_GROUP, text="/ikat 3")),
    ("mention", in_group("halo @Sambung_bot"), replace(IN_GROUP, text="halo")),
    (
        "reply to us",
        in_group(
            "kurang jelas",
            reply_to_message={
                "message_id": 31,
                "date": 1,
                "chat": GROUP,
                "from": BOT,
                "text": "?",
            },
        ),
        replace(IN_GROUP, text="kurang jelas", reply_to="31"),
    ),
    (
        "mention in a caption",
        in_group(
            photo=[photo("l", 9, 9)],
            caption="@sambung_bot ini",
            caption_entities=entities("@sambung_bot ini"),
        ),
        replace(
            media(MediaKind.IMAGE, "l", "image/jpeg", "photo", 9),
            chat="-1001234",
            private=False,
            text="ini",
        ),
    ),
    (
        "press",
        press(message={"message_id": 31, "date": 1, "from": BOT, "chat": GROUP, "text": "?"}),
        replace(
            IN_GROUP,
            at=LATER,
            kind=Kind.PRESS,
            press=Press("a:1:consent:yes", "31", "4382bfdwdsb323b2d9"),
        ),
    ),
]

IGNORED = [
    ("talk in a group", in_group("selamat pagi")),
    ("another bot's command", in_group("/start@lain_bot")),
    ("another's mention", in_group("halo @lain_bot")),
    ("an address with our sign in it", in_group("surat ke a@b.id")),
    (
        "reply to a colleague",
        in_group("ya", reply_to_message=in_group("?", message_id=3)["message"]),
    ),
    ("photo in a group", in_group(photo=[photo("l", 9, 9)])),
    ("somebody joined", in_group(new_chat_members=[SITI])),
    ("pinned", message(pinned_message=message(text="?")["message"])),
    ("timer set", message(message_auto_delete_timer_changed={"message_auto_delete_time": 1})),
    ("channel post", {"update_id": 9001, "channel_post": message(text="x")["message"]}),
    ("post of a linked channel", in_group("/x", is_automatic_forward=True)),
    ("unknown update", {"update_id": 9001, "brand_new": {"a": 1}}),
    ("promoted", membership(GROUP, "member", "administrator")),
    (
        "added to a channel",
        membership({"id": -1009, "type": "channel", "title": "k"}, "left", "administrator"),
    ),
    ("moved live location", {"update_id": 1, "edited_message": message(location=PIN)["message"]}),
    ("game", press(data=None, game_short_name="g")),
    ("press of an inline message", press(message=None, inline_message_id="1")),
]


@pytest.mark.parametrize(("update", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_in_a_private_talk(update: dict[str, Any], expected: Incoming) -> None:
    assert read(update, ME, LATER) == (expected,)


@pytest.mark.parametrize(("update", "expected"), [r[1:] for r in MEANT], ids=[r[0] for r in MEANT])
def test_in_a_group_what_is_meant_for_us(update: dict[str, Any], expected: Incoming) -> None:
    assert read(update, ME, LATER) == (expected,)


@pytest.mark.parametrize("update", [r[1] for r in IGNORED], ids=[r[0] for r in IGNORED])
def test_ignored_on_purpose(update: dict[str, Any]) -> None:
    assert read(update, ME, LATER) == ()


def test_a_named_command_is_ours_while_our_name_is_unknown() -> None:
    (incoming,) = read(in_group("/ikat@sambung_bot 3"), Me(ME.id), LATER)
    assert incoming.text == "/ikat@sambung_bot 3"


@pytest.mark.parametrize(
    "broken",
    [
        message(date="yesterday", text="RAHASIA"),
        {"update_id": 9001, "message": "RAHASIA"},
        {"update_id": 9001, "message": {"text": "RAHASIA"}},
        message(photo=[{"file_id": "RAHASIA"}]),
        press(**{"from": None}),
    ],
)
def test_a_genuine_update_that_cannot_be_read_says_only_where(broken: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as caught:
        read(broken, ME, LATER)
    assert caught.value.provider_id == "9001"
    assert " at " in caught.value.error
    assert "RAHASIA" not in str(caught.value)


def test_every_row_survives_storage() -> None:
    for _, update, _ in ROWS + MEANT:
        (incoming,) = read(update, ME, LATER)
        assert Incoming.from_json(incoming.to_json()) == incoming
