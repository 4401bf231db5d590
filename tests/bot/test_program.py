"""What `/health` says of the program's own timers, and what a house is opened with."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.opening import open_house
from bot.program import Program
from bot.settings import Settings
from flows.cases.calendar import Counts
from storage.database import Database
from storage.timers import set_timer
from tests.bot.conftest import DATABASE_KEY
from tests.handlers.people import Clock


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def settings() -> Settings:
    chosen = {"complaint_route": "letter_service", "sla_clock": "working"}
    return Settings.model_validate({"secret_keys": DATABASE_KEY, **chosen})


def test_timers_that_stand_still_degrade_our_health_and_no_more(
    settings: Settings, database: Database, clock: Clock
) -> None:
    with database.write() as session:
        set_timer(session, "case", 1, "visit", clock.now - timedelta(minutes=6))
    answer = Program(settings, database, clock).app().test_client().get("/health")
    told = answer.get_json()
    assert (answer.status_code, told["status"]) == (200, "degraded")
    assert told["parts"]["timers"] == {"ok": False, "name": "", "why": "1 late"}


def test_a_house_knows_its_hours_and_its_route(settings: Settings, database: Database) -> None:
    house = open_house(settings, database)
    assert house.complaint_route == "letter_service"
    assert (house.calendar.counts, house.calendar.zone) == (Counts.OFFICE, house.zone)
