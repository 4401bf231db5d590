"""The doctor: one line for each question, and what to do about each that is not fine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.platforms import Platforms
from bot.doctor import examine, telegram_webhook
from bot.environment import read_settings
from bot.rules import Use
from bot.settings import Settings
from flows.cases.states import Role
from handlers import staffing
from handlers.house import House
from storage import people
from storage.database import Database
from storage.timers import set_timer
from tests.bot.conftest import DATABASE_KEY, SECRET, Sambung
from tests.bot.test_parked import park

Put = Callable[..., None]


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with Platforms() as started:
        yield started


@pytest.fixture
def installed(sambung: Sambung, environment: Put, platforms: Platforms) -> None:
    """Both channels set up, on an empty database."""
    environment(
        PUBLIC_URL="http://127.0.0.1:8080",
        TELEGRAM_TOKEN=platforms.telegram_token,
        TELEGRAM_SECRET=SECRET,
        TELEGRAM_API_URL=platforms.telegram_root,
        TWILIO_ACCOUNT_SID=platforms.twilio_sid,
        TWILIO_AUTH_TOKEN=platforms.twilio_auth_token,
        TWILIO_FROM=platforms.twilio_sender,
        TWILIO_API_URL=platforms.twilio_root,
    )


def lines(*, fine: bool) -> str:
    return "\n".join(f"{one.what}. {one.to_do}" for one in examine() if one.fine is fine)


def hire(house: House, role: Role, area: str, now: datetime) -> None:
    """Somebody who has opened their link."""
    _, token = staffing.add_staff(house, "Contoh", ((role, area),), now)
    with house.database.write() as session:
        contact = people.meet(session, "telegram", f"{role}{area}", now).contact_id
        staffing.redeem(session, token, contact, now)


@pytest.mark.usefixtures("installed")
def test_a_new_installation_is_told_its_next_steps() -> None:
    words = lines(fine=False)
    assert "no supervisor has opened their link yet" in words
    assert "no facilitator has opened their link yet" in words
    assert "18 of 18 villages have no facilitator" in words
    assert "/grup" in words


@pytest.mark.usefixtures("installed")
def test_platforms_that_answer_are_fine(platforms: Platforms) -> None:
    words = lines(fine=True)
    assert "telegram answers" in words
    assert f"whatsapp answers ({platforms.twilio_sender})" in words
    assert "the database answers and is up to date" in words


@pytest.mark.usefixtures("installed")
def test_a_token_that_telegram_refuses_is_to_do(environment: Put) -> None:
    environment(TELEGRAM_TOKEN="7000000002:another-invented-token-of-a-bot")
    assert "telegram does not answer" in lines(fine=False)


@pytest.mark.usefixtures("installed")
def test_platforms_that_are_away_are_to_do(environment: Put) -> None:
    environment(TELEGRAM_API_URL="http://127.0.0.1:1", TWILIO_API_URL="http://127.0.0.1:1")
    words = lines(fine=False)
    assert "telegram does not answer" in words
    assert "whatsapp does not answer" in words


def webhook_of(platforms: Platforms, **other: str) -> Settings:
    return Settings.model_validate(
        {
            "secret_keys": DATABASE_KEY,
            "public_url": "http://127.0.0.1:8080",
            "telegram_token": platforms.telegram_token,
            "telegram_api_url": platforms.telegram_root,
            **other,
        }
    )


def test_a_webhook_that_is_ours_is_fine_and_another_one_is_not(platforms: Platforms) -> None:
    from bot.doors import open_telegram

    settings = webhook_of(platforms, telegram_secret=SECRET)
    assert "does not call us yet" in telegram_webhook(settings).what
    door = open_telegram(settings)
    door.set_webhook(settings.public_url)
    assert telegram_webhook(settings).fine
    door.delete_webhook()
    door.close()


def test_a_telegram_that_is_away_tells_no_webhook(platforms: Platforms) -> None:
    away = webhook_of(platforms, telegram_api_url="http://127.0.0.1:1")
    assert "does not tell" in telegram_webhook(away).what


@pytest.mark.usefixtures("installed")
def test_staff_in_place_leaves_nothing_to_do_about_staff(house: House, now: datetime) -> None:
    hire(house, Role.SUPERVISOR, "35.76", now)
    hire(house, Role.FACILITATOR, "35.76", now)
    with house.database.write() as session:
        staffing.bind_group(session, "-9990", "35.76", 1, now)
    words = lines(fine=True)
    assert "all 18 villages have a facilitator" in words
    assert "1 staff group(s) bound" in words
    assert "supervisor" not in lines(fine=False)


@pytest.mark.usefixtures("installed")
def test_a_place_for_photos_that_works_is_fine() -> None:
    assert "photos can be stored, read and deleted" in lines(fine=True)


@pytest.mark.usefixtures("installed")
def test_a_bucket_that_is_away_is_to_do(environment: Put) -> None:
    url = "s3://slrt-kota?endpoint=http://127.0.0.1:9"
    environment(FILES_URL=url, FILES_KEY="an-access-key", FILES_SECRET="a-secret-key")
    words = lines(fine=False)
    assert "photos cannot be stored" in words
    assert "check SAMBUNG_FILES_URL" in words


@pytest.mark.usefixtures("installed")
def test_parked_messages_are_to_do(house: House) -> None:
    park(house, 1)
    assert "1 message(s) are parked" in lines(fine=False)


def test_wrong_settings_are_all_that_is_said(sambung: Sambung, environment: Put) -> None:
    environment(PORT="never")
    result = sambung("doctor")
    assert result.exit_code == 1
    assert [line[:5] for line in result.stdout.splitlines()] == ["TO DO", "TO DO"]


@pytest.mark.usefixtures("installed")
def test_an_open_data_folder_is_to_do() -> None:
    folder = read_settings(Use.OFFICE).data_dir
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    assert "others may look into the data folder" in lines(fine=False)


@pytest.mark.usefixtures("installed")
def test_an_invitation_is_a_link_on_both_channels(sambung: Sambung, platforms: Platforms) -> None:
    words = sambung("staff", "add", "Contoh", "--role", "supervisor", "--area", "35.76").stdout
    assert f"https://t.me/{platforms.telegram.user['username']}?start=" in words
    assert "https://wa.me/6285000000001?text=KODE%20" in words


@pytest.mark.usefixtures("installed")
def test_an_invitation_is_words_while_telegram_is_away(sambung: Sambung, environment: Put) -> None:
    environment(TELEGRAM_API_URL="http://127.0.0.1:1")
    words = sambung("staff", "add", "Contoh", "--role", "supervisor", "--area", "35.76").stdout
    assert "send: /start " in words


@pytest.mark.usefixtures("installed")
def test_timers_that_stand_still_are_to_do(database: Database) -> None:
    assert "no timer is late" in lines(fine=True)
    assert "every open case has its clocks" in lines(fine=True)
    with database.write() as session:
        set_timer(session, "case", 1, "visit", datetime.now(UTC) - timedelta(minutes=6))
    assert "1 timer(s) should have fired" in lines(fine=False)
