"""Plays what the desk of a kelurahan and a resident do with one report, as `..office.player`
does for the secretariat; besides, photos are looked at, days pass with their timers, and there
is a neighbour who reports as well.

    # bahasa: jv               (of the resident; Indonesian without it)
    # tetangga: beda NIK       (a neighbour reports the same person without their number)
    Warga mengirim foto: ini KTP
    (foto diperiksa: baik)     or: buram
    (14 hari kemudian)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from flows.cases.states import Role
from flows.messages import Channel
from handlers import checking, timers
from handlers.house import House
from storage.tables import Document
from tests.handlers.filings import DROPPED, neighbour, reports
from tests.handlers.people import CITY, MAGERSARI, WATES, Clock, Person, staff
from tests.handlers.post import leaves
from tests.transcripts.office.player import Stage

_WAIT = re.compile(r"\((\d+) hari kemudian\)")
_LOOKED_AT = re.compile(r"\(foto diperiksa: (baik|buram)\)")
_PHOTO = re.compile(r"([A-Z]\w+) mengirim foto(?: \(album (\w+)\))?(?:: (.+))?")
_LANGUAGES = {"id": "1", "jv": "2"}
_UNNUMBERED = {**DROPPED, "nik": "", "no_nik": "lost"}


@dataclass
class Desk(Stage):
    """The people of one kelurahan, its supervisor and the city's front office."""

    headings: Mapping[str, str] = field(default_factory=dict)

    def opens(self) -> None:
        """Everybody takes their place, and the resident's report comes to the desk."""
        resident = Person(self.house, Channel.WHATSAPP, "whatsapp:+628990000001")
        self.people = {
            "Warga": resident,
            "Tetangga": neighbour(self.house),
            "Puskesos": staff(
                self.house, "Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880003"
            ),
            "Front office": staff(
                self.house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880004"
            ),
            "Supervisor": staff(
                self.house, "Supervisor Contoh", Role.SUPERVISOR, MAGERSARI, "880002"
            ),
        }
        resident.says("halo", _LANGUAGES[self.headings.get("bahasa", "id")])
        reports(self.house, resident, {**DROPPED, "paper_ktp": "none"})
        if "tetangga" in self.headings:
            self.people["Tetangga"].says("halo", "1")
            reports(self.house, self.people["Tetangga"], _UNNUMBERED)
        leaves(self.house)
        list(self.told())

    def act(self, line: str) -> None:
        """One line of the play; what everybody is sent has left before the next."""
        if waited := _WAIT.fullmatch(line):
            for _day in range(int(waited[1])):
                self.clock.forward(days=1)
                timers.tick(self.house)
        elif found := _LOOKED_AT.fullmatch(line):
            self._looks_at_photos(good=found[1] == "baik")
        elif sent := _PHOTO.fullmatch(line):
            count = len(self.people[sent[1]].gets())
            more = {"text": sent[3] or "", "album": sent[2] or ""}
            self.people[sent[1]].sends_photo(f"foto-{count}", **more)
        else:
            Stage.act(self, line)
        leaves(self.house)

    def _looks_at_photos(self, *, good: bool) -> None:
        """What the jobs would do: fetch what waits, look at it, and answer."""
        with self.house.database.write() as session:
            waiting = [row for row in session.scalars(select(Document)) if row.status == "pending"]
            for row in waiting:
                row.status, row.verdict = "fetched", "good" if good else "poor"
                row.reasons = "" if good else "blurred"
            numbers = [row.id for row in waiting]
        self.clock.forward(seconds=10)
        for number in numbers:
            checking.answer(self.house, number)


def play(script: str, house: House, clock: Clock) -> str:
    """The play as it reads now."""
    lines = script.splitlines()
    heads = (line.lstrip("# ").partition(": ") for line in lines if line.startswith("#"))
    headings = {name: value for name, _colon, value in heads if value}
    desk = Desk(replace(house, complaint_route="mojokerto_classic"), clock, headings=headings)
    desk.opens()
    written = [line for line in lines if line.startswith("#")]
    for line in lines:
        if line and not line.startswith(("#", " ")):
            desk.act(line)
            clock.forward(minutes=1)
            written += ["", line, *desk.told()]
    return "\n".join(written).strip() + "\n"
