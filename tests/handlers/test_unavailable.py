"""When the database is busy or away nothing is stored, and the provider brings it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import event, make_url
from structlog.testing import capture_logs

from flows.messages import Kind
from handlers import inbound
from handlers.house import House, Unavailable
from handlers.inbound import Received
from storage.tables import Contact, Inbox
from tests.handlers.people import Person
from tests.handlers.rows import rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def impatient(house: House) -> House:
    """SQLite waits a moment instead of seconds for another writer."""
    event.listen(
        house.database.engine,
        "connect",
        lambda connection, _record: connection.execute("PRAGMA busy_timeout=20").close(),
    )
    return house


@pytest.fixture
def locked(impatient: House) -> Iterator[None]:
    """Another process writes and does not end."""
    file = make_url(impatient.database.url).database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def loses_connections(house: House) -> Callable[[int], House]:
    """A house whose connections are cut just before so many commits."""
    address = make_url(house.database.url).set(drivername="postgresql")
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def losing(times: int) -> House:
        left = [times]

        def reached(point: str) -> None:
            if point == "before_commit" and left[0]:
                left[0] -= 1
                with psycopg.connect(address.render_as_string(hide_password=False)) as other:
                    other.execute(cut)

        return replace(house, reached=reached)

    return losing


@on_sqlite
@pytest.mark.usefixtures("locked")
def test_a_locked_database_is_unavailable(impatient: House, siti: Person) -> None:
    message = siti.incoming(Kind.TEXT, text="CONTOH rahasia")
    with capture_logs() as lines, pytest.raises(Unavailable) as raised:
        inbound.receive(impatient, message)
    assert "rahasia" not in str(raised.value) + str(lines)
    assert rows(impatient, Inbox) == []


@on_postgresql
def test_what_was_brought_again_is_handled(
    loses_connections: Callable[[int], House], house: House, siti: Person
) -> None:
    message = siti.incoming(Kind.TEXT, text="halo")
    with capture_logs(), pytest.raises(Unavailable):
        inbound.receive(loses_connections(3), message)
    assert (rows(house, Inbox), rows(house, Contact)) == ([], [])
    assert inbound.receive(house, message) is Received.DONE


@on_postgresql
@pytest.mark.parametrize("times", [1, 2])
def test_a_connection_that_is_lost_is_made_again(
    loses_connections: Callable[[int], House], house: House, siti: Person, times: int
) -> None:
    message = siti.incoming(Kind.TEXT, text="halo")
    assert inbound.receive(loses_connections(times), message) is Received.DONE
    assert len(rows(house, Inbox)) == 1
    assert len(siti.hears()) == 1


@on_postgresql
def test_an_unreadable_update_waits_for_the_database_too(
    loses_connections: Callable[[int], House], house: House
) -> None:
    with capture_logs(), pytest.raises(Unavailable):
        inbound.park_unreadable(loses_connections(3), "telegram", "77", {}, "KeyError")
    assert rows(house, Inbox) == []
