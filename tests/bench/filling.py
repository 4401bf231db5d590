"""Filling a database with very many rows: past the session, by way of the columns' own types.

Everything is stored as the program would store it (moments in UTC, personal words sealed by the
database's keys); only the way in is quicker: no foreign keys are looked at meanwhile, and the
indexes are made at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import JSON, Column, Connection, Dialect, text
from sqlalchemy import Table as Sheet
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.columns import Encrypted, EncryptedJson, UtcDateTime
from storage.database import Database
from storage.tables import Table
from tests.bench.rows import Row

AT_ONCE = 20_000
SHEETS = Table.metadata.tables
Write = Callable[["_Shape"], None]


def fill(database: Database, rows: Iterable[tuple[str, Row]]) -> int:
    """Store rows (a table's name, and values by column); how many."""
    shapes: dict[tuple[str, ...], _Shape] = {}
    dialect = database.engine.dialect
    turned = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    moment = lru_cache(maxsize=64)(turned) if turned else None
    count = 0
    with database.engine.connect() as connection, _loosely(connection, database) as write:
        for name, row in rows:
            # Rows of one kind name the same columns: only these are written.
            key = name, *row
            shape = shapes.get(key)
            if shape is None:
                shape = shapes[key] = _Shape(SHEETS[name], tuple(row), dialect, moment)
            shape.pending.append(shape.values(row))
            count += 1
            if len(shape.pending) == AT_ONCE:
                write(shape)
        for left in shapes.values():
            write(left)
    return count


class _Shape:
    """Rows of a table that name the same columns, and what turns a value into the database's."""

    def __init__(
        self,
        sheet: Sheet,
        named: tuple[str, ...],
        dialect: Dialect,
        moment: Callable[[Any], Any] | None,
    ) -> None:
        given = {
            column.name: column.default.arg
            for column in sheet.columns
            if isinstance(column.default, ScalarElementColumnDefault) and column.name not in named
        }
        self.table, self.columns = sheet.name, (*named, *given)
        self.pending: list[tuple[Any, ...]] = []
        self._converts = [_converter(sheet.columns[name], dialect, moment) for name in self.columns]
        self._given = tuple(given.values())

    def values(self, row: Row) -> tuple[Any, ...]:
        """As it is stored, in the order of `columns`."""
        values = (*row.values(), *self._given)
        return tuple(
            [
                value if value is None or convert is None else convert(value)
                for convert, value in zip(self._converts, values, strict=True)
            ]
        )

    def taken(self) -> list[tuple[Any, ...]]:
        """What is pending, which is nothing then."""
        rows, self.pending = self.pending, []
        return rows


def _converter(
    column: Column[Any], dialect: Dialect, moment: Callable[[Any], Any] | None
) -> Callable[[Any], Any] | None:
    """Moments, sentences and whole messages come again and again: what became of them is
    kept."""
    if isinstance(column.type, UtcDateTime):
        return moment
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    if convert is None:
        return None
    if isinstance(column.type, Encrypted):
        return lru_cache(maxsize=64)(convert)
    return _again(convert) if isinstance(column.type, EncryptedJson | JSON) else convert


def _again(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same, and not once more for the object that it was given last."""
    last: tuple[Any, Any] = (None, None)

    def kept(value: Any) -> Any:
        nonlocal last
        if last[0] is not value:
            last = value, convert(value)
        return last[1]

    return kept


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

    def write(shape: _Shape) -> None:
        columns = ",".join(f'"{name}"' for name in shape.columns)
        marks = ",".join("?" * len(shape.columns))
        into = f'INSERT INTO "{shape.table}" ({columns}) VALUES ({marks})'
        raw.executemany(into, shape.taken())

    yield write


@contextmanager
def _postgresql(raw: psycopg.Connection) -> Iterator[Write]:
    raw.execute("BEGIN")
    raw.execute("SET LOCAL session_replication_role = replica")
    raw.execute("SET LOCAL synchronous_commit = off")

    def write(shape: _Shape) -> None:
        columns = sql.SQL(",").join(sql.Identifier(name) for name in shape.columns)
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(shape.table), columns)
        with raw.cursor() as cursor, cursor.copy(copy) as pipe:
            for row in shape.taken():
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
