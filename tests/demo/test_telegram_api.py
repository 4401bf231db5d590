"""What the real python-telegram-bot client gets from the fake Bot API."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.demo.pictures import example
from bot.demo.platforms import Platforms
from bot.demo.rates import Rates
from tests.demo.conftest import Clock, Program

Run = Callable[[Any], Any]


def keyboard(*payloads: str) -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(f"Tombol {p[:9]}", callback_data=p) for p in payloads]
    return InlineKeyboardMarkup([buttons])


def test_the_bot_knows_its_own_name(platforms: Platforms, telegram: Run) -> None:
    me = telegram(lambda bot: bot.get_me())
    assert (me.is_bot, me.username, me.id) == (True, "sambung_contoh_bot", 7000000001)


def test_a_text_arrives_with_its_buttons(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    sent = telegram(lambda bot: bot.send_message(siti.id, "Setuju?", reply_markup=keyboard("yes")))
    heard = siti.wait_for("Setuju?")
    assert (heard.id, heard.labels) == (sent.message_id, ["Tombol yes"])
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "yes"


def test_formatting_is_read_and_not_shown(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    sent = telegram(lambda bot: bot.send_message(siti.id, "<b>Tiket</b> &amp; KK", "HTML"))
    assert (sent.text, sent.entities[0].type) == ("Tiket & KK", "bold")


def test_an_uploaded_photo_can_be_fetched_back(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()

    async def work(bot: Any) -> bytes:
        sent = await bot.send_photo(siti.id, example("ktp"), caption="Ini fotonya")
        file = await bot.get_file(sent.photo[-1].file_id)
        return bytes(await file.download_as_bytearray())

    assert telegram(work).startswith(b"\xff\xd8")
    assert siti.wait_for("Ini fotonya").kind == "photo"


def test_a_document_keeps_its_name_and_bytes(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    work = lambda bot: bot.send_document(siti.id, b"%PDF-1.7", filename="surat.pdf")  # noqa: E731
    sent = telegram(work)
    assert (sent.document.file_name, sent.document.mime_type) == ("surat.pdf", "application/pdf")
    file = siti.last_heard.file
    assert file is not None
    assert file.content == b"%PDF-1.7"


def test_an_album_arrives_as_messages_of_one_group(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    album = [InputMediaPhoto(example("ktp"), caption="Dua foto"), InputMediaPhoto(example("kk"))]
    sent = telegram(lambda bot: bot.send_media_group(siti.id, album))
    assert len({message.media_group_id for message in sent}) == 1
    assert [m.kind for m in siti.messages if m.from_bot] == ["photo", "photo"]


def test_an_edit_changes_the_message_and_takes_its_buttons(
    platforms: Platforms, telegram: Run
) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()

    async def work(bot: Any) -> None:
        sent = await bot.send_message(siti.id, "Kartu", reply_markup=keyboard("ok"))
        await bot.edit_message_text("Disetujui", siti.id, sent.message_id)

    telegram(work)
    assert [(m.text, m.labels) for m in siti.messages if m.from_bot] == [("Disetujui", [])]


def test_a_press_is_answered_with_a_toast(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()

    async def work(bot: Any) -> Any:
        await bot.send_message(siti.id, "Kartu", reply_markup=keyboard("case:1:approve"))
        siti.presses("Tombol")
        update = (await bot.get_updates(timeout=2))[-1]
        await bot.answer_callback_query(update.callback_query.id, "Sudah dicatat")
        return update.callback_query

    query = telegram(work)
    assert (query.data, query.from_user.id) == ("case:1:approve", siti.id)
    assert siti.wait_for_toast() == "Sudah dicatat"


def test_the_rooms_can_be_asked_about(platforms: Platforms, telegram: Run) -> None:
    dewi = platforms.telegram_person("Dewi Contoh")
    group = platforms.telegram_group("Petugas", dewi)

    async def work(bot: Any) -> Any:
        chat = await bot.get_chat(group.id)
        me = await bot.get_chat_member(group.id, bot.id)
        admins = await bot.get_chat_administrators(group.id)
        await bot.set_my_commands([("cek", "Status laporan")])
        return chat.title, me.status, admins[0].user.id, await bot.get_my_commands()

    title, status, admin, commands = telegram(work)
    assert (title, status, admin) == ("Petugas", "member", dewi.id)
    assert commands[0].command == "cek"


async def nothing(bot: Any) -> None:
    """Only connect."""


REFUSED: list[tuple[str, Any, type[Exception], str]] = [
    (
        "data of 65 bytes",
        lambda b, c: b.send_message(c, "x", reply_markup=keyboard("d" * 65)),
        BadRequest,
        "Button_data_invalid",
    ),
    ("a text too long", lambda b, c: b.send_message(c, "x" * 4097), BadRequest, "too long"),
    ("an empty text", lambda b, c: b.send_message(c, "  "), BadRequest, "text is empty"),
    (
        "a caption too long",
        lambda b, c: b.send_photo(c, example("ktp"), caption="x" * 1025),
        BadRequest,
        "caption is too long",
    ),
    ("a picture that is none", lambda b, c: b.send_photo(c, b"no"), BadRequest, "Image_process"),
    ("an unknown chat", lambda b, c: b.send_message(1, "x"), BadRequest, "Chat not found"),
    (
        "an edit of nothing",
        lambda b, c: b.edit_message_text("x", c, 999),
        BadRequest,
        "Message to edit not found",
    ),
    (
        "an unknown press",
        lambda b, c: b.answer_callback_query("1"),
        BadRequest,
        "Query is too old and response timeout expired or query id is invalid",
    ),
    ("broken formatting", lambda b, c: b.send_message(c, "<b>x", "HTML"), BadRequest, "end tag"),
    (
        "an unknown field",
        lambda b, c: b.send_message(c, "x", api_kwargs={"colour": "red"}),
        BadRequest,
        'no field "colour"',
    ),
    (
        "a wrong type",
        lambda b, c: b.send_message(c, "x", api_kwargs={"message_thread_id": "one"}),
        BadRequest,
        "message_thread_id",
    ),
    ("an unknown file", lambda b, c: b.get_file("no"), BadRequest, "Wrong file_id"),
    (
        "a webhook without https",
        lambda b, c: b.set_webhook("http://example.org/x"),
        BadRequest,
        "HTTPS URL must be provided",
    ),
    (
        "a secret with a space",
        lambda b, c: b.set_webhook("https://example.org/x", secret_token="a b"),
        BadRequest,
        "unallowed characters",
    ),
    (
        "an album of one",
        lambda b, c: b.send_media_group(c, [InputMediaPhoto(example("ktp"))]),
        BadRequest,
        "from 2 to 10",
    ),
    (
        "an unknown method",
        lambda b, c: b.do_api_request("sendTelepathy", {"chat_id": c}),
        Exception,
        "not found",
    ),
]


@pytest.mark.parametrize(
    ("call", "error", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_the_fake_refuses_what_the_real_one_refuses(
    platforms: Platforms, telegram: Run, call: Any, error: type[Exception], words: str
) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    with pytest.raises(error) as refused:
        telegram(lambda bot: call(bot, siti.id))
    assert words.casefold() in str(refused.value).casefold()


def test_a_wrong_token_is_refused(platforms: Platforms, telegram: Run) -> None:
    platforms.telegram.token = "7000000001:another"
    with pytest.raises(InvalidToken):
        telegram(nothing)


def test_nothing_changed_is_refused_in_the_known_words(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()

    async def work(bot: Any) -> None:
        sent = await bot.send_message(siti.id, "Kartu", reply_markup=keyboard("ok"))
        await bot.edit_message_text("Kartu", siti.id, sent.message_id, reply_markup=keyboard("ok"))

    with pytest.raises(BadRequest, match="Message is not modified"):
        telegram(work)


def test_a_press_grows_too_old_to_answer(platforms: Platforms, telegram: Run, clock: Clock) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()

    async def work(bot: Any) -> None:
        await bot.send_message(siti.id, "Kartu", reply_markup=keyboard("ok"))
        number = siti.presses("Tombol")
        clock.forward(seconds=16)
        await bot.answer_callback_query(number)

    with pytest.raises(BadRequest, match="Query is too old"):
        telegram(work)


def test_a_person_who_blocked_the_bot_cannot_be_reached(
    platforms: Platforms, telegram: Run
) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    siti.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        telegram(lambda bot: bot.send_message(siti.id, "x"))


def test_a_person_who_never_started_cannot_be_reached(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        telegram(lambda bot: bot.send_message(siti.id, "x"))


def test_a_bot_thrown_out_cannot_write(platforms: Platforms, telegram: Run) -> None:
    dewi = platforms.telegram_person("Dewi Contoh")
    group = platforms.telegram_group("Petugas", dewi)
    dewi.removes_bot(group)
    with pytest.raises(Forbidden, match="kicked from the group chat"):
        telegram(lambda bot: bot.send_message(group.id, "x"))


def test_an_upgraded_group_says_its_new_number(platforms: Platforms, telegram: Run) -> None:
    dewi = platforms.telegram_person("Dewi Contoh")
    group = platforms.telegram_group("Petugas", dewi)
    old = group.id
    group.upgrades(dewi)
    with pytest.raises(ChatMigrated) as moved:
        telegram(lambda bot: bot.send_message(old, "x"))
    assert moved.value.new_chat_id == group.id
    updates = telegram(lambda bot: bot.get_updates())
    assert updates[0].message.migrate_to_chat_id == group.id
    assert updates[1].message.migrate_from_chat_id == old


def test_a_group_takes_twenty_messages_a_minute(
    platforms: Platforms, telegram: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    group = platforms.telegram_group("Petugas", platforms.telegram_person("Dewi Contoh"))

    async def work(bot: Any) -> None:
        for number in range(21):
            await bot.send_message(group.id, str(number))

    with pytest.raises(RetryAfter) as told:
        telegram(work)
    assert (len(group.messages), told.value.retry_after) == (20, timedelta(seconds=3))


def test_the_rates_can_be_set(platforms: Platforms, telegram: Run) -> None:
    platforms.telegram.rates = Rates(overall=0, group_per_minute=0, private=0)
    group = platforms.telegram_group("Petugas", platforms.telegram_person("Dewi Contoh"))

    async def work(bot: Any) -> None:
        for number in range(40):
            await bot.send_message(group.id, str(number))

    telegram(work)
    assert len(group.messages) == 40


def test_polling_beside_a_webhook_is_a_conflict(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    async def work(bot: Any) -> None:
        await bot.set_webhook(f"{program.url}/hook")
        await bot.get_updates()

    with pytest.raises(Conflict, match="webhook is active"):
        telegram(work)


def test_a_file_link_dies_after_an_hour(platforms: Platforms, telegram: Run, clock: Clock) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    photo = siti.sends_photos(example("ktp"))[0].file
    assert photo is not None

    async def work(bot: Any) -> None:
        file = await bot.get_file(photo.id)
        clock.forward(minutes=61)
        await file.download_as_bytearray()

    with pytest.raises(Exception, match="Not Found"):
        telegram(work)
