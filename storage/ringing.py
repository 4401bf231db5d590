"""Bells between processes on PostgreSQL: who left work rings, by NOTIFY, whoever does it.

A bell that is lost costs a moment only: everybody looks by themselves each second. It is rung
beside the transactions, never in them, where it would make all commits wait for one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, text

NAME = "sambung_bell"
"""What PostgreSQL knows it by; each database has its own."""


def ring(connection: Connection, whom: frozenset[str]) -> None:
    """Ring the senders of those channels, in all processes."""
    words = ",".join(sorted(whom))
    connection.execute(text("select pg_notify(:name, :whom)"), {"name": NAME, "whom": words})


def listen(connection: Connection) -> None:
    """From now on that connection hears the bell."""
    connection.execute(text(f"LISTEN {NAME}"))


def heard(connection: Connection, seconds: float) -> Iterator[frozenset[str]]:
    """Who is rung within that time. Raises `psycopg.Error`."""
    plain: Any = connection.connection.dbapi_connection
    for bell in cast(psycopg.Connection, plain).notifies(timeout=seconds, stop_after=1):
        yield frozenset(bell.payload.split(","))
