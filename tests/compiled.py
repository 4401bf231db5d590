"""Statements that one test compiled serve the next.

An engine keeps what it compiled, by its dialect, and every test has an engine of its own: a third
of the time of tests that talk to a database went into compiling the same statements again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from storage.database import Database

_first: dict[str, Engine] = {}


def shared(database: Database) -> Database:
    """The same database, with the dialect and the compiled statements of the first of its kind."""
    first = _first.setdefault(database.engine.dialect.name, database.engine)
    if first is database.engine:
        database.ping()  # the dialect learns the server's version
    engines: tuple[Any, ...] = (
        database.engine,
        database._writing.kw["bind"],
        database._reading.kw["bind"],
    )
    for engine in engines:
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    return database
