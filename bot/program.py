"""The running program: what `serve`, `web` and `work` start, and in which order they stop.

    web     takes webhooks (any number of processes)
    work    sends, runs jobs, ticks timers, reconciles (any number; one leads per channel)
    serve   both in one process, and asks Telegram for news when nobody can call us

Everything is made here once and handed down; no module holds state of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from webhooks.app import create_app, take_in

from bot import doors as making
from bot.jobs import Later, Runner
from bot.repeating import Repeating
from bot.settings import Settings
from bot.watch import Watch
from flows.messages import Channel
from handlers import fetching, timers
from handlers.documents import FETCH, PURGE
from handlers.house import House
from storage.database import Database, connect
from storage.files import Files
from storage.secrets import Keyring
from webhooks import fetching as bringing
from webhooks import reconciling
from webhooks.attachments import Attachments
from webhooks.gate import HouseGate
from webhooks.sender import Sender
from webhooks.sending import Door
from webhooks.telegram_polling import TelegramPoller

TICK = 1.0
"""Seconds between looks for due timers."""
RECONCILE = 180.0
"""Seconds between looks for WhatsApp messages that came while nobody answered."""

LOOK = 30.0
"""Seconds between looks whether the platforms answer."""

Clock = Callable[[], datetime]


@dataclass
class Bell:
    """Rung after a commit that left work; rings whoever does that work in this process."""

    listeners: list[Callable[[], None]] = field(default_factory=list)

    def ring(self) -> None:
        """Wake everybody."""
        for listener in self.listeners:
            listener()


def _nothing() -> None:
    """Nobody is rung."""


def _no_point(_name: str) -> None:
    """Nobody watches."""


class Program:
    """One process of Sambung. Make it, `start`, and `stop`."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        zone: ZoneInfo | None = None,
        reached: Callable[[str], None] = _no_point,
    ) -> None:
        keys = Keyring.from_secrets(settings.secret_keys)
        self.settings = settings
        self.bell = Bell()
        self.database: Database = connect(settings.database_url, keys)
        self.house = House(
            database=self.database,
            files=Files(settings.data_dir / "files", keys),
            clock=clock,
            city_code=settings.city,
            zone=zone or ZoneInfo("Asia/Jakarta"),
            wake=self.bell.ring,
            reached=reached,
        )
        self.links = making.file_links(settings, keys, clock)
        self.doors: Mapping[Channel, Door] = making.doors(settings, clock)
        self.gate = HouseGate(self.house)
        self.watch = Watch(self.house, self.doors, settings.public_url)
        self._stops: list[Callable[[], None]] = []

    def app(self) -> Flask:
        """The web side: webhooks, file links, health."""
        return create_app(self.doors, self.gate, links=self.links, health=self.watch.report)

    def introduce(self) -> None:
        """Tell the platforms where we are, and go on trying while they are away."""
        self._every(self.watch.look, LOOK)

    def work(self) -> None:
        """Start sending, jobs, timers and reconciliation."""
        for channel, door in self.doors.items():
            attachments = Attachments(self.house, channel, self.links)
            sender = Sender(self.house, door, attachments, making.rate(self.settings, channel))
            self.watch.senders[channel] = sender
            self._begin(sender.start, sender.stop, sender.ring)
        work = {FETCH: self._fetch, PURGE: self._purge}
        runner = Runner(self.house, work)
        self._begin(runner.start, runner.stop, runner.ring)
        self._every(self._tick, TICK)
        self._every(self._reconcile, RECONCILE)

    def poll(self) -> None:
        """Ask Telegram for news, because it has no address to call. Only one process may."""
        door = making.telegram(self.doors)
        if door is None:
            return
        poller = TelegramPoller(door, self.take_update)
        self._begin(poller.start, poller.stop, _nothing)

    def take_update(self, update: Mapping[str, Any]) -> None:
        """One Telegram update, however it came; raises `Unavailable`."""
        door = making.telegram(self.doors)
        assert door is not None
        take_in(door, self.gate, update, self.house.clock())

    def stop(self) -> None:
        """End everything that was started, the last first; nothing in hand is lost."""
        for stop in reversed(self._stops):
            stop()
        self._stops.clear()
        for door in self.doors.values():
            door.close()
        self.database.close()

    def _fetch(self, document_id: int) -> None:
        try:
            bringing.fetch(self.house, self.doors, document_id)
        except bringing.NotYet as later:
            raise Later(str(later)) from None

    def _purge(self, document_id: int) -> None:
        fetching.purge(self.house, document_id)

    def _tick(self) -> None:
        timers.tick(self.house)

    def _reconcile(self) -> None:
        door = making.whatsapp(self.doors)
        if door is not None:
            reconciling.reconcile(self.house, door, self.gate)

    def _every(self, work: Callable[[], None], seconds: float) -> None:
        """Do something now and then until the program stops."""
        repeat = Repeating(work, seconds)
        self._begin(repeat.start, repeat.stop, _nothing)

    def _begin(
        self, start: Callable[[], None], stop: Callable[[], None], ring: Callable[[], None]
    ) -> None:
        start()
        self._stops.append(stop)
        self.bell.listeners.append(ring)
