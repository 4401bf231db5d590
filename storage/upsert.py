"""INSERT .. ON CONFLICT, which both databases know and SQLAlchemy spells twice."""

from __future__ import annotations

from typing import cast

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Table


def insert(session: Session, table: type[Table]) -> postgresql.Insert:
    """An INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`.

    Typed as PostgreSQL's; SQLite's has the same methods. Ask by RETURNING whether a row was
    written: psycopg's row count does not say.
    """
    return insert_for(session.get_bind().dialect.name, table)


def insert_for(dialect: str, table: type[Table]) -> postgresql.Insert:
    """The same for a statement that is built once."""
    if dialect == "postgresql":
        return postgresql.insert(table)
    return cast(postgresql.Insert, sqlite.insert(table))
