"""Where the photos of a test are developed: a door with files behind it, and the jobs, by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from sqlalchemy import text

from bot.jobs import jobs_of
from flows.messages import Channel, Outgoing
from handlers import alike_reports, card_readings, checking, fetching
from handlers.checking import CHECK
from handlers.documents import FETCH, PURGE
from handlers.house import House
from handlers.relating import ALIKE
from storage.readings import READ
from storage.tables import Document
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows
from tests.pictures import samples
from webhooks import fetching as bringing
from webhooks.sending import Attachment, Fetched, Health, SendError, Sent

PASSED = """
UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - :passed
WHERE status = 'todo' AND scheduled_at IS NOT NULL"""
TOGETHER = 3
"""Seconds after which nothing else is expected to come."""


@cache
def photo(sort: str, number: int = 0) -> bytes:
    """A photo of an invented identity card as WhatsApp carries it: sharp, blurred or dark."""
    fault = {"blurred": samples.blur(0.9, 1.1), "dark": samples.dark(0.06, 0.1)}.get(sort)
    more = {"fault": fault} if fault else {}
    wanted = samples.Wanted.BAD if fault else samples.Wanted.GOOD
    group = samples.Group(sort, wanted, size=samples.WHATSAPP, **more)  # type: ignore[arg-type]
    return samples.photo(group, number)[0]


@dataclass
class PhotoDoor:
    """A provider that only keeps files."""

    channel: Channel
    limit_text: int = 4096
    files: dict[str, bytes | SendError] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)

    def fetch(self, ref: str, mime: str) -> Fetched:
        """What a test put there, or why not."""
        found = self.files[ref]
        if isinstance(found, SendError):
            raise found
        return Fetched(found, mime)

    def forget(self, ref: str) -> None:
        """Deleted there."""
        self.forgotten.append(ref)

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        """Nothing leaves by this door."""
        raise AssertionError("nothing is sent here")

    def edit(self, to: str, message_id: str, message: Outgoing) -> None:
        """Nothing leaves by this door."""
        raise AssertionError("nothing is edited here")

    def check(self) -> Health:
        """Always there."""
        return Health(ok=True)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Darkroom:
    """Everything a photo passes, on a clock that a test moves."""

    house: House
    clock: Clock
    doors: dict[Channel, PhotoDoor] = field(
        default_factory=lambda: {channel: PhotoDoor(channel) for channel in Channel}
    )
    until: list[datetime] = field(default_factory=list)
    """The moment up to which jobs have waited."""

    def __post_init__(self) -> None:
        self.until = self.until or [self.clock.now]

    def works(self, *, wait: float = TOGETHER) -> None:
        """Do the jobs that may be done now, and those that wait for company a little later."""
        kinds = {
            FETCH: lambda n: bringing.fetch(self.house, self.doors, n),
            CHECK: lambda n: checking.look(self.house, n),
            READ: lambda n: card_readings.read(self.house, n),
            PURGE: lambda n: fetching.purge(self.house, n),
            ALIKE: lambda n: alike_reports.look(self.house, n),
        }
        runner = jobs_of(self.house, kinds)
        self._let_pass()
        while runner.step():
            pass
        self.clock.forward(seconds=wait)
        self._let_pass()
        while runner.step():
            pass

    def _let_pass(self) -> None:
        """PostgreSQL's own clock says when a job is tried again; it follows ours."""
        passed = self.clock.now - self.until[0]
        self.until[0] = self.clock.now
        if passed and not self.house.database.is_sqlite:
            with self.house.database.write() as session:
                session.execute(text(PASSED), {"passed": passed})

    def sent(self, person: Person, *contents: bytes, album: str = "") -> None:
        """That person sends photos, each in a message of its own, as both platforms do."""
        for content in contents:
            files = self.doors[person.channel].files
            ref = f"ref-{person.id}-{len(files)}"
            files[ref] = content
            person.sends_photo(ref, album=album)

    def photos(self) -> list[tuple[str, str]]:
        """Status and verdict of every file, the oldest first."""
        return [(row.status, row.verdict) for row in rows(self.house, Document)]
