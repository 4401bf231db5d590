"""The page in a real browser: type, press, attach, move the clock, and nothing breaks."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.demo.platforms import Platforms
from tests.demo.conftest import Clock, with_bot
from tests.demo.test_page import small_stage

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), "")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on PATH: the page was not looked at"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def staged(clock: Clock) -> Iterator[Platforms]:
    platforms = Platforms(now=clock)
    platforms.show(small_stage(platforms, clock))
    with platforms:
        yield platforms


@pytest.fixture
def page(browser: Browser, staged: Platforms) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1600, "height": 900})
    yield from watched(opened, staged)


@pytest.fixture
def small_page(browser: Browser, staged: Platforms) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    yield from watched(opened, staged)


def watched(page: Page, platforms: Platforms) -> Iterator[Page]:
    """A page whose every error, and every request to elsewhere, fails the test."""
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(platforms.url) else trouble.append(r.url))
    page.set_default_timeout(5000)
    page.goto(platforms.url)
    page.wait_for_selector("#stage[aria-busy=false] .phone")
    yield page
    keep_picture(page)
    page.close()
    assert trouble == []


def keep_picture(page: Page) -> None:
    """A screenshot for whoever asked for one by naming a folder."""
    if folder := os.environ.get("SAMBUNG_SCREENSHOTS"):
        test = os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0]
        page.wait_for_timeout(600)  # what came last has faded in
        page.screenshot(path=Path(folder) / f"{test}.png")


def tells(platforms: Platforms, chat: int, text: str, *labels: str) -> None:
    """Let the program say something, with buttons, outside the browser's own loop."""
    buttons = [InlineKeyboardButton(label, callback_data=label) for label in labels]
    markup = InlineKeyboardMarkup([buttons]) if labels else None

    async def work(bot: Any) -> None:
        await bot.send_message(chat, text, reply_markup=markup)

    run_apart(platforms, work)


def run_apart(platforms: Platforms, work: Any) -> None:
    """Playwright's sync API keeps a loop in this thread; the bot gets one of its own."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(with_bot(platforms, work))).result()


def test_typing_and_enter_send_a_message(page: Page, staged: Platforms) -> None:
    page.get_by_label("Pesan dari Warga").fill("halo dari kampung")
    page.keyboard.press("Enter")
    expect(page.locator("#phone-warga .row.mine")).to_contain_text("halo dari kampung")
    assert staged.whatsapp_person("Siti Contoh").messages[0].text == "halo dari kampung"


def test_the_greeting_is_one_press(page: Page, staged: Platforms) -> None:
    page.get_by_role("button", name="Kirim “halo”").click()
    expect(page.locator("#phone-warga .row.mine")).to_contain_text("halo")


def test_what_the_program_says_is_shown_as_text_only(page: Page, staged: Platforms) -> None:
    group = staged.world.chats[next(k for k, c in staged.world.chats.items() if c.kind == "group")]
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    tells(staged, group.telegram_id, evil)
    expect(page.locator("#phone-petugas .said")).to_have_text(evil)
    assert page.locator("#phone-petugas .said img").count() == 0


def test_a_press_reaches_the_bot_as_the_chosen_person(page: Page, staged: Platforms) -> None:
    group = next(c for c in staged.world.chats.values() if c.kind == "group")
    tells(staged, group.telegram_id, "Kartu 26-004217-3", "Setujui", "Kembalikan")
    page.get_by_role("button", name="Agus").click()
    page.get_by_role("button", name="Setujui").click()
    for _ in range(50):
        page.wait_for_timeout(100)
        if staged.telegram.presses:
            break
    agus = staged.telegram_person("Agus Contoh")
    press = next(iter(staged.telegram.presses.values()))
    assert press.person == agus.person.key
    number = next(iter(staged.telegram.presses))

    async def work(bot: Any) -> None:
        await bot.answer_callback_query(number, "Anda tidak berwenang", show_alert=True)

    run_apart(staged, work)
    expect(page.get_by_role("alertdialog")).to_contain_text("Anda tidak berwenang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_hidden()


def test_a_message_elsewhere_is_counted(page: Page, staged: Platforms) -> None:
    agus = staged.telegram_person("Agus Contoh")
    agus.starts()
    page.wait_for_timeout(500)
    tells(staged, agus.id, "Ada tugas baru")
    expect(page.locator("#phone-petugas .hands")).to_contain_text("1")
    page.get_by_role("button", name="Agus").click()
    page.get_by_role("button", name="Pribadi").click()
    expect(page.locator("#phone-petugas .talk")).to_contain_text("Ada tugas baru")
    expect(page.locator("#phone-petugas .hands .badge").last).to_be_empty()


def test_an_example_card_is_attached_by_keyboard(page: Page, staged: Platforms) -> None:
    page.locator("#phone-warga").get_by_label("Lampirkan").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Contoh KTP jelas terbaca").focus()
    page.keyboard.press("Enter")
    picture = page.locator("#phone-warga .photos img")
    expect(picture).to_be_visible()
    assert staged.whatsapp_person("Siti Contoh").messages[0].kind == "photo"
    picture.click()
    expect(page.locator("#viewer img")).to_be_visible()
    page.keyboard.press("Escape")


def test_the_clock_moves_a_day(page: Page, staged: Platforms) -> None:
    expect(page.locator("#date")).to_have_text("Senin, 3 Agustus 2026")
    page.get_by_role("button", name="+24 jam").click()
    expect(page.locator("#date")).to_have_text("Selasa, 4 Agustus 2026")
    page.get_by_role("button", name="Jadwal berikutnya").click()
    expect(page.locator("#notice")).to_have_text("Tidak ada yang dijadwalkan.")


def test_the_guide_opens_and_closes(page: Page) -> None:
    page.get_by_role("button", name="Panduan").click()
    expect(page.get_by_role("dialog", name="Yang dapat dicoba")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#guide")).to_be_hidden()


def test_a_reload_shows_the_same_conversation(page: Page, staged: Platforms) -> None:
    staged.whatsapp_person("Siti Contoh").says("masih ingat?")
    page.reload()
    expect(page.locator("#phone-warga .talk")).to_contain_text("masih ingat?")


def test_a_small_window_shows_one_phone_at_a_time(small_page: Page) -> None:
    width = small_page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    expect(small_page.locator("#phone-warga")).to_be_in_viewport(ratio=0.9)
    small_page.locator("#tabs").get_by_role("button", name="Petugas").click()
    expect(small_page.locator("#phone-petugas")).to_be_in_viewport(ratio=0.9)
    expect(small_page.locator("#phone-warga")).not_to_be_in_viewport()
