"""Plays what a resident does with their own data or with another number, what the old number and
the officers then read, and what the clocks and the night do, as `..office.player` does.

    # bahasa: jv            (of the residents; Indonesian without it)
    # terverifikasi: ya     (an officer has found whose number the first one is)
    # laporan: ya           (the first number has an open report about its owner)
    Warga: data saya
    Manajer menekan: Bekukan
    (3 hari kemudian)       with the timers that fall due
    (laporan selesai)       the report ends
    (malam)                 the night's deletions
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from flows.cases.states import Role
from flows.messages import Channel
from handlers import clocks, timers
from handlers.here import Here
from handlers.house import House
from handlers.privacy import ageing, copying
from storage import persons
from storage.tables import Address, Case, DataExport
from tests.handlers.people import CITY, WATES, Clock, Person, staff
from tests.handlers.post import leaves
from tests.registry.conftest import KK, SITI
from tests.transcripts.office.player import Stage

_WAIT = re.compile(r"\((\d+) (jam|hari) kemudian\)")
_CHOICE = {"id": "1", "jv": "2"}
_HOURS = {"jam": 1, "hari": 24}


@dataclass
class Own(Stage):
    """A resident with two phones, the desk of their kelurahan, and the manager."""

    headings: Mapping[str, str] = field(default_factory=dict)

    def opens(self) -> None:
        """Everybody takes their place."""
        language = _CHOICE[self.headings.get("bahasa", "id")]
        first = Person(self.house, Channel.TELEGRAM, "990001")
        self.people = {
            "Warga": first,
            "Nomor baru": Person(self.house, Channel.TELEGRAM, "990002"),
            "Puskesos": staff(
                self.house, "Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880003"
            ),
            "Manajer": staff(self.house, "Manajer Contoh", Role.MANAGER, CITY, "880004"),
            "Kepala dinas": staff(self.house, "Kadis Contoh", Role.AGENCY_HEAD, CITY, "880005"),
        }
        first.says("halo", language)
        if "terverifikasi" in self.headings:
            first.says("cek dtks", "setuju", "saya sendiri", SITI, "ya", KK, "Siti Contoh",
                       "wates", "nanti di kantor")  # fmt: skip
            # No officer is quicker than the fixed moment of the answer: what they press would
            # come in the middle of the next talk.
            self.clock.forward(seconds=5)
            leaves(self.house)
            self.people["Puskesos"].presses("Sudah diverifikasi")
        if "laporan" in self.headings:
            self._reports(first)
        leaves(self.house)
        list(self.told())

    def _reports(self, person: Person) -> None:
        person.says("menu", "1", "setuju", "1", "1", "wates", "Kartu KIS saya mati sejak Mei",
                    "lewati", "kirim")  # fmt: skip
        with self.house.database.write() as session:
            case = session.scalars(select(Case)).one()
            owner = persons.by_nik(session, SITI)
            case.person_id, case.relation = owner.id if owner else None, "self"

    def act(self, line: str) -> None:
        """One line of the play; what everybody is sent has left before the next."""
        if waited := _WAIT.fullmatch(line):
            for _hour in range(int(waited[1]) * _HOURS[waited[2]]):
                self.clock.forward(hours=1)
                timers.tick(self.house)
        elif line == "(malam)":
            ageing.work(self.house)
        elif line == "(laporan selesai)":
            with self.house.database.write() as session:
                case = session.scalars(select(Case)).one()
                case.state, case.ended_at = "closed", self.clock.now
                here = Here(self.house, session, session.get_one(Address, case.address_id),
                            self.clock.now)  # fmt: skip
                clocks.align(here, case, None)
        else:
            Stage.act(self, line)
        self._copies()
        self.clock.forward(seconds=5)
        leaves(self.house)

    def _copies(self) -> None:
        """What the jobs would do."""
        with self.house.database.read() as session:
            waiting = session.scalars(select(DataExport.id).where(DataExport.sent_at.is_(None)))
            numbers = list(waiting)
        for number in numbers:
            copying.bring(self.house, number)


def play(script: str, house: House, clock: Clock) -> str:
    """The play as it reads now."""
    lines = script.splitlines()
    heads = (line.lstrip("# ").partition(": ") for line in lines if line.startswith("#"))
    headings = {name: value for name, _colon, value in heads if value}
    own = Own(house, clock, headings=headings)
    own.opens()
    written = [line for line in lines if line.startswith("#")]
    for line in lines:
        if line and not line.startswith(("#", " ")):
            own.act(line)
            clock.forward(minutes=1)
            written += ["", line, *own.told()]
    return "\n".join(written).strip() + "\n"
