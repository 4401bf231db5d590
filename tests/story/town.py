"""A small town for whole stories: both platforms, a database, staff who have opened their links.

The program is not part of it: a test runs it in its own process or in another one, between the
platforms and the database of this town.
"""

from __future__ import annotations

import socket
from functools import cached_property
from pathlib import Path

from bot.demo.clock import DemoClock
from bot.demo.platforms import Platforms
from bot.demo.rates import Rates
from bot.demo.speakers import TelegramGroup, TelegramPerson
from bot.opening import open_database, open_house
from bot.settings import Settings
from flows.cases.states import Role
from handlers import staffing
from handlers.house import House
from storage import areas

KEYS = "a secret that only the tests know about"
CITY = "35.76"
PATIENCE = 90.0
"""Seconds that somebody waits for words; only a program that has lost them is so slow."""


class Town:
    """`with Town(folder, database_url) as town`, then run a program with `town.settings`."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        *,
        public: bool = True,
        clock: DemoClock | None = None,
    ) -> None:
        self.clock = clock or DemoClock()
        self.platforms = Platforms(
            now=self.clock,
            telegram_rates=Rates(overall=0, group_per_minute=0, private=0),
        )
        self.platforms.twilio.outside.pause = 0.2
        self.folder, self.database_url, self.public = folder, database_url, public
        self.port = free_port()
        self.facilitators: dict[str, TelegramPerson] = {}
        self.supervisors: list[TelegramPerson] = []

    def __enter__(self) -> Town:
        self.platforms.start()
        if self.public:
            hook = f"{self.settings.public_url}/whatsapp/webhook#rc=5&rp=all"
            self.platforms.whatsapp_webhook = hook
        self.database = open_database(self.settings)
        self.house: House = open_house(self.settings, self.database, self.clock)
        return self

    def __exit__(self, *_: object) -> None:
        self.platforms.twilio.outside.pause = 0.0
        self.platforms.settle(PATIENCE)
        self.platforms.close()
        self.database.close()

    @cached_property
    def settings(self) -> Settings:
        """What `.env` would say."""
        platforms = self.platforms
        return Settings(
            data_dir=self.folder,
            database_url=self.database_url,
            public_url=f"http://127.0.0.1:{self.port}" if self.public else "",
            port=self.port,
            secret_keys=KEYS,
            telegram_token=platforms.telegram_token,
            telegram_secret="a-word-of-the-tests" if self.public else "",
            telegram_api_url=platforms.telegram_root,
            twilio_account_sid=platforms.twilio_sid if self.public else "",
            twilio_auth_token=platforms.twilio_auth_token if self.public else "",
            twilio_from=platforms.twilio_sender if self.public else "",
            twilio_api_url=platforms.twilio_root if self.public else "",
            quiet_hours="off",
            notice_delay=0,
            answer_in_webhook=True,
        )

    def hire(self, *villages: str) -> None:
        """One facilitator per kelurahan, two supervisors for the city, and their group; the
        program must run."""
        for name in ("Bu Ratna Contoh", "Pak Hadi Contoh"):
            self.supervisors.append(self._hired(name, Role.SUPERVISOR, CITY))
        for village in villages:
            name = f"Fasilitator {village} Contoh"
            code = self.village(village)
            self.facilitators[village] = self._hired(name, Role.FACILITATOR, code)
        self.group: TelegramGroup = self.platforms.telegram_group("Staf SLRT", *self.supervisors)
        self.supervisors[0].says("/grup", self.group)
        self.group.wait_for("menerima laporan", PATIENCE)

    def village(self, name: str) -> str:
        """The code of a kelurahan."""
        with self.database.read() as session:
            districts = areas.city(session, CITY).districts
        return next(v.code for d in districts for v in d.villages if v.name == name)

    def _hired(self, name: str, role: Role, area: str) -> TelegramPerson:
        _, token = staffing.add_staff(self.house, name, ((role, area),), self.clock())
        person = self.platforms.telegram_person(name)
        person.says(f"/start {token}")
        person.wait_for("terhubung", PATIENCE)
        return person


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
