"""What the real python-telegram-bot client gets from the fake Bot API."""

from collections.abc import Callable
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto

from bot.demo.pictures import example
from bot.demo.platforms import Platforms

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
