"""The few long-lived things that every handler is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.cases.calendar import Calendar
from flows.cases.offices import Secretariat
from flows.cases.registry import Rules
from flows.privacy import Keeping
from flows.quiet import QuietHours
from handlers.meter import Meter
from handlers.pictures.reading_room import CardReader
from handlers.riding import Landing
from storage.database import Database
from storage.files import Files


class Unavailable(Exception):
    """The database cannot take it now; the provider should bring it again (503)."""


class Wake(Protocol):
    """Rings whoever does what a commit left."""

    def __call__(self, whom: frozenset[str] | None = None, /) -> None:
        """`whom`: senders by their channel, and who works the jobs; none: everybody."""


def _nothing(_whom: frozenset[str] | None = None, /) -> None:
    """Nobody waits to be woken."""


def _no_point(_name: str) -> None:
    """Nobody watches the named points of the path."""


@dataclass(frozen=True, slots=True)
class House:
    """What is opened once and lives as long as the program."""

    database: Database
    files: Files
    clock: Callable[[], datetime]
    """The present moment, UTC. The demo's clock can be moved; production's cannot."""
    city_code: str
    public_url: str = ""
    """Where we are called from outside; empty when nobody can."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))
    calendar: Calendar = field(default_factory=Calendar)
    """Which hours count towards what is promised."""
    office_address: str = ""
    """Where the secretariat is; empty while nobody wrote it down."""
    office_phone: str = ""
    complaint_route: str = "national_2017"
    """Route profile (`flows.cases.profiles`) of a matter whose service names none."""
    quiet: QuietHours = field(default_factory=QuietHours)
    """When only urgent notices go out."""
    settling: timedelta = timedelta()
    """So long a resident's notice waits for the next one, which may make it unnecessary."""
    registry: Rules = field(default_factory=Rules)
    """How the social registry is asked, and how often."""
    keeping: Keeping = field(default_factory=Keeping)
    """How long what is kept."""
    data_officer: str = ""
    """How the data-protection officer is reached, as people read it."""
    cards: CardReader | None = None
    """Who reads photos of identity and family cards; none without the extra `ocr`."""
    wake: Wake = _nothing
    """Called after a commit that left work for the sender or the job runner."""
    reached: Callable[[str], None] = _no_point
    """Told each named point of the path, so that the kill tests can stop exactly there."""
    meter: Meter = field(default_factory=Meter)
    """Told what is measured."""
    landing: Landing = field(default_factory=Landing)
    """Answers that left in a webhook's response and are to be recorded."""

    @property
    def secretariat(self) -> Secretariat:
        """Where the head office is, and when it is open."""
        return Secretariat(self.office_address, self.office_phone, self.calendar)
