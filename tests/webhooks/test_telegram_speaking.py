"""An outgoing message in, the request that really leaves out."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from flows.messages import Button, Outgoing
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.updates import BOT, TOKEN
from tests.webhooks.wire import TelegramWire, no, ok
from webhooks.sending import Attachment, GiveUp, Health, SendError, Sent, Then, TryLater
from webhooks.telegram import TelegramDoor
from webhooks.telegram_reading import Me

YES = Button("a:1:consent:yes", "Setuju", "1")
NO = Button("a:1:consent:no", "Tidak", "2")
MORE = Button("a:1:consent:why", "Mengapa?", "3")
LINK = Button("", "Buka", url="https://contoh.example/b")


def test_a_text_leaves_plain_and_without_preview(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    assert open_telegram(wire).send("700", Outgoing("Halo *_[<b>")) == Sent("41")
    (call,) = wire.calls
    assert call.url == f"https://telegram.example/bot{TOKEN}/sendMessage"
    assert call.fields == {
        "chat_id": "700",
        "text": "Halo *_[<b>",
        "link_preview_options": {"is_disabled": True},
    }


def test_the_way_to_a_person_opens_their_chat(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).send("700", Outgoing("😀 Hubungi warga: tg://user?id=910000002\nhalo"))
    (entity,) = wire.calls[0].fields["entities"]
    assert (entity["type"], entity["url"]) == ("text_link", "tg://user?id=910000002")
    assert (entity["offset"], entity["length"]) == (18, 22)


def test_buttons_stand_in_columns(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).send("700", Outgoing("?", (YES, NO, MORE, LINK), columns=2))
    assert wire.calls[0].fields["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Setuju", "callback_data": "a:1:consent:yes"},
            {"text": "Tidak", "callback_data": "a:1:consent:no"},
        ],
        [
            {"text": "Mengapa?", "callback_data": "a:1:consent:why"},
            {"text": "Buka", "url": "https://contoh.example/b"},
        ],
    ]


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
def test_callback_data_that_telegram_refuses_never_leaves(
    open_telegram: OpenTelegram, data: str
) -> None:
    wire = TelegramWire()
    with pytest.raises(GiveUp) as caught:
        open_telegram(wire).send("700", Outgoing("?", (Button(data, "Ya"),)))
    assert (caught.value.then, wire.calls) == (Then.ALERT, [])


def test_64_bytes_of_callback_data_leave(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).send("700", Outgoing("?", (Button("é" * 32, "Ya"),)))
    assert len(wire.calls) == 1


@pytest.mark.parametrize(
    ("mime", "size", "method", "part"),
    [
        ("image/jpeg", 10, "sendPhoto", "photo"),
        ("image/png", 10 * 1024 * 1024, "sendPhoto", "photo"),
        ("image/png", 10 * 1024 * 1024 + 1, "sendDocument", "document"),
        ("application/pdf", 10, "sendDocument", "document"),
        ("image/heic", 10, "sendDocument", "document"),
    ],
)
def test_files_leave_as_bytes(
    open_telegram: OpenTelegram, mime: str, size: int, method: str, part: str
) -> None:
    wire = TelegramWire()
    file = Attachment("surat.bin", mime, b"x" * size)
    open_telegram(wire).send("700", Outgoing("Surat Anda", (YES,)), file)
    (call,) = wire.calls
    assert (call.method, call.fields["caption"]) == (method, "Surat Anda")
    assert call.fields["reply_markup"]["inline_keyboard"][0][0]["text"] == "Setuju"
    assert call.files[part][:2] == ("surat.bin", b"x" * size)


def test_a_file_without_content_is_given_up(open_telegram: OpenTelegram) -> None:
    with pytest.raises(GiveUp) as caught:
        open_telegram(TelegramWire()).send("700", Outgoing(), Attachment("a", "image/png"))
    assert caught.value.then is Then.AS_TEXT


def test_a_tap_is_answered(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire(ok(True))
    answer = Outgoing("Sudah diputuskan", callback="43", alert=True)
    assert open_telegram(wire).send("700", answer) == Sent("")
    assert wire.calls[0].method == "answerCallbackQuery"
    assert wire.calls[0].fields == {
        "callback_query_id": "43",
        "text": "Sudah diputuskan",
        "show_alert": "true",
    }


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        "Bad Request: QUERY_ID_INVALID",
    ],
)
def test_a_tap_too_old_to_answer_counts_as_done(open_telegram: OpenTelegram, words: str) -> None:
    door = open_telegram(TelegramWire(no(400, words)))
    assert door.send("700", Outgoing(callback="43")) == Sent("")


def test_a_card_is_edited_with_its_buttons(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).edit("-100", "31", Outgoing("Disetujui", (YES,)))
    (call,) = wire.calls
    assert call.method == "editMessageText"
    assert (call.fields["chat_id"], call.fields["message_id"]) == ("-100", "31")
    assert call.fields["text"] == "Disetujui"
    assert call.fields["reply_markup"]["inline_keyboard"][0][0]["text"] == "Setuju"


def test_a_card_that_became_a_record_loses_its_buttons(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).edit("-100", "31", Outgoing("Disetujui"))
    assert "reply_markup" not in wire.calls[0].fields


def test_a_picture_gets_another_caption(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire()
    open_telegram(wire).edit("-100", "31", Outgoing("Brosur", file="k", mime="image/png"))
    assert wire.calls[0].method == "editMessageCaption"
    assert wire.calls[0].fields["caption"] == "Brosur"


def test_not_modified_is_what_we_wanted(open_telegram: OpenTelegram) -> None:
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    open_telegram(TelegramWire(no(400, words))).edit("-100", "31", Outgoing("Sama"))


def test_a_file_is_fetched_by_its_path(open_telegram: OpenTelegram) -> None:
    path = {"file_id": "f", "file_unique_id": "u", "file_path": "photos/file_1.jpg"}
    wire = TelegramWire(ok(path), (200, b"bytes"))
    fetched = open_telegram(wire).fetch("f", "image/jpeg")
    assert (fetched.content, fetched.mime) == (b"bytes", "image/jpeg")
    root = "https://telegram.example/file/bot"
    assert unquote(wire.calls[1].url) == f"{root}{TOKEN}/photos/file_1.jpg"


@pytest.mark.parametrize(
    ("answer", "kind", "why"),
    [
        (no(400, "Bad Request: file is too big"), GiveUp, "telegram:file_too_big"),
        (
            no(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
            GiveUp,
            "telegram:file_refused",
        ),
        (no(429, "Too Many Requests", retry_after=4), TryLater, "telegram:429"),
        (ok({"file_id": "f", "file_unique_id": "u"}), GiveUp, "telegram:no_path"),
    ],
)
def test_a_file_that_cannot_be_had(
    open_telegram: OpenTelegram, answer: tuple[int, bytes], kind: type[SendError], why: str
) -> None:
    with pytest.raises(kind) as caught:
        open_telegram(TelegramWire(answer)).fetch("f", "")
    assert caught.value.why == why


def test_the_webhook_is_set_with_our_secret_and_kinds(open_telegram: OpenTelegram) -> None:
    wire = TelegramWire(ok(True))
    open_telegram(wire).set_webhook("https://sambung.example/")
    assert wire.calls[0].fields == {
        "url": "https://sambung.example/telegram/webhook",
        "secret_token": "the-secret",
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": "40",
    }


def test_no_webhook_is_set_without_a_secret() -> None:
    wire = TelegramWire()
    door = TelegramDoor(TOKEN, clients=(wire, TelegramWire()))
    with pytest.raises(GiveUp) as caught:
        door.set_webhook("https://sambung.example")
    door.close()
    assert (caught.value.then, wire.calls) == (Then.INCIDENT, [])


def test_closing_breaks_off_what_is_open(open_telegram: OpenTelegram) -> None:
    door = TelegramDoor(TOKEN, clients=(TelegramWire(), TelegramWire(*[ok([])] * 9)))
    door.ask_updates(0, 0)
    door.close()
    door.close()


def test_a_check_learns_our_name(open_telegram: OpenTelegram) -> None:
    door = open_telegram(TelegramWire(ok(BOT)))
    assert door.me == Me(7000000001)
    assert door.check() == Health(ok=True, name="sambung_bot")
    assert door.me == Me(7000000001, "sambung_bot")


def test_a_check_never_raises_and_never_tells_the_token(open_telegram: OpenTelegram) -> None:
    health = open_telegram(TelegramWire(no(401, "Unauthorized"))).check()
    assert health == Health(ok=False, why="telegram:token")


@pytest.mark.parametrize("given", [None, "", "wrong", "the-secret ", "rahasía"])
def test_a_webhook_without_our_secret_is_not_genuine(
    open_telegram: OpenTelegram, given: str | None
) -> None:
    assert not open_telegram(TelegramWire()).genuine(given)


def test_a_webhook_with_our_secret_is_genuine(open_telegram: OpenTelegram) -> None:
    assert open_telegram(TelegramWire()).genuine("the-secret")
