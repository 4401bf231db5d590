"""A right that one process has, another one takes over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from storage.database import Database, connect
from storage.lease import Lease
from storage.secrets import Keyring


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
