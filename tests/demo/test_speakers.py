"""The words in which tests speak: what was heard once is not heard again, and silence is told."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from telegram.error import Conflict

from bot.demo.platforms import Platforms
from tests.demo.conftest import with_bot

Run = Callable[[Any], Any]


def tell(telegram: Run, chat: int, *words: str) -> None:
    async def work(bot: Any) -> None:
        for text in words:
            await bot.send_message(chat, text)

    telegram(work)


def test_what_was_heard_is_not_heard_again(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    tell(telegram, siti.id, "satu", "dua")
    assert siti.hears() == ["satu", "dua"]
    siti.hears_nothing(0.05)


def test_waiting_in_vain_says_what_was_heard(platforms: Platforms, telegram: Run) -> None:
    siti = platforms.telegram_person("Siti Contoh")
    siti.starts()
    tell(telegram, siti.id, "sesuatu yang lain")
    with pytest.raises(AssertionError, match="sesuatu yang lain"):
        siti.wait_for("tiket", timeout=0.05)


def test_a_missing_button_is_told_with_those_there_are(platforms: Platforms) -> None:
    with pytest.raises(AssertionError, match="no button 'Setuju'"):
        platforms.telegram_person("Siti Contoh").button("Setuju", timeout=0.05)


def test_the_same_name_is_the_same_person(platforms: Platforms) -> None:
    siti = platforms.whatsapp_person("Siti Contoh")
    assert platforms.whatsapp_person("Siti Contoh") is siti
    assert platforms.telegram_person("Siti Contoh").person != siti.person


def test_a_group_is_followed_after_its_upgrade(platforms: Platforms, telegram: Run) -> None:
    dewi = platforms.telegram_person("Dewi Contoh")
    group = platforms.telegram_group("Petugas", dewi)
    group.upgrades(dewi)
    tell(telegram, group.id, "kartu baru")
    group.wait_for("kartu baru")


def test_a_second_poll_ends_the_first(platforms: Platforms) -> None:
    async def wait(bot: Any) -> Any:
        return await bot.get_updates(timeout=5)

    async def look(bot: Any) -> Any:
        return await bot.get_updates(timeout=0)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(lambda: asyncio.run(with_bot(platforms, wait)))
        while not platforms.telegram.calls[1:]:
            platforms.world.after(platforms.world.last, 0.02)
        asyncio.run(with_bot(platforms, look))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            first.result()
