"""Transactions, and which errors pass by themselves."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage import staff
from storage.database import Busy, Database, connect, is_transient, lock_contact
from storage.marks import get_mark, set_mark
from storage.secrets import Keyring
from storage.tables import Consent, Contact, TicketCounter

ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_write_is_kept(database: Database, now: datetime) -> None:
    with database.write() as session:
        set_mark(session, "seen", now)

    with database.read() as session:
        assert get_mark(session, "seen") == now


def test_a_write_that_raises_leaves_nothing(database: Database, now: datetime) -> None:
    def fail() -> None:
        with database.write() as session:
            set_mark(session, "seen", now)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    with database.read() as session:
        assert get_mark(session, "seen") is None


def test_a_savepoint_rolled_back_keeps_what_came_before(database: Database, now: datetime) -> None:
    with database.write() as session:
        set_mark(session, "kept", now)
        with session.begin_nested() as savepoint:
            set_mark(session, "lost", now)
            savepoint.rollback()

    with database.read() as session:
        assert (get_mark(session, "kept"), get_mark(session, "lost")) == (now, None)


def test_a_read_may_not_write(database: Database, now: datetime) -> None:
    with pytest.raises(DBAPIError), database.read() as session:
        set_mark(session, "seen", now)


def test_writing_works_after_a_read_on_the_same_connection(
    database: Database, now: datetime
) -> None:
    for _ in range(3):
        with database.read() as session:
            get_mark(session, "seen")
        with database.write() as session:
            set_mark(session, "seen", now)


def test_rows_stay_readable_after_their_transaction(database: Database, now: datetime) -> None:
    with database.write() as session:
        contact = Contact(created_at=now)
        session.add(contact)

    assert contact.created_at == now


def test_no_update_is_lost(database: Database) -> None:
    """On SQLite every increment is read inside its write transaction."""
    with database.write() as session:
        session.add(TicketCounter(year=2026, last=0))

    def increment(_: int) -> None:
        with database.write() as session:
            counter = session.get_one(TicketCounter, 2026, with_for_update=True)
            counter.last += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(increment, range(80)))
    with database.read() as session:
        assert session.get_one(TicketCounter, 2026).last == 80


def _consent(contact_id: int, at: datetime) -> Consent:
    return Consent(
        contact_id=contact_id,
        purpose="KENARI",
        given=True,
        text_hash="",
        language="id",
        channel="",
        at=at,
    )


def _break_a_constraint(database: Database, now: datetime) -> IntegrityError:
    with pytest.raises(IntegrityError) as failed, database.write() as session:
        session.add(_consent(7, now))
    return failed.value


def test_foreign_keys_are_kept(database: Database, now: datetime) -> None:
    error = _break_a_constraint(database, now)

    assert not is_transient(error)


def test_an_error_never_shows_what_was_written(database: Database, now: datetime) -> None:
    assert "KENARI" not in str(_break_a_constraint(database, now))


def test_it_answers_a_ping(database: Database) -> None:
    database.ping()


@pytest.mark.parametrize("url", ["mysql://a:secret@b/c", "sqlite://", "secret nonsense"])
def test_another_kind_of_address_is_refused_without_being_shown(url: str, keyring: Keyring) -> None:
    with pytest.raises(ValueError, match="database address") as refused:
        connect(url, keyring)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_known_by_its_usual_names(scheme: str, keyring: Keyring) -> None:
    database = connect(f"{scheme}://user:secret@nowhere/sambung", keyring)

    assert database.url == "postgresql+psycopg://user:secret@nowhere/sambung"
    assert "secret" not in repr(database)


def test_a_database_that_is_away_is_transient(keyring: Keyring) -> None:
    database = connect("postgresql://nobody@127.0.0.1:1/none", keyring)

    with pytest.raises(DBAPIError) as failed:
        database.ping()
    assert is_transient(failed.value)


def test_a_full_disk_is_transient() -> None:
    assert is_transient(OperationalError(None, None, psycopg.errors.DiskFull()))


def test_waiting_in_vain_for_a_connection_is_transient() -> None:
    assert is_transient(PoolTimeout())


def test_a_mistake_of_ours_is_not_transient() -> None:
    assert not is_transient(ValueError())


@ON_SQLITE
def test_a_file_kept_by_another_process_is_transient(database: Database) -> None:
    with database.engine.connect() as other, other.begin(), database.engine.connect() as mine:
        mine.connection.cursor().execute("PRAGMA busy_timeout=10")
        with pytest.raises(DBAPIError) as failed:
            mine.execute(text("SELECT 1"))
        mine.invalidate()

    assert is_transient(failed.value)


@ON_SQLITE
def test_a_writer_that_gets_no_turn_is_told_busy(database: Database) -> None:
    with database.write(), pytest.raises(Busy) as failed, database.alone(0.01):
        pass

    assert is_transient(failed.value)
    assert isinstance(failed.value, DBAPIError)


def test_only_we_may_read_the_file(tmp_path: Path, keyring: Keyring) -> None:
    file = tmp_path / "folder" / "sambung.db"
    connect(f"sqlite:///{file}", keyring)

    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@ON_SQLITE
def test_sqlite_survives_a_power_cut(database: Database) -> None:
    with database.read() as session:
        settings = [
            session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert settings == ["wal", 2, 1]


@ON_POSTGRES
def test_a_deadlock_is_transient(database: Database) -> None:
    with database.write() as session:
        session.add_all([TicketCounter(year=1, last=0), TicketCounter(year=2, last=0)])
    both = threading.Barrier(2)

    def lock(years: tuple[int, int]) -> bool:
        try:
            with database.write() as session:
                session.get(TicketCounter, years[0], with_for_update=True)
                both.wait(5)
                session.get(TicketCounter, years[1], with_for_update=True)
        except DBAPIError as error:
            return is_transient(error)
        return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lock, [(1, 2), (2, 1)])) == [False, True]


@ON_POSTGRES
def test_a_connection_that_was_cut_is_transient(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed, database.read() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    assert is_transient(failed.value)
    database.ping()


@ON_POSTGRES
def test_who_stood_by_when_a_connection_was_lost_is_replaced_unnoticed(database: Database) -> None:
    with database.read() as one, database.read() as other:
        pids = [session.scalar(text("SELECT pg_backend_pid()")) for session in (one, other)]
    plain = database.url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as office:
        for pid in pids:
            office.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(DBAPIError), database.read() as session:
        staff.of_contact(session, 1)

    with database.read() as session:
        assert staff.of_contact(session, 1) is None


@ON_POSTGRES
def test_a_full_pool_is_busy(database_url: str, keyring: Keyring) -> None:
    database = connect(database_url, keyring)
    database.engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    held = [database.engine.connect() for _ in range(20)]
    with pytest.raises(Busy) as failed:
        database.ping()
    for connection in held:
        connection.close()
    database.close()

    assert is_transient(failed.value)


@ON_POSTGRES
def test_a_locked_contact_waits_but_can_be_written_about(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as mine:
        lock_contact(mine, contact)
        with database.write() as other:
            other.add(_consent(contact, now))
        with database.write() as third:
            third.execute(text("SET LOCAL lock_timeout = '20ms'"))
            with pytest.raises(DBAPIError) as failed:
                lock_contact(third, contact)
            third.rollback()

    assert is_transient(failed.value)
