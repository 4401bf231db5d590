"""News as a resident receives it, with the hours, in both languages: in the middle of a talk, two
steps in one message, and not at night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.cases.states import Event, State
from flows.messages import Channel
from handlers import delivery
from handlers.house import House
from storage.tables import Contact
from tests.handlers.people import Clock, Person
from tests.handlers.secretariat import Office, acts, office, processing, stands

HERE = Path(__file__).parent / "tables"


@dataclass
class Page:
    """What happens, and what the resident's phone shows, with the city's time."""

    house: House
    clock: Clock
    reader: Person
    town: Office
    written: list[str]

    def heads(self, title: str) -> None:
        self.written += ["", f"== {title} =="]

    def happens(self, what: str) -> None:
        """Something that the resident does not see."""
        self.written.append(f"{self._hour()} ({what})")
        self.shows()

    def says(self, *texts: str) -> None:
        for text in texts:
            self.written.append(f"{self._hour()} Warga: {text}")
            self.reader.says(text)
            self.shows()

    def passes(self, **by: float) -> None:
        self.clock.forward(**by)
        self.shows()

    def shows(self) -> None:
        """All that may leave now; the resident's own messages are written down."""
        for channel in (Channel.WHATSAPP, Channel.TELEGRAM):
            while parcels := delivery.claim(self.house, channel, "test", 16):
                for parcel in parcels:
                    delivery.sent(self.house, parcel, f"{channel}-{parcel.outbox_id}")
                    if parcel.to == self.reader.id:
                        self._writes(parcel.message.text)

    def acts(self, person: Person, event: Event) -> None:
        acts(self.house, person, event)

    def _writes(self, text: str) -> None:
        first, *rest = text.splitlines()
        self.written.append(f"{self._hour()} Sambung: {first}")
        self.written += [f"      {line}".rstrip() for line in rest]

    def _hour(self) -> str:
        return f"{self.clock.now.astimezone(self.house.zone):%H.%M}"


@pytest.fixture(params=["id", "jv"])
def page(house: House, clock: Clock, siti: Person, request: pytest.FixtureRequest) -> Page:
    patient = replace(house, settling=timedelta(seconds=20))
    town = office(patient)
    processing(patient, siti)
    with patient.database.write() as session:
        contact = session.query(Contact).order_by(Contact.id.desc()).first()
        assert contact is not None
        contact.language = request.param
    stands(patient, State.AWAITING_SUPERVISOR, "supervisor")
    written = ["# Kabar seperti yang dibaca warga"]
    page = Page(patient, clock, siti, town, written)
    page.passes(minutes=1)
    page.written.clear()
    return page


def play(page: Page) -> Iterator[str]:
    page.heads("Dua kabar jadi satu")
    page.acts(page.town.supervisor, Event.APPROVE)
    page.happens("supervisor menyetujui survei")
    page.acts(page.town.front, Event.TAKE)
    page.acts(page.town.front, Event.FORWARD)
    page.happens("sekretariat meneruskan laporan")
    page.passes(minutes=1)
    page.heads("Kabar di tengah percakapan")
    page.says("menu", "1")
    stands(page.house, State.AWAITING_SUPERVISOR, "supervisor")
    page.acts(page.town.supervisor, Event.APPROVE)
    page.happens("supervisor menyetujui survei")
    page.passes(minutes=1)
    page.says("batal", "cek")
    page.heads("Jam tenang")
    stands(page.house, State.AWAITING_SUPERVISOR, "supervisor")
    page.passes(hours=9)
    page.acts(page.town.supervisor, Event.APPROVE)
    page.happens("supervisor menyetujui survei, malam hari")
    page.passes(hours=2)
    page.acts(page.town.front, Event.TAKE)
    page.acts(page.town.front, Event.FORWARD)
    page.happens("sekretariat meneruskan laporan")
    page.passes(hours=4)
    page.happens("belum pagi")
    page.passes(hours=1)
    yield from page.written


def test_news_reads_as_it_was_signed_off(
    page: Page, request: pytest.FixtureRequest, rerecord: bool
) -> None:
    language = request.node.callspec.params["page"]
    file = HERE / f"kabar_{language}.txt"
    read = "\n".join(play(page)).strip() + "\n"
    if rerecord:
        file.write_text(read, encoding="utf-8")
    assert read == file.read_text(encoding="utf-8")
