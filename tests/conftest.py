"""Shared by all tests: two databases, the keys, and a moment that does not move.

`database` gives a test an empty, migrated database, once on SQLite and once on PostgreSQL;
`fresh_url` the address of one without any table. See tests/postgres.py for the server.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from storage.database import Database, connect
from storage.migrate import migrate
from storage.secrets import Keyring
from storage.tables import Table
from tests import compiled, postgres

RUN = pytest.StashKey[str]()
KINDS = ("sqlite", "postgresql")
LOADED = ("area", "area_alias", "catalogue_entry")
"""Tables that `migrate` fills; they keep their rows between tests."""
PROCRASTINATES = ("procrastinate_events", "procrastinate_jobs", "procrastinate_workers")
CHANGED = "DELETE FROM catalogue_entry WHERE origin <> 'release' OR version > 1"
"""What a test changed in them."""


def pytest_configure(config: pytest.Config) -> None:
    """One name for the run, known to all its workers; the first process watches the server."""
    worker = getattr(config, "workerinput", None)
    config.stash[RUN] = worker["testrunuid"] if worker else uuid4().hex
    if worker is None:
        if hasattr(config.option, "testrunuid"):
            config.option.testrunuid = config.stash[RUN]
        watch = ExitStack()
        watch.enter_context(postgres.watched(config.stash[RUN]))
        config.add_cleanup(watch.close)


def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: much of the time is spent waiting for processes and databases."""
    return (os.cpu_count() or 1) * 3 // 2 or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The kills take longest and begin first, so that nothing waits for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("kill") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have to tell (`record_property("told", ...)`), also by way of a worker."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, words in report.user_properties:
            if name == "told" and report.when == "call":
                terminalreporter.line(str(words))


@pytest.fixture
def now() -> datetime:
    """A Monday, 14.00 WIB."""
    return datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring.from_secrets("a secret that only the tests know about")


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of a PostgreSQL server on which databases may be made."""
    try:
        with postgres.server(pytestconfig.stash[RUN]) as address:
            yield address
    except postgres.Missing as reason:
        pytest.skip(f"no PostgreSQL: {reason}")


@pytest.fixture(scope="session")
def migrated_postgres(
    postgres_server: str, keyring: Keyring, pytestconfig: pytest.Config
) -> Iterator[str]:
    """This worker's database on the server."""
    with postgres.made(postgres_server, f"sambung_{_worker(pytestconfig)}") as url:
        _migrated(url, keyring)
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A file to copy."""
    file = tmp_path_factory.mktemp("template") / "sambung.db"
    _migrated(f"sqlite:///{file}", keyring)
    return file


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path, keyring: Keyring) -> str:
    """The address of a migrated, empty database, to be opened by several or by a process."""
    if request.param == "sqlite":
        file = tmp_path / "sambung.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), file)
        return f"sqlite:///{file}"
    url: str = request.getfixturevalue("migrated_postgres")
    _empty(url, keyring)
    return url


@pytest.fixture
def database(database_url: str, keyring: Keyring) -> Iterator[Database]:
    """A migrated, empty database, once of each kind."""
    opened = compiled.shared(connect(database_url, keyring))
    yield opened
    opened.close()


@pytest.fixture(params=KINDS)
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'fresh.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    with postgres.made(server, f"sambung_fresh_{_worker(request.config)}") as url:
        yield url


def _worker(config: pytest.Config) -> str:
    """Apart from every other worker, and from other runs on a server that was named."""
    return f"{config.stash[RUN][:12]}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def _migrated(url: str, keyring: Keyring) -> None:
    opened = connect(url, keyring)
    migrate(opened)
    opened.close()


EMPTY = """
DO $$
DECLARE
    name text;
    found boolean;
BEGIN
    SET LOCAL session_replication_role = replica;  -- foreign keys look away
    FOREACH name IN ARRAY ARRAY[{names}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO found;
        IF found THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
    PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'
        AND relname <> ALL (ARRAY[{kept}]);
END $$"""
"""Five times as quick as TRUNCATE, which makes new files for every table."""


def _empty(url: str, keyring: Keyring) -> None:
    all_of_them = (*Table.metadata.tables, *PROCRASTINATES)
    names = ", ".join(f"'{name}'" for name in all_of_them if name not in LOADED)
    kept = ", ".join(f"'{name}_id_seq'" for name in LOADED)
    opened = connect(url, keyring)
    with opened.write() as session:
        session.execute(text(EMPTY.format(names=names, kept=kept)))
        session.execute(text(CHANGED))
    opened.close()
