"""Plays what several people do with one case: each line that begins with a person's name is
played, and what everybody then reads is written below it, indented.

    # mulai: processing/secretariat   (where the case stands; `# jalur: letter_service` its route)
    Back office: tugas
        Back office < Laporan 26-000001-5 ...
    Back office menekan: Rujuk ke program
    Back office mengirim foto
    (2 hari kemudian)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.cases.states import Role, State
from flows.messages import Channel, Outgoing
from handlers.house import House
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import CITY, Clock, Person, staff
from tests.handlers.secretariat import LETTER, office, owner, stands

_LINE = re.compile(r"([A-Z][\w ]*?)(?: (menekan|mengirim foto))?(?:: (.*))?")
_WAIT = re.compile(r"\((\d+) hari kemudian\)")
_LETTERS = ("letter_service",)


@dataclass
class Stage:
    """Everybody by the name they have in the text, and which messages each has read."""

    house: House
    clock: Clock
    people: Mapping[str, Person] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)

    def cast(self, route: str, place: str) -> None:
        """Everybody takes their place, and so does the case."""
        town = office(self.house)
        resident = Person(self.house, Channel.WHATSAPP, "whatsapp:+628990000001")
        self.people = {
            "Warga": resident,
            "Front office": town.front,
            "Back office": town.back,
            "Manajer": town.manager,
            "Kepala bidang": staff(self.house, "Kabid Contoh", Role.DIVISION_HEAD, CITY, "880027"),
            "Kepala dinas": staff(self.house, "Kadis Contoh", Role.AGENCY_HEAD, CITY, "880028"),
            "Supervisor": town.supervisor,
            "Fasilitator": town.facilitator,
            "Kontak PKH": owner(self.house, "PKH", "880030"),
            "Kontak PIP": owner(self.house, "PIP", "880031"),
        }
        self.places(resident, route, place)
        list(self.told())

    def places(self, resident: Person, route: str, place: str) -> None:
        """The case, wherever the play begins."""
        letter = route in _LETTERS
        reports(self.house, resident, LETTER if letter else DROPPED)
        state, stage = place.split("/")
        values: dict[str, Any] = {"profile": route, "registry_check": "listed"}
        if not letter:
            values["facilitator_id"] = 5
        stands(self.house, State(state), stage, **values)

    def act(self, line: str) -> None:
        """One line of the play."""
        if waited := _WAIT.fullmatch(line):
            self.clock.forward(days=int(waited[1]))
            return
        found = _LINE.fullmatch(line)
        assert found is not None, line
        person, words = self.people[found[1]], found[3] or ""
        if found[2] == "menekan":
            person.presses(words)
        elif found[2] == "mengirim foto":
            person.sends_photo(f"foto-{len(person.gets())}")
        else:
            person.says(words)

    def told(self) -> Iterator[str]:
        """What everybody reads since the last line."""
        for name, person in self.people.items():
            for number, message in person.numbered():
                if number not in self.read:
                    yield from _shown(name, message)
                self.read.add(number)


def play(script: str, house: House, clock: Clock) -> str:
    """The play as it reads now."""
    stage, route, place = Stage(house, clock), "national_2017", ""
    written: list[str] = []
    for line in script.splitlines():
        if line.startswith("# jalur: "):
            route = line.removeprefix("# jalur: ")
        if line.startswith("# mulai: "):
            place = line.removeprefix("# mulai: ")
            stage.cast(route, place)
        if line.startswith("#"):
            written.append(line)
        elif line and not line.startswith(" "):
            stage.act(line)
            clock.forward(minutes=1)
            written += ["", line, *stage.told()]
    return "\n".join(written).strip() + "\n"


def _shown(name: str, message: Outgoing) -> Iterator[str]:
    if not message.text:
        return  # its words were deleted meanwhile
    first, *more = message.text.splitlines()
    yield f"    {name} < {first}"
    yield from (f"        {row}".rstrip() for row in more if row)
    if message.buttons:
        yield "        " + " ".join(f"[{button.label}]" for button in message.buttons)
