"""The schema that migrations make is the schema that the tables say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage import jobs
from storage.areas import city
from storage.database import Database, connect
from storage.migrate import Broken, config, migrate, newest, ours, revision
from storage.secrets import Keyring
from storage.tables import Table

ONLY_SQLITE = pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
"""PostgreSQL cannot let go of its foreign keys."""
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
}


@pytest.fixture
def fresh(fresh_url: str, keyring: Keyring) -> Iterator[Database]:
    """A database without a table."""
    opened = connect(fresh_url, keyring)
    yield opened
    opened.close()


def _indexes(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text(INDEXES[connection.dialect.name]))
    return {row[0]: row[1] for row in rows}


def test_the_migrated_schema_is_the_one_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": ours}
        )

        assert compare_metadata(context, Table.metadata) == []


def test_indexes_are_the_same_with_their_conditions(fresh: Database) -> None:
    migrate(fresh)
    with fresh.engine.begin() as connection:
        migrated = _indexes(connection)
        Table.metadata.drop_all(connection)
        Table.metadata.create_all(connection)

        assert migrated == _indexes(connection)


def test_a_fresh_database_has_no_revision_and_a_migrated_one_the_newest(fresh: Database) -> None:
    before = revision(fresh)
    migrate(fresh)

    assert (before, revision(fresh)) == (None, newest())


def test_four_that_start_at_once_all_find_the_newest_schema(
    fresh_url: str, keyring: Keyring
) -> None:
    databases = [connect(fresh_url, keyring) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, databases))
    found = {revision(database) for database in databases}
    for database in databases:
        database.close()

    assert found == {newest()}


def test_migrating_again_keeps_what_is_there(database: Database) -> None:
    migrate(database)

    with database.read() as session:
        assert len(city(session, "35.76").districts) == 3


@ONLY_SQLITE
def test_foreign_keys_hold_again_after_migrating(fresh: Database) -> None:
    migrate(fresh)

    with fresh.read() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


@ONLY_SQLITE
def test_a_migration_that_leaves_orphans_is_refused(fresh: Database) -> None:
    migrate(fresh)
    with fresh.engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO area_alias (area_code, alias) VALUES ('nowhere', 'x')")
        connection.invalidate()

    with pytest.raises(Broken):
        migrate(fresh)


def test_the_first_migration_can_be_taken_back(fresh: Database) -> None:
    migrate(fresh)
    with fresh.engine.begin() as connection:
        command.downgrade(config(connection), "base")

        assert inspect(connection).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("fresh_url", ["postgresql"], indirect=True)
def test_jobs_that_were_open_go_along_to_procrastinate(fresh: Database) -> None:
    with fresh.engine.begin() as connection:
        command.upgrade(config(connection), "0004")
        for subject_id, status in enumerate(("waiting", "running", "done")):
            connection.execute(
                text(
                    "INSERT INTO job VALUES"
                    " (:id, 'fetch', :id, :status, 0, NULL, NULL, '', '', now())"
                ),
                {"id": subject_id, "status": status},
            )
    migrate(fresh)

    with fresh.write() as session:
        assert jobs.waiting(session, datetime.now(UTC)) == 2
        assert not jobs.order(session, "fetch", 1, datetime.now(UTC))
