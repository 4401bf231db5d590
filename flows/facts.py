"""What a flow is given. A flow never fetches: the handler loads what `engine.wanted` names."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flows.cases.catalogue import Catalogue
from flows.cases.feedback import FeedbackStanding, Officer
from flows.cases.offices import Point, Secretariat
from flows.cases.standing import Standing

T = TypeVar("T")
EMPTY = Catalogue((), ())


@dataclass(frozen=True, slots=True)
class Village:
    """A kelurahan of the configured city."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    centre: Point | None = None
    """The middle of its area, where that is known."""


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan with its kelurahan, in the order of their codes."""

    code: str
    name: str
    villages: tuple[Village, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle around a city, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def hold(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class City:
    """The city this installation serves."""

    code: str
    name: str
    """With its kind: `Kota Mojokerto`."""
    districts: tuple[District, ...]
    zone: str = "Asia/Jakarta"
    bounds: Bounds | None = None
    """None where they are not known: then any place may be inside."""

    def village(self, code: str) -> Village | None:
        """The kelurahan with that code, or none."""
        return next((v for d in self.districts for v in d.villages if v.code == code), None)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a turn may know."""

    now: datetime
    city: City
    language: str = ""
    """Empty while the person has not chosen."""
    consents: frozenset[str] = frozenset()
    """Hashes of the consent texts this person agreed to and did not withdraw."""
    known: bool = False
    """The person has talked with us before."""
    staff_roles: tuple[str, ...] = ()
    """Roles of a staff member who is talking; empty for a resident."""
    standings: tuple[Standing, ...] | None = None
    """The person's cases, when `wanted` named them; none is an empty tuple."""
    verified: bool = False
    """An officer found that this contact is the person they say they are."""
    catalogue: Catalogue = EMPTY
    """What this city offers, as it stands now."""
    secretariat: Secretariat = field(default_factory=Secretariat)
    """Where the head office is, and when it is open."""
    duty: frozenset[str] | None = None
    """Areas in which a facilitator works and can be reached, when `wanted` named it."""
    on_leave: frozenset[str] = frozenset()
    """Areas in which one is away just now."""
    reads_cards: bool = False
    """Photos of identity and family cards are read here (extra `ocr`)."""
    feedback: tuple[FeedbackStanding, ...] = ()
    """What the person sent about officers and the service, when `wanted` named their cases."""
    officers: tuple[Officer, ...] = ()
    """Who dealt with their cases and was named to them, when `wanted` named them."""
    news_on: bool = True
    """They want news of their own cases."""
    campaigns_on: bool = False
    """They agreed to general messages."""

    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` finds, which is asked only the first time in this turn."""
        if name not in self._found:
            self._found[name] = work_out()
        found: T = self._found[name]
        return found

    @property
    def today(self) -> date:
        """The day it is in the city."""
        return self.once("today", lambda: self.now.astimezone(ZoneInfo(self.city.zone)).date())
