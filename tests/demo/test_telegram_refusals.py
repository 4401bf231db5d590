"""What the fake Bot API refuses, in the real one's words, as python-telegram-bot reads them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.demo.pictures import example
from bot.demo.platforms import Platforms
from bot.demo.rates import Rates
from tests.demo.conftest import Clock, Program
from tests.demo.test_telegram_api import keyboard

Run = Callable[[Any], Any]


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
