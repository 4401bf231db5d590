"""A registry file in portions of some thousand lines, each checked and sealed by itself.

A portion of CSV is cut behind a line, which may be within a quoted value: then it is found `open`,
and checked once more together with the next one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain
from typing import NamedTuple

from flows.facts import City
from storage.registry.checking import Checker, Rejected
from storage.registry.packing import LINE
from storage.registry.presets import Columns
from storage.secrets import Bulk

csv.field_size_limit(1 << 20)
ENDS = 4
"""Digits of either end of a NIK that may be shown."""
_END = "end of the portion"
"""Put behind a portion as a line of its own: it is read as one unless a quoted value goes on."""


class Portion(NamedTuple):
    """Lines of a file that follow one another: words of a CSV file, or rows of a sheet."""

    words: str = ""
    separator: str = ","
    rows: Sequence[Sequence[object]] = ()
    last: bool = False
    """The file ends here."""

    def __add__(self, more: object) -> Portion:
        """Both as one."""
        assert isinstance(more, Portion)
        return Portion(self.words + more.words, self.separator, (*self.rows, *more.rows), more.last)


@dataclass(frozen=True, slots=True)
class Task:
    """What is done to every portion of a file; it may be given to another process of ours."""

    columns: Columns
    city: City
    keys: Bulk
    numeric: bool = False
    """Cells have types, see `Checker`."""
    seal: bool = True
    """False for a dry run."""


@dataclass(slots=True)
class Place:
    """The rows of one kelurahan in a portion: which ones, and their folded names."""

    rows: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def joined(self) -> bytes:
        """The names as a page has them."""
        return LINE.join(self.names).encode()


@dataclass(frozen=True, slots=True)
class Sheaf:
    """What became of a portion."""

    lines: int
    """How many it had."""
    refused: list[Rejected] = field(default_factory=list)
    """Their lines are counted from the portion's first, which is 1; so are all here."""
    taken: list[int] = field(default_factory=list)
    """The line of each row."""
    ends: str = ""
    """`ENDS` digits of either end of each row's NIK."""
    keys: list[bytes] = field(default_factory=list)
    marks: bytes = b""
    places: dict[str, Place] = field(default_factory=dict)
    """By the kelurahan's code."""
    sealed: list[bytes] = field(default_factory=list)
    is_open: bool = False
    """It ends within a quoted value: nothing of it counts."""
    broken: str = ""
    """Why the line behind the last one cannot be read at all."""

    def masked(self, row: int) -> str:
        """The ends of that row's NIK."""
        first = row * 2 * ENDS
        left, right = self.ends[first : first + ENDS], self.ends[first + ENDS : first + 2 * ENDS]
        return f"{left}{'*' * 8}{right}"

    def without(self, rows: Sequence[int]) -> Sheaf:
        """The sheaf without those rows, to be stored; the others move up."""
        gone = set(rows)
        kept = [row for row in range(len(self.keys)) if row not in gone]
        moved = {row: place for place, row in enumerate(kept)}
        return replace(
            self,
            taken=[self.taken[row] for row in kept],
            keys=[self.keys[row] for row in kept],
            marks=bytes(self.marks[row] for row in kept),
            places=dict(_moved(self.places, moved)),
            sealed=[self.sealed[row] for row in kept] if self.sealed else [],
        )


def _moved(places: dict[str, Place], moved: dict[int, int]) -> Iterator[tuple[str, Place]]:
    for code, place in places.items():
        kept = [(moved[row], name) for row, name in zip(place.rows, place.names, strict=True)
                if row in moved]  # fmt: skip
        if kept:
            yield code, Place([row for row, _name in kept], [name for _row, name in kept])


class Worker:
    """Checks portions of one file, and seals their rows."""

    def __init__(self, task: Task) -> None:
        self._checker = Checker(task.columns, task.city, task.keys.blinder(), numeric=task.numeric)
        self._seal = task.keys.sealer() if task.seal else None

    def check(self, portion: Portion) -> Sheaf:
        """What becomes of it."""
        if portion.rows:
            return self._sheaf(enumerate(map(list, portion.rows), 1), len(portion.rows))
        end = () if portion.last else (_END,)
        reader = csv.reader(
            chain(StringIO(portion.words, newline=""), end), delimiter=portion.separator
        )
        cells: list[object] = []

        def lines() -> Iterator[tuple[int, list[object]]]:
            nonlocal cells
            for cells in reader:  # type: ignore[assignment]
                yield reader.line_num, cells

        try:
            sheaf = self._sheaf(lines())
        except csv.Error as error:
            return Sheaf(reader.line_num, broken=str(error))
        if portion.last:
            return replace(sheaf, lines=reader.line_num)
        # The line put behind is refused as too short, as it should be.
        return replace(sheaf, lines=reader.line_num - 1, refused=sheaf.refused[:-1],
                       is_open=cells[:1] != [_END])  # fmt: skip

    def _sheaf(self, lines: Iterator[tuple[int, list[object]]], count: int = 0) -> Sheaf:
        refused: list[Rejected] = []
        taken: list[int] = []
        ends: list[str] = []
        keys: list[bytes] = []
        marks = bytearray()
        places: defaultdict[str, Place] = defaultdict(Place)
        packed: list[bytes] = []
        check = self._checker.check
        for line, cells in lines:
            if not any(cells):
                continue  # nothing stands in it
            row = check(line, cells)
            if isinstance(row, Rejected):
                refused.append(row)
                continue
            nik, key, mark, village, folded, whole = row
            place = places[village]
            place.rows.append(len(taken))
            place.names.append(folded)
            taken.append(line)
            ends.append(nik[:ENDS] + nik[-ENDS:])
            keys.append(key)
            marks.append(mark)
            packed.append(whole)
        sealed = list(map(self._seal, packed)) if self._seal else []
        return Sheaf(count, refused, taken, "".join(ends), keys, bytes(marks), dict(places), sealed)
