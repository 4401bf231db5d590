"""The words of a brochure as they stand now: the catalogue, the city, its hours, our numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from flows.cases.catalogue import Catalogue, Entry
from flows.cases.leaflet import Desk, Leaflet, leaflet_of
from flows.landing import Ways
from handlers.house import House
from storage import areas
from storage import catalogue as rows


@dataclass(frozen=True, slots=True)
class Rack:
    """Everything that leaflets are made of, read in one moment."""

    catalogue: Catalogue
    desk: Desk
    on: date
    changed: Mapping[tuple[str, str], date]
    """The day on which each piece of the catalogue was changed last."""

    def leaflet(self, entry: Entry, language: str) -> Leaflet:
        """The leaflet of that entry in that language."""
        return leaflet_of(
            entry, self.catalogue, self.desk, language, self.on, self.changed_on(entry)
        )

    def changed_on(self, entry: Entry) -> date:
        """The day on which its words, or those of its papers, were changed last."""
        names = [("entry", entry.code), *(("document", p.document) for p in entry.papers)]
        known = [self.changed[name] for name in names if name in self.changed]
        return max(known, default=self.on)

    def changed_last(self) -> date:
        """The day on which anything was changed."""
        return max(self.changed.values(), default=self.on)


def rack(house: House, session: Session, ways: Ways) -> Rack:
    """What this installation's leaflets are made of."""
    now = house.clock()
    changed = {name: _day(house, at) for name, at in rows.changed_at(session).items()}
    told = ", ".join(part for part in (house.office_address, house.office_phone) if part)
    desk = Desk(areas.city(session, house.city_code), house.calendar.week, ways, told)
    catalogue = rows.snapshot(session, house.city_code)
    return Rack(catalogue, desk, _day(house, now), changed)


def _day(house: House, at: datetime) -> date:
    return at.astimezone(house.zone).date()
