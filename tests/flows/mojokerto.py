"""The city the talks are tested in, as the handler would load it."""

from __future__ import annotations

from flows.facts import Bounds, City, District, Village
from storage.areas import centres

_VILLAGES = {
    "35.76.01 Prajuritkulon": "1003 Mentikan, 1004 Kauman, 1005 Pulorejo, 1006 Prajuritkulon, "
    "1007 Surodinawan, 1008 Blooto",
    "35.76.02 Magersari": "1001 Gununggedangan, 1003 Magersari, 1004 Gedongan, 1008 Balongsari, "
    "1009 Kedundung, 1010 Wates",
    "35.76.03 Kranggan": "1001 Kranggan, 1002 Miji, 1003 Meri, 1004 Jagalan, 1005 Sentanan, "
    "1006 Purwotengah",
}
_ALIASES = {
    "Prajuritkulon": ("Prajurit Kulon", "Prakul"),
    "Gununggedangan": ("Gunung Gedangan",),
    "Purwotengah": ("Purwo Tengah",),
    "Blooto": ("Bloto",),
}


def _village(district: str, row: str) -> Village:
    code, name = row.split()
    whole = f"{district}.{code}"
    return Village(whole, name, _ALIASES.get(name, ()), centres()[whole])


def _district(row: str, villages: str) -> District:
    code, name = row.split()
    rows = tuple(_village(code, v.strip()) for v in villages.split(","))
    return District(code, name, rows, _ALIASES.get(name, ())[:1])


MOJOKERTO = City(
    "35.76",
    "Kota Mojokerto",
    tuple(_district(row, rows) for row, rows in _VILLAGES.items()),
    bounds=Bounds(-7.52, 112.38, -7.43, 112.48),
)
