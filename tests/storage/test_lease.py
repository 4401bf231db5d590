"""A right that one process has, another one takes over."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from storage.database import Database, connect
from storage.lease import Lease
from storage.secrets import Keyring

PATIENCE = 30.0
"""Seconds for what takes two."""


@pytest.fixture
def other(database_url: str, keyring: Keyring) -> Iterator[Database]:
    """The same database, as another process has it open."""
    opened = connect(database_url, keyring)
    yield opened
    opened.close()


def test_one_has_it_until_it_gives_it_back(database: Database, other: Database) -> None:
    mine, theirs = Lease(database, "sender"), Lease(other, "sender")
    assert (mine.take(), mine.take(), theirs.take()) == (True, True, False)
    mine.release()
    assert theirs.take()
    theirs.release()


def test_rights_of_different_names_are_apart(database: Database, other: Database) -> None:
    mine, theirs = Lease(database, "sender-telegram"), Lease(other, "sender-whatsapp")
    assert (mine.take(), theirs.take()) == (True, True)
    mine.release()
    theirs.release()


def test_who_shares_it_is_in_nobodys_way_but_of_who_wants_it_alone(
    database: Database, other: Database
) -> None:
    mine, theirs = (Lease(one, "polling", shared=True) for one in (database, other))
    alone = Lease(other, "polling")
    assert (mine.take(), theirs.take(), alone.take()) == (True, True, False)
    mine.release()
    assert not alone.take()
    theirs.release()
    assert alone.take()
    assert not mine.take()
    alone.release()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_lost_connection_loses_it_and_it_can_be_had_again(
    database: Database, other: Database
) -> None:
    mine, theirs = Lease(database, "sender"), Lease(other, "sender")
    assert mine.take()
    with other.write() as session:
        held = (
            "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND classid = 1935"
        )
        session.execute(text(f"SELECT pg_terminate_backend(pid, 5000) FROM ({held}) AS held"))
    assert not mine.take()
    assert theirs.take()
    theirs.release()
    assert mine.take()
    mine.release()


ASKING = """
import sys, time
from datetime import timedelta
from storage.database import connect
from storage.lease import Lease
from storage.secrets import Keyring

mine = Lease(connect(sys.argv[1], Keyring.from_secrets("k" * 40)), "sender",
             silent=timedelta(seconds=2))
assert mine.take()
print("taken", flush=True)
while True:
    time.sleep(0.1)
    print(mine.take(), flush=True)
"""
"""A leader in a process of its own, which asks for its lease again and again."""


@pytest.mark.kill
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_process_that_is_stopped_and_not_ended_loses_it(
    database_url: str, other: Database
) -> None:
    words = [sys.executable, "-c", ASKING, database_url]
    theirs = Lease(other, "sender")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as leader:
        assert leader.stdout is not None
        assert leader.stdout.readline() == "taken\n"
        assert not theirs.take()
        leader.send_signal(signal.SIGSTOP)
        try:
            until(theirs.take)
            leader.send_signal(signal.SIGCONT)
            assert any(line == "False\n" for line in leader.stdout)
        finally:
            leader.kill()
    theirs.release()


def until(true: Callable[[], bool]) -> None:
    """Look again and again; fails when it never comes true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
