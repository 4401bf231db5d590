"""Areas by their Home Affairs codes (`35.76.01.1006`): loading them, and asking about them.

The lists lie beside this file in `areas/`; their NOTICE.md says where they come from.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from flows.cases.offices import Point
from flows.facts import Bounds, City, District, Village
from storage.statements import run
from storage.tables import Area, AreaAlias
from storage.upsert import insert

CITIES = ("32.75", "35.76")
LEVELS = ("regency", "district", "village")
_NAMES = select(Area.code, Area.name)
_kept: WeakKeyDictionary[Engine, dict[str, City]] = WeakKeyDictionary()
_names: WeakKeyDictionary[Engine, dict[str, str]] = WeakKeyDictionary()


def covers(scope_code: str, village_code: str) -> bool:
    """Whether a role for `scope_code` reaches this area: the same one, or one inside it.

    Codes are compared by their parts, so that `35.76.0` never reaches `35.76.01`.
    """
    return bool(scope_code) and (village_code + ".").startswith(scope_code + ".")


def load_areas(session: Session) -> None:
    """Bring areas and aliases up to this release's lists; what a city added itself stays."""
    _kept.pop(session.get_bind().engine, None)
    _names.pop(session.get_bind().engine, None)
    for code in CITIES:
        rows = sorted(_rows(f"{code}.csv"), key=lambda row: LEVELS.index(row["level"]))
        statement = insert(session, Area)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["code"],
                set_={name: statement.excluded[name] for name in ("level", "name", "parent")},
            ),
            [{**row, "parent": row["parent"] or None} for row in rows],
        )
    session.execute(
        insert(session, AreaAlias).on_conflict_do_nothing(),
        [{"area_code": row["code"], "alias": row["alias"]} for row in _rows("aliases.csv")],
    )


def city(session: Session, code: str) -> City:
    """A city with its kecamatan, kelurahan and their other spellings, by code.

    Read once and kept while the program runs: areas change with a release. Raises
    `LookupError` when there is no such city.
    """
    kept = _kept.setdefault(session.get_bind().engine, {})
    if code not in kept:
        kept[code] = _city(session, code)
    return kept[code]


def name_of(session: Session, code: str) -> str:
    """What an area is called; all are read at once, and kept like `city`. Raises `NoResultFound`
    for a code that nothing has."""
    kept = _names.setdefault(session.get_bind().engine, {})
    if code not in kept:
        kept.update(run(session, _NAMES))
    if code not in kept:
        raise NoResultFound("no area has that code")
    return kept[code]


def _city(session: Session, code: str) -> City:
    inside = or_(Area.code == code, Area.code.startswith(code + ".", autoescape=True))
    rows = session.execute(select(Area.code, Area.level, Area.name, Area.parent).where(inside))
    areas = sorted(rows)
    found = next((a for a in areas if a.code == code and a.level == "regency"), None)
    if found is None:
        raise LookupError(f"no city has the code {code}")
    aliases = _aliases(session, code)
    villages = defaultdict(list)
    for area in areas:
        if area.level == "village":
            found_at = centres().get(area.code)
            villages[area.parent].append(
                Village(area.code, area.name, aliases[area.code], found_at)
            )
    districts = tuple(
        District(a.code, a.name, tuple(villages[a.code]), aliases[a.code])
        for a in areas
        if a.level == "district"
    )
    return City(code, found.name, districts, _zones()[code], _bounds().get(code))


def _aliases(session: Session, code: str) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    rows = session.execute(
        select(AreaAlias.area_code, AreaAlias.alias)
        .where(AreaAlias.area_code.startswith(code + ".", autoescape=True))
        .order_by(AreaAlias.id)
    )
    for area_code, alias in rows:
        found[area_code] += (alias,)
    return found


@cache
def _zones() -> dict[str, str]:
    return {row["code"]: row["zone"] for row in _rows("zones.csv")}


@cache
def _bounds() -> dict[str, Bounds]:
    """A generous rectangle around each city: a pin outside it needs a reason, no more."""
    sides = ("south", "west", "north", "east")
    return {
        row["code"]: Bounds(*(float(row[side]) for side in sides)) for row in _rows("bounds.csv")
    }


@cache
def centres() -> dict[str, Point]:
    """The middle of each kelurahan's area: near its office, and no address."""
    rows = _rows("centres.csv")
    return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (files("storage") / "areas" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
