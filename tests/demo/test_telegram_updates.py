"""How updates reach the program: in order, with the secret, again and again until accepted."""

from collections.abc import Callable
from typing import Any

from telegram import Update

from bot.demo.pictures import example
from bot.demo.platforms import Platforms
from tests.demo.conftest import Clock, Program

Run = Callable[[Any], Any]
SECRET = "rahasia_contoh"


def listen(telegram: Run, program: Program, **more: Any) -> None:
    url = f"{program.url}/hook"
    telegram(lambda bot: bot.set_webhook(url, secret_token=SECRET, **more))


def test_an_update_carries_the_secret(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program)
    platforms.telegram_person("Siti Contoh").says("halo")
    got = program.wait_for(1)[0]
    update = Update.de_json(got.json, None)
    assert got.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
    assert update.message is not None
    assert update.message.text == "halo"


def test_a_refused_update_comes_again_and_keeps_its_place(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program)
    program.answers = [(503, "", "text/plain"), (500, "", "text/plain")]
    siti = platforms.telegram_person("Siti Contoh")
    for word in ("satu", "dua"):
        siti.says(word)
    texts = [r.json["message"]["text"] for r in program.wait_for(4)]
    assert texts == ["satu", "satu", "satu", "dua"]
    assert platforms.settle()


def test_updates_wait_for_a_webhook(platforms: Platforms, telegram: Run, program: Program) -> None:
    platforms.telegram_person("Siti Contoh").says("sebelum")
    assert platforms.telegram.updates.pending == 1
    listen(telegram, program)
    assert program.wait_for(1)[0].json["message"]["text"] == "sebelum"


def test_the_state_of_the_webhook_tells_its_last_error(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    program.answers = [(503, "", "text/plain")] * 50
    listen(telegram, program)
    platforms.telegram_person("Siti Contoh").says("halo")
    program.wait_for(2)
    state = telegram(lambda bot: bot.get_webhook_info())
    assert state.pending_update_count == 1
    assert "503" in state.last_error_message


def test_updates_are_forgotten_after_a_day(
    platforms: Platforms, telegram: Run, program: Program, clock: Clock
) -> None:
    platforms.telegram_person("Siti Contoh").says("kemarin")
    clock.forward(hours=25)
    listen(telegram, program)
    assert platforms.settle()
    assert program.received == []


def test_a_method_in_the_answer_is_carried_out(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    answer = f'{{"method": "sendMessage", "chat_id": {siti.id}, "text": "Halo, Siti"}}'
    program.answers = [(200, answer, "application/json")]
    listen(telegram, program)
    siti.says("halo")
    assert siti.hears() == ["Halo, Siti"]


def test_an_album_is_one_update_for_each_photo(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program)
    platforms.telegram_person("Siti Contoh").sends_photos(
        example("ktp"), example("kk"), caption="dua"
    )
    first, second = (Update.de_json(r.json, None).message for r in program.wait_for(2))
    assert first is not None
    assert second is not None
    assert first.media_group_id == second.media_group_id
    assert (first.caption, second.caption) == ("dua", None)


def test_everything_a_phone_can_send_is_a_readable_update(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program)
    siti = platforms.telegram_person("Siti Contoh")
    siti.edits(siti.says("halo"), "halo lagi")
    siti.shares_location()
    siti.shares_contact()
    siti.sends_document(b"%PDF-1.7")
    for kind in ("sticker", "voice", "video", "dice"):
        siti.sends_other(kind)
    siti.blocks_bot()
    updates = [Update.de_json(r.json, None) for r in program.wait_for(10)]
    assert updates[1].edited_message is not None
    assert updates[3].message is not None
    assert updates[3].message.contact is not None
    assert updates[3].message.contact.user_id == siti.id
    assert updates[-1].my_chat_member is not None


def test_in_a_group_only_what_is_meant_for_the_bot_is_told(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program)
    dewi = platforms.telegram_person("Dewi Contoh")
    group = platforms.telegram_group("Petugas", dewi)
    dewi.says("makan siang?", group=group)
    dewi.says("/pasang", group=group)
    message = Update.de_json(program.wait_for(1)[0].json, None).message
    assert message is not None
    assert (message.text, message.entities[0].type) == ("/pasang", "bot_command")
    assert platforms.settle()
    assert len(program.received) == 1


def test_a_poll_takes_what_waits_and_confirms_it_by_the_next(
    platforms: Platforms, telegram: Run
) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.says("satu")
    siti.says("dua")

    async def work(bot: Any) -> list[str]:
        first = await bot.get_updates(limit=1)
        rest = await bot.get_updates(offset=first[0].update_id + 1)
        return [update.message.text for update in (*first, *rest)]

    assert telegram(work) == ["satu", "dua"]
    assert platforms.telegram.updates.pending == 1


def test_only_the_kinds_asked_for_are_told(
    platforms: Platforms, telegram: Run, program: Program
) -> None:
    listen(telegram, program, allowed_updates=["message"])
    siti = platforms.telegram_person("Siti Contoh")
    siti.edits(siti.says("halo"), "halo lagi")
    siti.says("selesai")
    assert [r.json["message"]["text"] for r in program.wait_for(2)] == ["halo", "selesai"]
