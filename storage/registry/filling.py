"""Rows and keys into their tables, by the database's driver itself and a little at a time.

On SQLite a transaction holds the only writer for some 30 ms, then the chat goes on. Nothing of a
batch is asked before it is active, so its transactions need not wait for the disk: the one that
makes it active does, on both databases, and with it all that was written before.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, repeat, starmap
from struct import Struct
from typing import Protocol, cast

import psycopg

from storage.database import Database
from storage.registry.packing import KEY

FIRST, FEWEST = 1000, 200
"""Rows in the first transaction, and at least."""
BREATH, SHARE = 0.004, 0.3
"""Seconds that others are let in behind a transaction, and the share of its time if that is more:
who waits for SQLite's writer looks again after 1, 2, 5, 10, ... ms and must meet it free."""
_BULK = ("query_only=OFF", "synchronous=NORMAL", "cache_size=-16000")
_ROW = "INSERT INTO registry_row (id, sealed) VALUES (?, ?)"
_KEY = "INSERT INTO registry_key (batch_id, nik_key, number, mark) VALUES (?, ?, ?, ?)"
_COPY_ROW = "COPY registry_row (id, sealed) FROM STDIN (FORMAT BINARY)"
_COPY_KEY = "COPY registry_key (batch_id, nik_key, number, mark) FROM STDIN (FORMAT BINARY)"
# PostgreSQL's binary COPY: a head, per row the number of fields and each with its length, an end.
_HEAD, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_pack_row = Struct(">hiqi").pack
_pack_key = Struct(f">hiii{KEY}siiii").pack


class Pace:
    """How many rows fit into one transaction, by what the last one took.

    On SQLite it holds the only writer: some 30 ms, never above 50 by design, and no more than the
    page cache takes. On PostgreSQL nobody waits for it.
    """

    def __init__(self, *, sole_writer: bool) -> None:
        self.size = FIRST
        self.longest = 0.0
        self._hold, self._most = (0.03, 8000) if sole_writer else (0.3, 20_000)

    def took(self, seconds: float) -> None:
        """Learn from it."""
        self.longest = max(self.longest, seconds)
        wanted = int(self.size * self._hold / max(seconds, 0.001))
        self.size = max(FEWEST, min(self._most, (self.size + wanted) // 2))


class Filling(Protocol):
    """The tables while they are filled; each call is one transaction."""

    pace: Pace

    def rows(self, first: int, sealed: Sequence[bytes]) -> None:
        """Sealed rows, numbered from `first`."""
        ...

    def keys(
        self, batch_id: int, keys: Sequence[bytes], numbers: Sequence[int], marks: Sequence[int]
    ) -> None:
        """Keys of rows, in the order of the keys."""
        ...


@contextmanager
def opened(database: Database) -> Iterator[Filling]:
    """The tables of a batch, to be filled."""
    if not database.is_sqlite:
        yield _Postgresql(database)
        return
    lent = database.engine.raw_connection()
    try:
        yield _Sqlite(database, cast("sqlite3.Connection", lent.driver_connection))
    finally:
        lent.invalidate()  # nobody else is to write as this one does


class _Sqlite:
    def __init__(self, database: Database, connection: sqlite3.Connection) -> None:
        self.pace = Pace(sole_writer=True)
        self._database, self._connection = database, connection
        for pragma in _BULK:
            connection.execute(f"PRAGMA {pragma}")

    def rows(self, first: int, sealed: Sequence[bytes]) -> None:
        self._write(_ROW, zip(range(first, first + len(sealed)), sealed, strict=True))

    def keys(
        self, batch_id: int, keys: Sequence[bytes], numbers: Sequence[int], marks: Sequence[int]
    ) -> None:
        self._write(_KEY, zip(repeat(batch_id), keys, numbers, marks, strict=False))

    def _write(self, insert: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._database.alone():
            self._connection.execute("BEGIN IMMEDIATE")
            began = time.perf_counter()
            try:
                self._connection.executemany(insert, rows)
                took = time.perf_counter() - began
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise
        self.pace.took(took)
        time.sleep(max(BREATH, took * SHARE))


class _Postgresql:
    def __init__(self, database: Database) -> None:
        self.pace = Pace(sole_writer=False)
        self._database = database

    def rows(self, first: int, sealed: Sequence[bytes]) -> None:
        heads = (_pack_row(2, 8, number, len(one)) for number, one in enumerate(sealed, first))
        self._copy(_COPY_ROW, chain.from_iterable(zip(heads, sealed, strict=True)))

    def keys(
        self, batch_id: int, keys: Sequence[bytes], numbers: Sequence[int], marks: Sequence[int]
    ) -> None:
        four, of_key = repeat(4), repeat(KEY)
        rows = zip(four, four, repeat(batch_id), of_key, keys, four, numbers, four, marks,
                   strict=False)  # fmt: skip
        self._copy(_COPY_KEY, starmap(_pack_key, rows))

    def _copy(self, copy: str, parts: Iterable[bytes]) -> None:
        whole = b"".join((_HEAD, *parts, _END))
        with self._database.write() as session:
            driven = session.connection().connection.driver_connection
            began = time.perf_counter()
            with cast("psycopg.Connection", driven).cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
                with cursor.copy(copy) as target:
                    target.write(whole)
        self.pace.took(time.perf_counter() - began)
