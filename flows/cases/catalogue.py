"""What a city can do for people: its services, the programs it refers to, the complaints.

All of it is data (storage/catalogue/*.toml), which a city may change without a new release.
A *service* is asked for here and has a talk of its own; a *program* belongs to somebody else,
and here people learn what it is, who it is for, and how to come to it.

Being inside a decile limit is necessary, never sufficient: nothing here is a promise.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar, get_args

from flows.cases.asking import Ask, AskOption, DocumentType, Paper
from flows.cases.bilingual import Bilingual
from flows.cases.complaint_types import KINDS, Kind, SubType
from flows.cases.offices import Office

__all__ = [
    "KINDS", "Ask", "AskOption", "Bilingual", "Catalogue", "DocumentType", "Entry", "Kind",
    "Paper", "SubType", "reaches",
]  # fmt: skip

T = TypeVar("T")
MOST_FOUND = 500
"""So much of what was worked out is kept with a catalogue; it grows by a little each day."""

EntryKind = Literal["service", "program"]
Standing = Literal["active", "yearly", "check_year", "announced", "historical"]
Level = Literal["national", "province", "city", "village", "private"]
Route = Literal["", "national_2017", "mojokerto_classic", "letter_service"]
ENTRY_KINDS: tuple[str, ...] = get_args(EntryKind)
STANDINGS: tuple[str, ...] = get_args(Standing)
LEVELS: tuple[str, ...] = get_args(Level)
ROUTES: tuple[str, ...] = get_args(Route)


CITY_SERVICES: Mapping[str, tuple[str, ...]] = {
    "35.76": (
        "MJK_DTSEN", "PBI_REACTIVATION", "MJK_UHC", "MJK_ADUAN_BPNT", "MJK_DTKS_LETTER",
        "MJK_ODGJ", "MJK_OT", "MJK_SEMBAKO_APBD", "MJK_BECAK", "MJK_LANSIA", "MJK_YATIM",
        "MJK_DISABILITAS",
    ),
    "32.75": ("BKS_LKM_NIK", "BKS_DTKS", "BKS_LKS", "BKS_OT", "PBI_REACTIVATION"),
}  # fmt: skip
"""What a city cannot be without; `gaps` says which one is missing."""

STANDING_WORDS: Mapping[Standing, Bilingual] = {
    "yearly": Bilingual(
        "Program ini dibuka setahun sekali.", "Program menika dipunbikak setaun sepisan."
    ),
    "check_year": Bilingual(
        "Belum pasti program ini dibuka tahun ini. Kami bantu menanyakan.",
        "Dereng tamtu program menika dipunbikak taun menika. Kula biyantu nyuwun pirsa.",
    ),
}
"""What must be said beside an open entry of that standing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A service or a program."""

    code: str
    kind: EntryKind
    name: Bilingual
    label: Bilingual
    """Its name in a list, at most 24 characters."""
    level: Level
    owner: str
    """Who decides."""
    sector: str
    target: Bilingual
    """Who it is for."""
    gives: Bilingual
    """What one gets."""
    how: Bilingual
    """How to come to it."""
    papers: tuple[Paper, ...] = ()
    asks: tuple[Ask, ...] = ()
    """The questions of a service, in order."""
    route: Route = ""
    """Empty: the route of complaints in this city."""
    urgent: bool = False
    discreet: bool = False
    """Never shown in a group."""
    state: Standing = "active"
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day."""
    closed: Bilingual | None = None
    """Why it is closed and what there is instead."""
    decile_max: int | None = None
    """The highest decile that may get it; a limit, not a promise."""
    loan: bool = False
    """It must be paid back."""
    legal: str = ""
    """The rule it rests on, where one is known for certain."""
    note: Bilingual | None = None
    """What else people should know."""
    source: str = ""
    """Where the facts come from; for staff."""
    through: tuple[str, ...] = ()
    """Services by which one comes to a program; the first that this city has counts."""
    instead: tuple[str, ...] = ()
    """What to look at where it is closed."""
    city: str = ""
    """The code of a city, or of the province around it; empty: everywhere."""
    order: int = 100
    """Its place in a list."""
    hints: tuple[str, ...] = ()
    """Other names that people use for it."""
    formerly: tuple[str, ...] = ()
    """Codes that it had before: what was printed with them leads here."""
    helps: tuple[str, ...] = ()
    """Whom it is for when somebody asks what they may get (`flows.cases.hints.GROUPS`)."""
    screens_employees: bool = False
    """Families of civil servants, soldiers, police and staff of state companies are left out."""
    proposes: bool = False
    """This is how the city proposes somebody for the social registry: what a case splits off
    when its person turns out not to be listed."""

    def open(self, on: date) -> bool:
        """Whether it can be asked for on that day.

        What opens only when it is announced needs the days that were announced.
        """
        if self.state == "historical":
            return False
        if self.state == "announced" and self.valid_from is None:
            return False
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    def standing(self, on: date) -> Bilingual | None:
        """What must be said about its being open or closed on that day; none when all is well."""
        return STANDING_WORDS.get(self.state) if self.open(on) else self.closed


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """What people come with ("anak sakit"), and what may help."""

    code: str
    label: Bilingual
    """In a list, at most 24 characters."""
    entries: tuple[str, ...]
    """Codes of services and programs, the likeliest first; other cities' are passed over."""
    hints: tuple[str, ...] = ()
    """What people type for it."""
    order: int = 100


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a city offers, as it stands in one moment."""

    entries: tuple[Entry, ...]
    documents: tuple[DocumentType, ...]
    sub_types: tuple[SubType, ...] = ()
    version: int = 0
    """Grows with every change; kept with a case, it says which words its reporter saw."""
    needs: tuple[NeedGroup, ...] = ()
    places: tuple[Office, ...] = ()
    """Where people can go."""
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` finds, which is asked only the first time: a catalogue never changes,
        and every turn of every talk asks it the same."""
        if name not in self._found:
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            self._found[name] = work_out()
        found: T = self._found[name]
        return found

    def entry(self, code: str) -> Entry | None:
        """The service or program of that code."""
        return self.once("entries", lambda: by_code(self.entries)).get(code)

    def printed(self, code: str) -> Entry | None:
        """The entry that a printed code stands for now: its own, or one that took it over."""
        return self.entry(code) or next((e for e in self.entries if code in e.formerly), None)

    def need(self, code: str) -> NeedGroup | None:
        """The need of that code."""
        return next((n for n in self.needs if n.code == code), None)

    def helping(self, need: str, city: str, on: date) -> tuple[Entry, ...]:
        """What may help with a need in that city on that day, in its order."""
        group = self.need(need)
        listed = {e.code: e for e in (*self.services(city, on), *self.programs(city, on))}
        return tuple(listed[c] for c in group.entries if c in listed) if group else ()

    def document(self, code: str) -> DocumentType | None:
        """The kind of paper of that code."""
        return self.once("documents", lambda: by_code(self.documents)).get(code)

    def sub_type(self, code: str) -> SubType | None:
        """The sub-type of that code."""
        return self.once("sub_types", lambda: by_code(self.sub_types)).get(code)

    def services(self, city: str, on: date) -> tuple[Entry, ...]:
        """What can be asked for in that city on that day, in the order of the list."""
        return self._listed("service", city, on)

    def programs(self, city: str, on: date) -> tuple[Entry, ...]:
        """What people of that city can be referred to on that day."""
        return self._listed("program", city, on)

    def open(self, code: str, on: date) -> bool:
        """Whether there is such an entry and it is open."""
        entry = self.entry(code)
        return entry is not None and entry.open(on)

    def of_kind(self, kind: Kind) -> tuple[SubType, ...]:
        """The sub-types of a kind, in the order of the list."""
        found = (s for s in self.sub_types if s.kind == kind)
        return tuple(sorted(found, key=lambda s: s.order))

    def leads_to(self, program: str, city: str, on: date) -> Entry | None:
        """The service by which people of that city come to a program; none: by its owner."""
        entry = self.entry(program)
        here = {service.code: service for service in self.services(city, on)}
        return next((here[code] for code in entry.through if code in here), None) if entry else None

    def proposal(self, city: str) -> Entry | None:
        """The city's service that proposes somebody for the social registry, open or not: who is
        not listed is proposed whenever that is found out."""
        here = (e for e in self.entries if e.proposes and e.city and reaches(e.city, city))
        return next(here, None)

    def sector(self, sub_type: str, program: str = "") -> str:
        """The sector of a complaint: the named program's, else the sub-type's own."""
        named, own = self.entry(program), self.sub_type(sub_type)
        if named is not None:
            return named.sector
        return own.sector if own is not None else "other"

    def _listed(self, kind: EntryKind, city: str, on: date) -> tuple[Entry, ...]:
        def listed() -> tuple[Entry, ...]:
            own = (e for e in self.entries if e.kind == kind and reaches(e.city, city))
            return tuple(sorted((e for e in own if e.open(on)), key=lambda e: e.order))

        return self.once((kind, city, on), listed)


P = TypeVar("P", Entry, DocumentType, SubType)


def by_code(pieces: Iterable[P]) -> dict[str, P]:
    """Each under its code; the first of two with one code."""
    found: dict[str, P] = {}
    for piece in pieces:
        found.setdefault(piece.code, piece)
    return found


def reaches(scope: str, city: str) -> bool:
    """Whether what is for `scope` (a city, a province, or everywhere) is for that city."""
    return not scope or f"{city}.".startswith(f"{scope}.")
