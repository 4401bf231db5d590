"""Bring a database to the schema of this release, and load the areas and the catalogue.

One transaction holds it all: half a migration is never seen, and of several processes that
start at once one migrates while the others wait and then find nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from storage.areas import load_areas
from storage.catalogue import load_catalogue
from storage.database import Database

PATIENCE = 600
"""Seconds to wait for another process that is migrating."""
LOCK = 5_303_576
"""PostgreSQL's advisory lock for migrations; any number of our own."""


class Broken(Exception):
    """A migration would leave rows that point at nothing; it was rolled back."""


def migrate(database: Database) -> None:
    """To the newest schema; harmless when it is already there or another process is at it.

    Raises `Broken`, or what the database raises when it cannot be reached.
    """
    with _transaction(database) as connection:
        command.upgrade(config(connection), "head")
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise Broken("foreign keys do not hold after the migration")
        with Session(connection) as session:
            load_areas(session)
            load_catalogue(session, datetime.now(UTC))
            session.flush()


def revision(database: Database) -> str | None:
    """The schema's revision; none for an empty database."""
    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def newest() -> str | None:
    """The revision that this release needs."""
    return ScriptDirectory.from_config(config()).get_current_head()


def draft(database: Database, words: str) -> None:
    """For developers: write a migration from what `database` has to what the tables say.

    Read it before it is kept; a test says when one is missing.
    """
    with _transaction(database) as connection:
        settings = config(connection)
        number = len(list(ScriptDirectory.from_config(settings).walk_revisions())) + 1
        command.revision(settings, message=words, autogenerate=True, rev_id=f"{number:04}")


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the tables say what it should be; Procrastinate's are not compared."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


@contextmanager
def _transaction(database: Database) -> Iterator[Connection]:
    with database.alone(PATIENCE), database.engine.connect() as connection:
        if database.is_sqlite:
            with _loose_sqlite(connection), connection.begin():
                yield connection
        else:
            with connection.begin():
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                yield connection


@contextmanager
def _loose_sqlite(connection: Connection) -> Iterator[None]:
    """Foreign keys off (rebuilding a table would delete the rows that point at it), and
    patience; both only take effect outside a transaction."""
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    try:
        yield
    finally:
        # Not given back to the pool: the next one must meet what storage.database set.
        connection.invalidate()
