"""A batch while it is loaded: its rows as they come, then the names by kelurahan, then the keys.

The keys are put in once the file is read, in their own order: one after the other at the end of
a tree, where a million at random places would touch every page of it.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.database import Database
from storage.registry.filling import FIRST, Filling
from storage.registry.packing import KEY, LINE, NUMBER, row_id, seal_page
from storage.registry.portions import Sheaf
from storage.tables import RegistryBatch, RegistryKey, RegistryNames, RegistryRow

TOUCH = 20.0
"""Seconds between two signs of life of a batch."""
BREATH = 0.004
"""Seconds that others are let in between two transactions with no work of ours between."""


@dataclass
class _Village:
    names: list[bytes] = field(default_factory=list)
    """Of each portion."""
    numbers: bytearray = field(default_factory=bytearray)


class Loading:
    """One batch while it is being loaded."""

    def __init__(
        self,
        database: Database,
        filling: Filling,
        batch_id: int,
        touch: Callable[[Session, RegistryBatch], None],
    ) -> None:
        self.database, self.batch_id = database, batch_id
        self.count = 0
        self._filling = filling
        self._touched = time.monotonic()
        self._touch = touch
        self._waiting: list[bytes] = []
        self._stored = 0
        self._seen: set[bytes] = set()
        self._marks = bytearray()
        self._keys = bytearray()
        self._villages: defaultdict[str, _Village] = defaultdict(_Village)

    def add(self, sheaf: Sheaf) -> Sequence[int]:
        """Take its rows, but for those whose NIK came before; which these are."""
        twice = repeated(sheaf.keys, self._seen)
        kept = sheaf.without(twice) if twice else sheaf
        first, self.count = self.count, self.count + len(kept.keys)
        self._keys += b"".join(kept.keys)
        self._marks += kept.marks
        for code, place in kept.places.items():
            village = self._villages[code]
            village.names.append(place.joined())
            village.numbers += (np.array(place.rows, dtype=">u4") + first).astype(">u4").tobytes()
        self._waiting += kept.sealed
        self._store()
        return twice

    def finish(self) -> None:
        """All rows were added: the names by kelurahan, then the keys in their order."""
        self._store(all_of_it=True)
        self._seen.clear()
        self._put_names()
        self._put_keys()

    def _store(self, *, all_of_it: bool = False) -> None:
        start, pace = 0, self._filling.pace
        while (left := len(self._waiting) - start) and (all_of_it or left >= pace.size):
            some = self._waiting[start : start + pace.size]
            self._filling.rows(row_id(self.batch_id, self._stored), some)
            self._stored += len(some)
            start += len(some)
        del self._waiting[:start]
        self._show_life()

    def _show_life(self) -> None:
        if time.monotonic() - self._touched > TOUCH:
            self._touched = time.monotonic()
            with self.database.write() as session:
                self._touch(session, session.get_one(RegistryBatch, self.batch_id))

    def _put_names(self) -> None:
        for code, village in self._villages.items():
            names = LINE.encode().join(village.names)
            numbers = bytes(village.numbers)
            page = RegistryNames(
                batch_id=self.batch_id,
                village_code=code,
                name_count=len(numbers) // NUMBER,
                sealed=seal_page(self.database.keys, names, numbers),
            )
            with self.database.write() as session:
                session.add(page)
            time.sleep(BREATH)
        self._villages.clear()

    def _put_keys(self) -> None:
        order = _in_order(bytes(self._keys))
        # As items without a type they become bytes again, with the zeros at their end.
        keys = np.frombuffer(self._keys, dtype=f"V{KEY}")
        marks = np.frombuffer(self._marks, dtype=np.uint8)
        start, pace = 0, self._filling.pace
        pace.size = FIRST
        while start < len(order):
            some = order[start : start + pace.size]
            self._filling.keys(
                self.batch_id, keys[some].tolist(), some.tolist(), marks[some].tolist()
            )
            start += len(some)
            self._show_life()


def repeated(keys: Sequence[bytes], seen: set[bytes]) -> Sequence[int]:
    """Which of the keys came before, here or in what was seen; all are seen now."""
    fresh = set(keys)
    if len(fresh) == len(keys) and seen.isdisjoint(fresh):
        seen |= fresh
        return ()
    twice = []
    for row, key in enumerate(keys):
        if key in seen:
            twice.append(row)
        seen.add(key)
    return twice


def _in_order(keys: bytes) -> NDArray[np.intp]:
    """The numbers of the keys, sorted as bytes, as both databases sort them."""
    halves = np.frombuffer(keys, dtype=">u8").reshape(-1, 2)
    return np.lexsort((halves[:, 1], halves[:, 0]))


def empty(database: Database, batch_id: int) -> None:
    """Delete the rows of a batch that is not asked any more, a little at a time."""
    with database.write() as session:
        session.execute(delete(RegistryNames).where(RegistryNames.batch_id == batch_id))
    for first, last in _spans(database, batch_id):
        with database.write() as session:
            session.execute(
                delete(RegistryRow).where(RegistryRow.id >= first, RegistryRow.id <= last)
            )
        time.sleep(BREATH)
    while _delete_keys(database, batch_id):
        time.sleep(BREATH)


def _spans(database: Database, batch_id: int) -> Iterator[tuple[int, int]]:
    low, high = row_id(batch_id, 0), row_id(batch_id + 1, 0) - 1
    with database.read() as session:
        newest = select(RegistryRow.id).where(RegistryRow.id.between(low, high))
        last = session.scalar(newest.order_by(RegistryRow.id.desc()).limit(1))
    step = FIRST
    for first in range(low, (last or low - 1) + 1, step):
        yield first, first + step - 1


def _delete_keys(database: Database, batch_id: int) -> bool:
    """A thousand of them; whether there were any."""
    some = (
        select(RegistryKey.nik_key)
        .where(RegistryKey.batch_id == batch_id)
        .order_by(RegistryKey.nik_key)
        .limit(FIRST)
    )
    with database.write() as session:
        keys = list(session.scalars(some))
        if keys:
            session.execute(
                delete(RegistryKey).where(
                    RegistryKey.batch_id == batch_id, RegistryKey.nik_key <= keys[-1]
                )
            )
    return bool(keys)


def record(database: Database, batch_id: int, **values: object) -> None:
    """Write down what became of the batch."""
    with database.write() as session:
        session.execute(update(RegistryBatch).where(RegistryBatch.id == batch_id).values(values))
