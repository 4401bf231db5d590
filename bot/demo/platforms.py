"""Both platforms together: started on a free port, with people who can be made to speak.

    with Platforms(now=clock) as p:
        siti = p.telegram_person("Siti Contoh")
        siti.says("halo")
        siti.wait_for("Selamat datang")

The program under test is given `p.settings`; WhatsApp messages go to the address set as
`p.whatsapp_webhook`, Telegram's to the one the program sets by itself.
"""

import itertools
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.demo.acting import Acting
from bot.demo.chat import Person
from bot.demo.clock import machine_time
from bot.demo.page_routes import page_routes
from bot.demo.rates import Rates
from bot.demo.server import Server, platform_app
from bot.demo.speakers import TelegramGroup, TelegramPerson, WhatsAppPerson
from bot.demo.stage import Stage
from bot.demo.telegram_app import TelegramApp
from bot.demo.telegram_bot import TelegramBot
from bot.demo.twilio_account import TwilioAccount
from bot.demo.whatsapp_app import WhatsAppApp
from bot.demo.world import World

SENDER = "whatsapp:+6285000000001"


class Platforms:
    """The fake Bot API and the fake Twilio on one loopback port, and the people behind them."""

    def __init__(
        self,
        now: Callable[[], datetime] = machine_time,
        port: int = 0,
        telegram_rates: Rates | None = None,
        twilio_rates: Rates | None = None,
    ) -> None:
        self.world = World(now)
        self.telegram_token = f"7000000001:{secrets.token_hex(18)}"
        self.twilio_sid = "AC" + secrets.token_hex(16)
        self.twilio_auth_token = secrets.token_hex(16)
        self.twilio_sender = SENDER
        self.telegram = TelegramBot(self.world, self.telegram_token, telegram_rates)
        self.twilio = TwilioAccount(
            self.world, self.twilio_sid, self.twilio_auth_token, SENDER, twilio_rates
        )
        self.telegram_app = TelegramApp(self.telegram)
        self.whatsapp_app = WhatsAppApp(self.twilio)
        self.app = platform_app(self.telegram, self.twilio, lambda: self.twilio_root)
        self.port = port
        self.server: Server | None = None
        self._numbers = itertools.count(1)
        self._speakers: dict[str, TelegramPerson | WhatsAppPerson] = {}

    def show(self, stage: Stage) -> None:
        """Put the page at /, with that stage. Before `start`."""
        acting = Acting(self.telegram_app, self.whatsapp_app)
        self.app.register_blueprint(page_routes(self.world, acting, stage))

    def start(self) -> Self:
        """Listen on the port, or on a free one."""
        self.server = Server(self.app, self.port)
        self.port = self.server.port
        self.whatsapp_app.root = self.twilio_root
        return self

    def close(self) -> None:
        """Stop listening and delivering."""
        self.telegram.updates.close()
        self.twilio.close()
        self.world.close()
        if self.server:
            self.server.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where the page and both platforms are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def telegram_root(self) -> str:
        """The Bot API's root: /bot<token>/<method> and /file/bot<token>/<path> stand under it."""
        return f"{self.url}/telegram"

    @property
    def twilio_root(self) -> str:
        """The root of both of Twilio's APIs and of its media."""
        return f"{self.url}/twilio"

    @property
    def settings(self) -> dict[str, str]:
        """The program's settings for both channels, as environment variables."""
        return {
            "SAMBUNG_TELEGRAM_TOKEN": self.telegram_token,
            "SAMBUNG_TELEGRAM_API_URL": self.telegram_root,
            "SAMBUNG_TWILIO_ACCOUNT_SID": self.twilio_sid,
            "SAMBUNG_TWILIO_AUTH_TOKEN": self.twilio_auth_token,
            "SAMBUNG_TWILIO_FROM": self.twilio_sender,
            "SAMBUNG_TWILIO_API_URL": self.twilio_root,
        }

    @property
    def whatsapp_webhook(self) -> str:
        """Where messages of WhatsApp go, as configured at Twilio; may carry #rc=5&rp=all."""
        return self.twilio.webhook

    @whatsapp_webhook.setter
    def whatsapp_webhook(self, url: str) -> None:
        self.twilio.webhook = url

    def telegram_person(
        self, name: str, number: int = 0, username: str = "", phone: str = ""
    ) -> TelegramPerson:
        """The person of that name on Telegram, invented on first mention."""
        key = f"tg {name}"
        if key not in self._speakers:
            serial = next(self._numbers)
            person = Person(
                key,
                name,
                telegram_id=number or 910_000_000 + serial,
                phone=phone or f"+62850111{serial:05d}",
                username=username,
            )
            self._speakers[key] = TelegramPerson(self.telegram_app, self.world.add_person(person))
        found = self._speakers[key]
        assert isinstance(found, TelegramPerson)
        return found

    def whatsapp_person(self, name: str, phone: str = "") -> WhatsAppPerson:
        """The person of that name on WhatsApp, invented on first mention."""
        key = f"wa {name}"
        if key not in self._speakers:
            person = Person(key, name, phone=phone or f"+62850222{next(self._numbers):05d}")
            self._speakers[key] = WhatsAppPerson(self.whatsapp_app, self.world.add_person(person))
        found = self._speakers[key]
        assert isinstance(found, WhatsAppPerson)
        return found

    def telegram_group(
        self, title: str, *members: TelegramPerson, number: int = 0
    ) -> TelegramGroup:
        """A group with those people and the bot in it; the first one made it."""
        number = number or -500_000_000 - next(self._numbers)
        people = [member.person for member in members]
        chat = self.telegram_app.new_group(title, number, people)
        return TelegramGroup(self.telegram_app, chat)

    def settle(self, timeout: float = 5.0) -> bool:
        """Wait until everything sent so far was delivered; False if something still waits."""
        end = time.monotonic() + timeout
        return self.telegram.updates.settle(timeout) and self.twilio.lanes.settle(
            max(0.0, end - time.monotonic())
        )
