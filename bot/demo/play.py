"""The demo on its feet: both fakes, the real program between them, and invented staff who have
opened their links. The browser test and `sambung demo` use the same."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.demo import cast, whole_case
from bot.demo.cast import Part
from bot.demo.clock import DemoClock
from bot.demo.platforms import Platforms
from bot.demo.replay import Hand, Replay
from bot.demo.speakers import TelegramGroup, TelegramPerson, WhatsAppPerson
from bot.demo.stage import Stage
from bot.demo.staging import STEPS, Company, Players, phones
from bot.demo.twilio_templates import approved_text
from bot.listening import Listener
from bot.opening import open_database
from bot.program import Program
from bot.settings import Settings
from flows.cases.notices import NOTICES, TEMPLATE_LANGUAGE
from flows.cases.table import Audience
from flows.facts import City
from handlers import staffing, timers
from handlers.templates import set_template
from storage import areas
from storage.migrate import migrate
from storage.outbox import backlog, next_aside
from storage.timers import next_due

CITY = "35.76"
PATIENCE = 60.0
"""Seconds for 70 invented people to open their links."""
LINE_PATIENCE = 3.0
"""Seconds for what stands in line to leave before the clock moves on."""


class Play:
    """Everything that runs in the demo: `with Play(folder) as play: ...`"""

    def __init__(
        self, folder: Path, port: int = 0, *, staff: bool = True, clock: DemoClock | None = None
    ) -> None:
        """`folder` is empty; the page listens on `port`, or on a free one. Without `staff`
        only the people on the page are hired, which is quicker. Without a `clock` it begins
        at this machine's time."""
        self.clock = clock or DemoClock()
        self.platforms = Platforms(now=self.clock, port=port or _free_port())
        self.settings = _settings(folder, self.platforms)
        self.database = open_database(self.settings)
        migrate(self.database)
        self.program = Program(self.settings, self.database, self.clock)
        self._everybody = staff
        self._moving = threading.Lock()

    def __enter__(self) -> Self:
        self._cast()
        self.platforms.show(self._stage())
        self.platforms.start()
        self._open()
        self._approve()
        self._hire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.replay.stop()
        self.platforms.close()
        self._listener.stop()
        self.program.stop()
        self.database.close()

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.platforms.url

    def forward(self, by: timedelta) -> None:
        """Move the clock, visiting each due time in order, as if it had passed."""
        with self._moving:
            target = self.clock() + by
            while (due := self.next_due()) is not None and due <= target:
                self.clock.forward_to(due)
                if not timers.tick(self.program.house) and due == self._timer_due():
                    break
                self.program.bell.ring()
                self._sent()
            self._sent()
            self.clock.forward_to(target)
            self.program.bell.ring()

    def _sent(self) -> None:
        """Let what stands in line leave at its own hour: a reminder written inside WhatsApp's
        window must not find it closed because the clock ran ahead."""
        self.platforms.settle()
        end = time.monotonic() + LINE_PATIENCE
        while time.monotonic() < end:
            with self.database.read() as session:
                if not backlog(session, self.clock()):
                    break
            time.sleep(0.05)
        self.platforms.settle()

    def next_due(self) -> datetime | None:
        """The next moment at which something happens by itself."""
        with self.database.read() as session:
            moments = (next_due(session), next_aside(session, self.clock()))
        return min((moment for moment in moments if moment is not None), default=None)

    def _timer_due(self) -> datetime | None:
        with self.database.read() as session:
            return next_due(session)

    def _cast(self) -> None:
        """Invent the people; nobody speaks yet."""
        with self.database.read() as session:
            self.city: City = areas.city(session, CITY)
        self.warga: WhatsAppPerson = self.platforms.whatsapp_person("Siti Contoh")
        self.suminah: WhatsAppPerson = self.platforms.whatsapp_person("Suminah Contoh")
        self.siti: TelegramPerson = self.platforms.telegram_person("Budi Contoh")
        self.supervisors = self._people(cast.supervisors(self.city))
        self.secretariat = self._people(cast.secretariat(self.city))
        self.others = self._people(cast.others(self.city))
        everybody = cast.facilitators(self.city)
        self.facilitators = self._people(everybody if self._everybody else everybody[:1])

    def _stage(self) -> Stage:
        company = Company(
            self.warga,
            self.siti,
            self.facilitators,
            self.supervisors,
            self.secretariat,
            self.others,
            self.suminah,
        )
        self.replay = Replay(self.platforms.world, self.one_case)
        return Stage(
            replay=self.replay.toggle,
            phones=phones(company),
            forward=self.forward,
            next_due=self.next_due,
            city=self.city.name,
            zone=self.city.zone,
            steps=STEPS,
        )

    def one_case(self, rest: Callable[[str], None]) -> None:
        """A whole case, played by invented people who rest as long as `rest` says. Raises
        AssertionError where the talk goes another way."""
        hand = partial(self._hand, rest=rest)
        visitors = {
            person.person.key: hand(person, "fasilitator") for _, person in self.facilitators
        }
        players = whole_case.Players(
            resident=hand(self.suminah, "warga"),
            supervisor=hand(self.supervisors[0][1], "grup"),
            front_office=hand(self._office("Front office"), "sekretariat"),
            back_office=hand(self._office("Back office"), "sekretariat"),
            program=hand(self._office("Kontak Sembako, PBI JKN"), "sekretariat"),
            group=self.group,
        )
        whole_case.play(players, lambda ticket: visitors[self._visitor(ticket)])

    def _hand(
        self, person: TelegramPerson | WhatsAppPerson, phone: str, rest: Callable[[str], None]
    ) -> Hand:
        return Hand(person, phone, rest)

    def _office(self, title: str) -> TelegramPerson:
        """The first in the office with that title."""
        office = (*self.secretariat, *self.others)
        return next(person for part, person in office if part.title == title)

    def _visitor(self, ticket: str) -> str:
        """Who was given that case, once they were told."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for _, person in self.facilitators:
                if any(ticket in message.text for message in person.messages):
                    return person.person.key
            time.sleep(0.1)
        raise AssertionError(f"nobody was given {ticket}")

    def _people(self, parts: tuple[Part, ...]) -> Players:
        return tuple((part, self.platforms.telegram_person(part.name)) for part in parts)

    def _open(self) -> None:
        """The program listens and works, exactly as `serve` would."""
        port = int(self.settings.public_url.rpartition(":")[2])
        self._listener = Listener(self.program.app(), "127.0.0.1", port)
        self._listener.start()
        self.platforms.whatsapp_webhook = f"{self.settings.public_url}/whatsapp/webhook#rc=5&rp=all"
        self.program.introduce()
        self.program.work()

    def _approve(self) -> None:
        """The office has the notices to residents approved by WhatsApp, as a city would: news
        that comes after a day goes out by template."""
        twilio, root = self.platforms.twilio, self.platforms.twilio_root
        for name, notice in NOTICES.items():
            if notice.audience is Audience.RESIDENT:
                sid = approved_text(twilio, root, name, notice.template())
                set_template(self.program.house, name, TEMPLATE_LANGUAGE, sid, self.clock())

    def _hire(self) -> None:
        """The office adds everybody; everybody opens their link; the group is bound."""
        everybody = (*self.supervisors, *self.secretariat, *self.others, *self.facilitators)
        for part, person in everybody:
            house = self.program.house
            _, token = staffing.add_staff(
                house, part.name, part.roles, self.clock(), programs=part.programs
            )
            person.says(f"/start {token}")
        bound = [person for _, person in self.supervisors[:2]]
        self.group: TelegramGroup = self.platforms.telegram_group(
            f"Staf SLRT {self.city.name}", *bound
        )
        self.platforms.settle(PATIENCE)
        bound[0].says("/grup", self.group)
        self.platforms.settle(PATIENCE)


def _settings(folder: Path, platforms: Platforms) -> Settings:
    """What `.env` would say; the demo alone makes its own secrets."""
    return Settings(
        data_dir=folder,
        city=CITY,
        public_url=f"http://127.0.0.1:{_free_port()}",
        secret_keys=secrets.token_hex(32),
        telegram_token=platforms.telegram_token,
        telegram_secret=secrets.token_urlsafe(24),
        telegram_api_url=platforms.telegram_root,
        twilio_account_sid=platforms.twilio_sid,
        twilio_auth_token=platforms.twilio_auth_token,
        twilio_from=platforms.twilio_sender,
        twilio_api_url=platforms.twilio_root,
        notice_delay=2,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
