"""Filling a database with very many rows: past the session, by way of the columns' own types.

Everything is stored as the program would store it (moments in UTC, personal words sealed by the
database's keys); only the way in is quicker: no foreign keys are looked at meanwhile, and the
indexes are made at the end.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, text
from sqlalchemy import Table as Sheet
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.database import Database
from storage.tables import Table
from tests.bench.rows import Row

AT_ONCE = 20_000
SHEETS = Table.metadata.tables
Write = Callable[[str, list[tuple[Any, ...]]], None]


def fill(database: Database, rows: Iterable[tuple[str, Row]]) -> int:
    """Store rows (a table's name, and values by column); how many."""
    shapes = {name: _Shape(sheet, database) for name, sheet in SHEETS.items()}
    pending: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    count = 0
    with database.engine.connect() as connection, _loosely(connection, database) as write:
        for name, row in rows:
            pending[name].append(shapes[name].values(row))
            count += 1
            if len(pending[name]) == AT_ONCE:
                write(name, pending.pop(name))
        for name, left in pending.items():
            write(name, left)
    return count


class _Shape:
    """A table's columns, their defaults, and what turns a value into the database's."""

    def __init__(self, sheet: Sheet, database: Database) -> None:
        dialect = database.engine.dialect
        self._columns = [
            (
                column.name,
                column.default.arg
                if isinstance(column.default, ScalarElementColumnDefault)
                else None,
                column.type.dialect_impl(dialect).bind_processor(dialect),
            )
            for column in sheet.columns
        ]

    def values(self, row: Row) -> tuple[Any, ...]:
        """As it is stored, in the table's order."""
        return tuple(
            convert(value) if convert and value is not None else value
            for name, default, convert in self._columns
            for value in (row.get(name, default),)
        )


@contextmanager
def _loosely(connection: Connection, database: Database) -> Iterator[Write]:
    """Without indexes and foreign keys until the end."""
    raw: Any = connection.connection.driver_connection
    begin = _sqlite if database.is_sqlite else _postgresql
    indexes = [index for sheet in SHEETS.values() for index in sheet.indexes if not index.unique]
    with begin(raw) as write:
        for index in indexes:
            _run(raw, f"DROP INDEX {index.name}")
        yield write
        if not database.is_sqlite:
            _count_on(raw)
        _run(raw, "COMMIT")
    connection.connection.invalidate()
    with database.engine.begin() as fresh:
        for index in indexes:
            index.create(fresh)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as fresh:
        fresh.execute(text("ANALYZE"))


@contextmanager
def _sqlite(raw: sqlite3.Connection) -> Iterator[Write]:
    for pragma in ("query_only=OFF", "foreign_keys=OFF", "synchronous=OFF", "cache_size=-500000"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("BEGIN")

    def write(name: str, rows: list[tuple[Any, ...]]) -> None:
        columns = ",".join(f'"{c.name}"' for c in SHEETS[name].columns)
        marks = ",".join("?" * len(rows[0]))
        raw.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)

    yield write


@contextmanager
def _postgresql(raw: psycopg.Connection) -> Iterator[Write]:
    raw.execute("BEGIN")
    raw.execute("SET LOCAL session_replication_role = replica")
    raw.execute("SET LOCAL synchronous_commit = off")

    def write(name: str, rows: list[tuple[Any, ...]]) -> None:
        columns = sql.SQL(",").join(sql.Identifier(c.name) for c in SHEETS[name].columns)
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), columns)
        with raw.cursor() as cursor, cursor.copy(copy) as pipe:
            for row in rows:
                pipe.write_row(row)

    yield write


def _count_on(raw: psycopg.Connection) -> None:
    """The next row gets the next number."""
    for name, sheet in SHEETS.items():
        if "id" in sheet.columns:
            raw.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))"
                ).format(sql.Literal(name), sql.Identifier(name))
            )


def _run(raw: Any, statement: str) -> None:
    raw.execute(statement)
