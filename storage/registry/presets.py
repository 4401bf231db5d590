"""Which column of a file is what: known shapes of export, and names that say it themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

REGISTRY, GENERAL = "registry", "general"
NEEDED = ("nik", "name")
DISCARDED = frozenset({"namaibukandung", "ibukandung", "namaibu", "mothername"})
"""Never read: it opens other doors, and nothing here needs it."""


class Unmapped(Exception):
    """The file cannot be read; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class BenefitColumns:
    """Where a program's flag and period stand."""

    program: str
    flag: int
    period: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file."""

    preset: str
    register: str
    source: str
    columns: Mapping[str, int]
    """Our name of a column -> its place."""
    benefits: tuple[BenefitColumns, ...] = ()
    always: str = ""
    """A program that whoever stands in this file is in."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A shape of export."""

    name: str
    title: str
    source: str
    needs: tuple[str, ...]
    register: str = REGISTRY
    always: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def squeezed(header: str) -> str:
    """A header as it is compared."""
    return re.sub(r"[^a-z0-9]", "", header.lower())


def presets() -> Mapping[str, Preset]:
    """The known shapes by name, the more exact ones first."""
    known = _data()["preset"]
    return {name: Preset(name=name, **{**row, "needs": tuple(row["needs"])})
            for name, row in known.items()}  # fmt: skip


def mapped(
    headers: Sequence[str], preset: str = "", named: Mapping[str, str] | None = None
) -> Columns:
    """The columns of a file with these headers; `named` says of single ones what they are.

    Raises Unmapped where the NIK's or the name's column cannot be told.
    """
    named_first = reversed(list(enumerate(map(squeezed, headers))))
    # A column without a name is nobody's, however many names are tried.
    places = {header: place for place, header in named_first if header}
    shape = _shape(places, preset)
    columns = dict(_columns(places, shape, named or {}))
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        seen = ", ".join(header for header in headers if header) or "none"
        raise Unmapped(
            f"No column for {' and '.join(missing)}. Name it with --map {missing[0]}=COLUMN. "
            f"The columns are: {seen}"
        )
    benefits = tuple(_benefits(places, set(columns.values())))
    return Columns(shape.name, shape.register, shape.source, columns, benefits, shape.always)


def _shape(places: Mapping[str, int], preset: str) -> Preset:
    known = presets()
    if preset:
        if preset not in known:
            raise Unmapped(f"There is no preset {preset}. Use one of {', '.join(known)}.")
        return known[preset]
    fits = (p for p in known.values() if all(squeezed(need) in places for need in p.needs))
    return next(fits, known[GENERAL])


def heads(cells: Sequence[str], preset: str = "", named: Mapping[str, str] | None = None) -> bool:
    """Whether these are headers, and not a title or a row of people."""
    try:
        mapped(cells, preset, named)
    except Unmapped:
        return False
    return True


def _columns(
    places: Mapping[str, int], shape: Preset, named: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    for ours, names in _data()["synonyms"].items():
        wanted = (named[ours],) if ours in named else (shape.columns.get(ours, ""), *names)
        found = [places[key] for name in wanted if (key := squeezed(name)) in places]
        if ours in named and not found:
            raise Unmapped(f"There is no column {named[ours]}.")
        if found:
            yield ours, found[0]
    if unknown := set(named) - set(_data()["synonyms"]):
        known = ", ".join(_data()["synonyms"])
        raise Unmapped(f"--map knows no {', '.join(sorted(unknown))}. It knows {known}.")


def _benefits(places: Mapping[str, int], taken: set[int]) -> Iterator[BenefitColumns]:
    for row in _data()["benefits"]:
        flag = next((places[squeezed(n)] for n in row["flag"] if squeezed(n) in places), None)
        period = next((places[squeezed(n)] for n in row["period"] if squeezed(n) in places), None)
        if flag is not None and flag not in taken:
            yield BenefitColumns(row["program"], flag, period)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("storage") / "registry" / "presets.toml").read_text("utf-8"))
