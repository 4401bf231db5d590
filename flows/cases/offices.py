"""Where people can go: the Puskesos desks, and the secretariat.

All of it is the city's own data: `[place.CODE]` of the catalogue, and the settings of the
installation. An address that nobody wrote down is never made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from flows.cases.bilingual import Bilingual
from flows.cases.calendar import Calendar, Counts, Week

Point = tuple[float, float]
"""Latitude and longitude, degrees."""
EARTH = 6371.0
"""Kilometres (mean radius)."""


@dataclass(frozen=True, slots=True)
class Office:
    """A Puskesos desk."""

    code: str
    name: Bilingual
    """What people call it: `Puskesos Kelurahan Wates`."""
    village: str
    """Code of the kelurahan it stands in."""
    serves: tuple[str, ...] = ()
    """Codes of other kelurahan whose people go there."""
    address: str = ""
    """Street and number; empty until the city writes it down: the desk is in the kelurahan's
    own office then."""
    phone: str = ""
    week: Week | None = None
    """Its own hours; none: those of the office."""
    point: Point | None = None
    """The door itself; none until the city writes it down."""
    note: Bilingual | None = None
    """What else people should know: use the side entrance, closed for repair until May."""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Secretariat:
    """The head office, as the installation's settings tell it."""

    address: str = ""
    phone: str = ""
    calendar: Calendar = field(default_factory=Calendar)

    def hours_of(self, office: Office | None = None) -> Calendar:
        """When a desk is open: its own hours or ours, with the same holidays."""
        week = office.week if office is not None and office.week else self.calendar.week
        return replace(self.calendar, counts=Counts.OFFICE, week=week)


def distance(one: Point, other: Point) -> float:
    """Kilometres over the ground (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(x) for x in point) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def of_village(offices: Iterable[Office], village: str) -> Office | None:
    """The desk in that kelurahan, or the one that serves it; none where it has none."""
    listed = tuple(offices)
    own = next((o for o in listed if o.village == village), None)
    return own or next((o for o in listed if village in o.serves), None)


def nearest(
    offices: Iterable[Office], here: Point, centre: Callable[[str], Point | None]
) -> Office | None:
    """The desk nearest to a point; one whose door is unknown counts as standing in the middle of
    its kelurahan (`centre`), and not at all where that is unknown too."""
    placed = ((o, o.point or centre(o.village)) for o in offices)
    known = [(distance(here, point), o.code, o) for o, point in placed if point is not None]
    return min(known, key=lambda found: found[:2])[2] if known else None


def opening(hours: Calendar, now: datetime) -> tuple[bool, datetime] | None:
    """Whether a desk is open now and until when, or when it opens next; none where it never
    does."""
    span = hours.next_span(now)
    if span is None:
        return None
    begin, end = span
    return (True, end) if begin <= now else (False, begin)
