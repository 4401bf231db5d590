"""How the databases would answer: which statements read a table that grows from end to end.

A test's database is small, so the plans are asked for as if it were not: PostgreSQL may not
read whole tables where any index serves; SQLite, which knows no sizes, never does so then.
"""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event

from storage.database import Database
from storage.statements import overheard
from storage.tables import Table

SMALL = {
    "area", "area_alias", "catalogue_entry", "template", "ticket_counter", "mark",
    "staff", "staff_role", "staff_link", "staff_group", "contact_merge",
}  # fmt: skip
"""Tables that do not grow with the number of cases."""
GROWS = Table.metadata.tables.keys() - SMALL
OPEN_ONLY = {
    index.name
    for table in Table.metadata.tables.values()
    for index in table.indexes
    if any(
        index.dialect_options[kind].get("where") is not None for kind in ("sqlite", "postgresql")
    )
}
"""Indexes that hold only what is open: to read all of one is cheap."""
COARSE = {
    "channel=?",
    "((channel)::text = 'telegram'::text)",
    "((channel)::text = 'whatsapp'::text)",
}
"""What narrows a search so little that it reads half of a table."""
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\w+)(?: \((.+)\))?)?")
_OURS = re.compile(r"/(handlers|storage|webhooks|bot)/[^/]+\.py$(?<!plans\.py)")
_ASKED = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)


UNKNOWN = """
WITH gone AS (DELETE FROM pg_statistic)
UPDATE pg_class SET reltuples = -1, relpages = 0, relallvisible = 0
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"""
"""As if nothing had ever been counted, until the rollback: what PostgreSQL learnt from the rows
of earlier tests, whenever it found time to look, is not to choose the plan."""


@dataclass
class Heard:
    """Every different statement that was run, with the values of its first time."""

    statements: dict[str, Any] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    """How often each was run."""

    def note(self, statement: str, values: Any) -> None:
        """It is run with these values."""
        if _ASKED.match(statement) and not _asked_by_a_test():
            one_run = tuple(values) if isinstance(values, list) else values
            self.statements.setdefault(statement, one_run)
            self.times[statement] += 1

    def indexes(self, database: Database) -> dict[str, set[str]]:
        """By which indexes each statement finds its rows, among as many as are stored."""
        with database.engine.connect() as connection:
            by = _sqlite_indexes if database.is_sqlite else _postgresql_indexes
            found = {
                statement: set(by(connection, statement, values))
                for statement, values in self.statements.items()
            }
            connection.rollback()
        return found

    def scans(self, database: Database) -> dict[str, set[str]]:
        """Statements that read a growing table from end to end, and which."""
        found: dict[str, set[str]] = {}
        with database.engine.connect() as connection:
            if not database.is_sqlite:
                connection.exec_driver_sql("SET enable_seqscan = off")
                connection.exec_driver_sql(UNKNOWN)
            for statement, values in self.statements.items():
                plan = _sqlite if database.is_sqlite else _postgresql
                tables = set(plan(connection, statement, values)) & GROWS
                if tables:
                    found[statement] = tables
            connection.rollback()
        return found


@contextmanager
def heard(database: Database) -> Iterator[Heard]:
    """Listen to what is asked inside, by way of SQLAlchemy and of `storage.statements`."""
    listener = Heard()

    def before(_c: Any, _cursor: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if not many:
            listener.note(statement, values)

    event.listen(database.engine, "before_cursor_execute", before)
    try:
        with overheard(database.engine.dialect, listener.note):
            yield listener
    finally:
        event.remove(database.engine, "before_cursor_execute", before)


def _asked_by_a_test() -> bool:
    """The people of a test look things up that nobody else would."""
    frame = inspect.currentframe()
    while frame is not None and not _OURS.search(frame.f_code.co_filename):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.endswith("tests/handlers/people.py")


def _sqlite_indexes(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
        step = _STEP.match(row[3])
        if step and step[3]:
            yield step[3]


def _postgresql_indexes(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).one()
    yield from re.findall(r"'Index Name': '(\w+)'", str(plan))


def _sqlite(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    names = _aliases(statement)
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
        step = _STEP.match(row[3])
        if step and step[3] not in OPEN_ONLY and (step[1] == "SCAN" or step[4] in COARSE):
            yield names.get(step[2], step[2])


def _aliases(statement: str) -> dict[str, str]:
    """What SQLite calls a table that the statement gave another name."""
    return {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}


def _postgresql(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).one()
    tree = json.loads(plan) if isinstance(plan, str) else plan
    yield from _nodes(tree[0]["Plan"])


def _nodes(node: dict[str, Any]) -> Iterator[str]:
    kind, index = node["Node Type"], node.get("Index Name")
    narrowed = index in OPEN_ONLY or node.get("Index Cond", "channel=?") not in COARSE
    if kind == "Seq Scan" or (kind in {"Index Scan", "Index Only Scan"} and not narrowed):
        yield node["Relation Name"]
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)
