"""Rows into the database, a little at a time: a transaction holds SQLite's only writer for some
30 ms, then the chat goes on. Nothing of a batch is asked before it is active.

The keys are put in once the file is read, in their own order: one after the other at the end of
a tree, where a million at random places would touch every page of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.database import Database
from storage.registry.checking import Checked
from storage.registry.packing import KEY, NUMBER, WHERE, row_id, seal_page
from storage.tables import RegistryBatch, RegistryKey, RegistryNames, RegistryRow

FIRST, FEWEST = 1000, 200
"""Rows in the first transaction, and at least."""
TOUCH = 20.0
"""Seconds between two signs of life of a batch."""
BREATH = 0.004
"""Seconds that others are let in between two transactions with no work of ours between."""
_ROW = "INSERT INTO registry_row (id, sealed) VALUES (?, ?)"
_KEY = "INSERT INTO registry_key (batch_id, nik_key, number, mark) VALUES (?, ?, ?, ?)"
_COPY_ROW = "COPY registry_row (id, sealed) FROM STDIN (FORMAT BINARY)"
_COPY_KEY = "COPY registry_key (batch_id, nik_key, number, mark) FROM STDIN (FORMAT BINARY)"


class Pace:
    """How many rows fit into one transaction, by what the last one took.

    On SQLite it holds the only writer: some 30 ms, never above 50 by design, and no more than its
    page cache takes. On PostgreSQL nobody waits for it.
    """

    def __init__(self, *, sole_writer: bool) -> None:
        self.size = FIRST
        self.longest = 0.0
        self._hold, self._most = (0.03, 3000) if sole_writer else (0.3, 20_000)

    def took(self, seconds: float) -> None:
        """Learn from it."""
        self.longest = max(self.longest, seconds)
        wanted = int(self.size * self._hold / max(seconds, 0.001))
        self.size = max(FEWEST, min(self._most, (self.size + wanted) // 2))


@dataclass
class _Village:
    names: list[str] = field(default_factory=list)
    numbers: bytearray = field(default_factory=bytearray)


class Loading:
    """One batch while it is being loaded."""

    def __init__(
        self, database: Database, batch_id: int, touch: Callable[[Session, RegistryBatch], None]
    ) -> None:
        self.database, self.batch_id = database, batch_id
        self.count = 0
        self.pace = Pace(sole_writer=database.is_sqlite)
        self._touched = time.monotonic()
        self._touch = touch
        self._seal = database.keys.sealer(WHERE)
        self._first = row_id(batch_id, 0)
        self._waiting: list[tuple[int, bytes]] = []
        self._seen: set[bytes] = set()
        self._marks = bytearray()
        self._keys = bytearray()
        self._villages: dict[str, _Village] = {}

    def add(self, row: Checked) -> bool:
        """Take a row; `False` where its NIK came before."""
        if row.key in self._seen:
            return False
        self._seen.add(row.key)
        number = self.count
        self._keys += row.key
        self._marks.append(row.mark)
        village = self._villages.get(row.village)
        if village is None:
            village = self._villages[row.village] = _Village()
        village.names.append(row.folded)
        village.numbers += number.to_bytes(NUMBER, "big")
        self._waiting.append((self._first + number, self._seal(row.packed)))
        self.count = number + 1
        if len(self._waiting) >= self.pace.size:
            self.flush()
        return True

    def flush(self) -> None:
        """Store what waits."""
        rows, self._waiting = self._waiting, []
        if rows:
            due = time.monotonic() - self._touched > TOUCH
            self._touched = time.monotonic() if due else self._touched
            self._write(_ROW, _COPY_ROW, ("int8", "bytea"), rows, touch=due)

    def finish(self) -> None:
        """All rows were added: the names by kelurahan, then the keys in their order."""
        self.flush()
        self._seen.clear()
        self._put_names()
        self._put_keys()

    def _put_names(self) -> None:
        for code, village in self._villages.items():
            sealed = seal_page(self.database.keys, village.names, bytes(village.numbers))
            with self.database.write() as session:
                session.add(
                    RegistryNames(
                        batch_id=self.batch_id,
                        village_code=code,
                        name_count=len(village.names),
                        sealed=sealed,
                    )
                )
            time.sleep(BREATH)
        self._villages.clear()

    def _put_keys(self) -> None:
        raw = bytes(self._keys)
        order = _in_order(raw)
        start = 0
        self.pace.size = FIRST
        while start < len(order):
            some = order[start : start + self.pace.size]
            rows = [
                (self.batch_id, raw[n * KEY : (n + 1) * KEY], n, self._marks[n])
                for n in some.tolist()
            ]
            self._write(_KEY, _COPY_KEY, ("int4", "bytea", "int4", "int4"), rows, touch=False)
            start += len(some)
            time.sleep(BREATH)

    def _write(
        self,
        insert: str,
        copy: str,
        types: Sequence[str],
        rows: Sequence[tuple[object, ...]],
        *,
        touch: bool,
    ) -> None:
        """One transaction, by the driver itself."""
        with self.database.write() as session:
            connection = session.connection().connection.driver_connection
            assert connection is not None
            began = time.perf_counter()
            if self.database.is_sqlite:
                connection.executemany(insert, rows)
            else:
                with connection.cursor() as cursor, cursor.copy(copy) as target:
                    target.set_types(types)
                    for row in rows:
                        target.write_row(row)
            if touch:
                self._touch(session, session.get_one(RegistryBatch, self.batch_id))
        self.pace.took(time.perf_counter() - began)


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
