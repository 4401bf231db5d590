"""What is away comes back: the program, a platform, a public address, the leading worker."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.kill.trial import settle
from tests.story import parts
from tests.story.serving import process, serving
from tests.story.town import PATIENCE, Town


def test_whatsapp_messages_that_came_while_we_were_down_are_answered_once(town: Town) -> None:
    town.platforms.twilio.outside.pause = 0.01
    siti = town.platforms.whatsapp_person("Siti Contoh")
    siti.says("halo")
    assert town.platforms.settle(PATIENCE)
    assert town.platforms.twilio.unheard, "Twilio has not given up"
    with serving(town):
        siti.wait_for("Pilih bahasa", PATIENCE)
    with serving(town):
        siti.hears_nothing(1.0)


def test_a_talk_goes_on_after_a_restart(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    budi = town.platforms.telegram_person("Budi Contoh")
    with serving(town):
        for person in (siti, budi):
            parts.begins(person)
        settle(town)
    with serving(town):
        for person in (siti, budi):
            parts.locates(person, "Wates")
        assert len({parts.tells(person) for person in (siti, budi)}) == 2


@pytest.mark.parametrize("away", ["telegram", "twilio"])
def test_the_program_starts_while_a_platform_is_away_and_says_so(town: Town, away: str) -> None:
    platform = getattr(town.platforms, away)
    platform.faults.unreachable = True
    with serving(town):
        told = httpx.get(f"{town.settings.public_url}/health").raise_for_status().json()
        other = "whatsapp" if away == "telegram" else "telegram"
        mine = "telegram" if away == "telegram" else "whatsapp"
        assert told["status"] == "degraded"
        assert told["parts"][other]["ok"]
        assert not told["parts"][mine]["ok"]


def test_an_answer_waits_for_a_platform_that_is_away(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    with serving(town):
        siti.says("halo")
        siti.wait_for("Pilih bahasa", PATIENCE)
        siti.says("1")
        siti.wait_for("Ada yang bisa", PATIENCE)
        town.platforms.twilio.faults.unreachable = True
        # Two messages, which go by calls; one alone would ride in the webhook's response.
        siti.says("1")
        town.platforms.settle(PATIENCE)
        siti.hears_nothing()
        town.platforms.twilio.faults.clear()
        siti.wait_for("apakah Anda setuju", PATIENCE)


def test_forged_calls_are_refused_and_leave_nothing(town: Town) -> None:
    root = town.settings.public_url
    update = {"update_id": 1, "message": {"text": "halo"}}
    form = {"MessageSid": "SM" + "0" * 32, "From": "whatsapp:+6285000000009", "Body": "halo"}
    with serving(town) as program:
        wrong = {"X-Telegram-Bot-Api-Secret-Token": "a guess"}
        assert httpx.post(f"{root}/telegram/webhook", json=update).status_code == 401
        assert httpx.post(f"{root}/telegram/webhook", json=update, headers=wrong).status_code == 401
        signed = {"X-Twilio-Signature": "a guess"}
        for path in ("webhook", "status"):
            reply = httpx.post(f"{root}/whatsapp/{path}", data=form, headers=signed)
            assert reply.status_code == 403
        with program.database.read() as session:
            assert session.connection().exec_driver_sql("select * from inbox").all() == []


def test_without_a_public_address_telegram_is_polled(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, database_url, public=False) as town, serving(town):
        town.hire("Wates")
        budi = town.platforms.telegram_person("Budi Contoh")
        with ThreadPoolExecutor(1) as pool:
            survey = pool.submit(parts.surveys, town.facilitators["Wates"])
            ticket = parts.complains(budi, "Wates")
            assert survey.result(PATIENCE) == ticket
        parts.decides(town.supervisors[0], town.group, ticket, "Setujui")
        budi.wait_for("disetujui supervisor", PATIENCE)


def test_an_idle_connection_does_not_keep_the_program_from_ending(town: Town) -> None:
    with process(town, "serve") as running, httpx.Client() as idle:
        _awake(idle, town)
        running.terminate()
        assert running.wait(PATIENCE) == 0


def _awake(client: httpx.Client, town: Town) -> None:
    """Wait until the program answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            client.get(f"{town.settings.public_url}/health")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the program never answered")
