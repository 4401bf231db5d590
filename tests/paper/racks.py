"""Leaflets of this release, for tests of the pages."""

from __future__ import annotations

from datetime import date
from functools import cache

from flows.cases.calendar import OFFICE_HOURS, read_week
from flows.cases.catalogue import Catalogue
from flows.cases.leaflet import Desk, Leaflet, leaflet_of
from flows.facts import City
from flows.landing import Ways
from storage.catalogue import release_catalogue

WAYS = Ways("620000000000", "SambungContohBot")
OFFICE = "Jalan Contoh Panjang 123, Kelurahan Magersari, Kota Mojokerto, 0321-000000"
DESK = Desk(City("35.76", "Kota Mojokerto", ()), read_week(OFFICE_HOURS), WAYS, OFFICE)
ON, CHANGED = date(2026, 11, 23), date(2026, 11, 21)


@cache
def catalogue() -> Catalogue:
    """Both cities, the province and the nation."""
    return release_catalogue()


def leaflet(code: str, language: str = "id") -> Leaflet:
    """The leaflet of an entry of this release."""
    entry = catalogue().entry(code)
    assert entry is not None
    return leaflet_of(entry, catalogue(), DESK, language, ON, CHANGED)
