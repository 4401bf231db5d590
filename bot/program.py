"""The running program: what `serve`, `web` and `work` start, and in which order they stop.

    web     takes webhooks (any number of processes)
    work    sends, runs jobs, ticks timers, reconciles (any number; one leads per channel)
    serve   both in one process, and asks Telegram for news when nobody can call us

Everything is made here once and handed down; no module holds state of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from flask import Flask

from bot.attempts import Pace
from bot.clock import system_clock
from bot.contact_ways import ContactWays
from bot.doors import by_channel, open_doors, rate
from bot.introduction import Introduction
from bot.jobs import jobs_of
from bot.kinds import kinds
from bot.measuring import measured
from bot.metrics import CONTENT_TYPE, Metrics, Present, Queues
from bot.opening import open_house
from bot.polling import LeasedPolling
from bot.readiness import Readiness
from bot.recording import Recording
from bot.repeating import Repeating
from bot.ringing import Ringing
from bot.settings import Settings
from flows.messages import Channel
from handlers import (
    auditor,
    catalogue_news,
    clock_repair,
    digest,
    giving_out,
    openings,
    timers,
)
from handlers.house import Unavailable
from handlers.privacy import ageing
from storage.database import DATABASE_FAILURES, Database
from storage.files import NoSuchFile, StoreAway
from storage.jobs import JOBS
from storage.lease import Lease
from webhooks import reconciling
from webhooks.app import HealthBook, Probes, create_app
from webhooks.attachments import Attachments
from webhooks.files import FileGrant, FileLinks, PhotoGrant, file_routes, photo_routes
from webhooks.gate import HouseGate
from webhooks.health import Pulse
from webhooks.intake import take_update
from webhooks.responses import Riding
from webhooks.sender import Sender
from webhooks.sending import Health
from webhooks.telegram_polling import TelegramPoller
from webhooks.watching import create_watch_app, metrics_route, ready_route

GIVE_OUT = 60.0
"""Seconds between looks for cases that nobody could take, and somebody can now."""
TICK = 1.0
"""Seconds between looks for due timers."""
RECONCILE = 60.0
"""Seconds between looks for WhatsApp messages that came while nobody answered."""

AUDIT = 60.0
"""Seconds between looks whether the timers themselves run."""
REPAIR = 3600.0
"""Seconds between looks for cases without a clock."""
NEWS = 60.0
"""Seconds between looks whether the catalogue changed."""
LOOK = 30.0
"""Seconds between looks whether the platforms answer."""
POLLING = "polling-telegram"
"""The lease of who polls; shared by all who are called, so that none of them loses its calls."""

Clock = Callable[[], datetime]


@dataclass
class Bell:
    """Rung after a commit that left work; rings whoever does that work in this process."""

    listeners: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    """Whose it is (a channel's sender), or nobody's in particular, and how to wake them."""

    def ring(self, whom: frozenset[str] | None = None) -> None:
        """Wake the senders of those channels, or everybody."""
        for name, listener in self.listeners:
            if whom is None or name in whom:
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
        database: Database,
        clock: Clock,
        *,
        reached: Callable[[str], None] = _no_point,
        pace: Pace | None = None,
    ) -> None:
        """`database` is open and migrated; `reached` is told each named point (kill tests);
        `pace` says how jobs are worked, if not as usual.

        Raises `Refused` when the city is not known.
        """
        self.settings = settings
        self.database = database
        self.pace = pace
        self.bell = Bell()
        self.metrics = Metrics()
        self.house = replace(
            open_house(settings, database, clock),
            wake=self._wake,
            reached=reached,
            meter=self.metrics,
        )
        self.readiness = Readiness(database)
        self.links = FileLinks(database.keys.derive("links"), settings.public_url, clock)
        self.doors = open_doors(settings)
        self.gate = HouseGate(self.house)
        self._ways = ContactWays(settings, self.doors.telegram)
        self.senders: list[Sender] = []
        self._ringing: Ringing | None = None
        self._own: dict[str, Callable[[], Health]] = {"database": self._database_health}
        self._stops: list[Callable[[], None]] = []
        self.metrics.watch(Queues(database, clock))
        self.metrics.watch(Present(self._leading, lambda: self.readiness.look().ok))

    def app(self) -> Flask:
        """The web side: webhooks, links to files, health."""
        watched = {"timers": self._timers_health}
        app = create_app(
            self.doors,
            self.gate,
            self.house.clock,
            Probes(self._own, watched),
            self.metrics,
            self._riding(),
        )
        app.register_blueprint(ready_route(self.readiness.look))
        app.register_blueprint(file_routes(self.links, self._open_file))
        app.register_blueprint(photo_routes(self.links, self._open_photo))
        return app

    def _riding(self) -> Riding | None:
        """Answers in the webhooks' responses, and who records that they left."""
        if not self.settings.answer_in_webhook:
            return None
        recording = Recording(self.house)
        self._begin(recording.start, recording.stop, _nothing)

        def handed_over(channel: Channel, outbox_id: int) -> None:
            self.metrics.sent(channel, "in_response")
            self.gate.handed_over(outbox_id)
            recording.ring()

        rates = {channel: rate(self.settings, channel) for channel in self.settings.channels}
        # A platform's limits know nothing of a town whose clock is moved.
        return Riding(system_clock, handed_over, rates)

    def watch_app(self) -> Flask:
        """What watchers ask: figures, readiness, health."""
        book = HealthBook(self._own, Pulse(self.doors.checks()))
        token = self.settings.metrics_token
        figures = metrics_route(self.metrics.text, CONTENT_TYPE, token)
        return create_watch_app(book, ready_route(self.readiness.look), figures)

    def introduce(self) -> None:
        """Tell Telegram where we are."""
        self._ring_across()
        if self.doors.telegram is not None:
            shared = Lease(self.database, POLLING, shared=True)
            introduction = Introduction(self.doors.telegram, self.settings.public_url, shared)
            self._begin(_nothing, introduction.end, _nothing)
            self._every(introduction.again, LOOK)

    def work(self) -> None:
        """Start sending, jobs, timers and reconciliation."""
        self._ring_across()
        for channel, door in by_channel(self.doors).items():
            attachments = Attachments(self.house, channel, self.links)
            sender = Sender(self.house, door, attachments, rate(self.settings, channel))
            self.senders.append(sender)
            self._begin(sender.start, sender.stop, sender.ring, channel)
        work = kinds(self.house, by_channel(self.doors), self._ways)
        runner = jobs_of(self.house, measured(self.metrics, work), self.pace)
        self._begin(runner.start, runner.stop, runner.ring, JOBS)
        self._every(self._repair, REPAIR)
        self._every(partial(catalogue_news.tell, self.house), NEWS)
        self._every(partial(timers.tick, self.house), TICK)
        self._every(partial(giving_out.look, self.house), GIVE_OUT)
        # After an outage the ticks come first: what they catch up with is no alarm.
        self._every(partial(auditor.look, self.house), AUDIT, at_once=False)
        self._every(self._reconcile, RECONCILE)

    def poll(self) -> None:
        """Ask Telegram for news, because it has no address to call. Only one process may."""
        door = self.doors.telegram
        if door is None:
            return

        def take(update: Mapping[str, Any]) -> None:
            taken = take_update(door, self.gate, update, self.house.clock(), self.metrics)
            if taken is not None and taken.tap:
                door.stop_spinner(taken.tap)

        polling = LeasedPolling(Lease(self.database, POLLING), lambda: TelegramPoller(door, take))
        self._own["polling"] = polling.health
        self._begin(polling.start, polling.stop, _nothing)

    def stop(self) -> None:
        """End everything that was started, the last first; nothing in hand is lost."""
        self.readiness.end()
        for stop in reversed(self._stops):
            stop()
        self._stops.clear()
        for door in by_channel(self.doors).values():
            door.close()
        if self.house.cards is not None:
            self.house.cards.close()

    def _wake(self, whom: frozenset[str] | None = None, /) -> None:
        self.bell.ring(whom)
        if self._ringing is not None:
            self._ringing.ring(whom)

    def _ring_across(self) -> None:
        """On PostgreSQL others may send what this process leaves, and the other way round."""
        if self.database.is_sqlite or self._ringing is not None:
            return
        channels = by_channel(self.doors)
        self._ringing = Ringing(self.database, self.bell.ring, channels, self._led)
        self._begin(self._ringing.start, self._ringing.stop, _nothing)

    def _led(self) -> list[str]:
        return [sender.channel for sender in self.senders if sender.leading]

    def _repair(self) -> None:
        clock_repair.repair(self.house)
        digest.expect(self.house)
        ageing.expect(self.house)

    def _timers_health(self) -> Health:
        try:
            late = auditor.late(self.house)
        except DATABASE_FAILURES as error:
            return Health(ok=False, why=type(error).__name__)
        return Health(ok=not late, why=f"{late} late" if late else "")

    def _reconcile(self) -> None:
        if self.doors.whatsapp is not None:
            reconciling.reconcile(self.house, self.doors.whatsapp, self.gate)

    def _open_file(self, grant: FileGrant) -> bytes | None:
        """Raises Unavailable while the place of the files is away."""
        try:
            return self.house.files.get(grant.key)
        except NoSuchFile:
            return None
        except StoreAway as away:
            raise Unavailable(str(away)) from None

    def _open_photo(self, grant: PhotoGrant) -> tuple[bytes, str] | None:
        """On record first: what was shown and not noted cannot be found out later."""
        found = openings.opened(self.house, grant.document_id, grant.staff_id, grant.given_at)
        content = self._open_file(FileGrant(found.key, found.mime, "")) if found else None
        return (content, found.mime) if found and content is not None else None

    def _leading(self) -> dict[str, bool]:
        return {sender.channel: sender.leading for sender in self.senders}

    def _database_health(self) -> Health:
        try:
            self.database.ping()
        except DATABASE_FAILURES as error:
            return Health(ok=False, why=type(error).__name__)
        return Health(ok=True)

    def _every(self, work: Callable[[], object], seconds: float, *, at_once: bool = True) -> None:
        """Do something now and then until the program stops."""
        repeat = Repeating(work, seconds, at_once=at_once)
        self._begin(repeat.start, repeat.stop, _nothing)

    def _begin(
        self,
        start: Callable[[], None],
        stop: Callable[[], None],
        ring: Callable[[], None],
        name: str = "",
    ) -> None:
        start()
        self._stops.append(stop)
        self.bell.listeners.append((name, ring))
