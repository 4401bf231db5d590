"""The database: how it is opened, how a transaction is made, which errors pass by themselves.

SQLite: one writer at a time. A write transaction starts with BEGIN IMMEDIATE, because the
driver's own way runs a SELECT before the transaction and loses updates silently; a lock of
this process queues its threads fairly enough that none of them meets SQLite's busy polling.
PostgreSQL: READ COMMITTED; whoever changes a person's things locks their row first.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import (
    URL,
    Connection,
    Dialect,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from storage.secrets import Keyring
from storage.tables import Contact

BUSY = 5.0
"""Seconds a writer waits for another one before it counts as busy."""
RESTED = 1.0
"""Seconds after which a connection to PostgreSQL is asked whether it is still there."""
READS, USED = "sambung_reads", "used"
POSTGRESQL: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]
_WRITERS: dict[str, threading.Lock] = {}
"""One lock per SQLite file: two `Database` objects of one process share it."""

SQLITE_PASSES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
POSTGRES_PASSES = {
    "55P03", "25P03", "53100", "53200", "53300", "57P01", "57P02", "57P03", "57P05"
}  # fmt: skip
"""Lock not available, idle too long, out of disk, memory or connections, shutting down."""
POSTGRES_PASSING_CLASSES = ("08", "40")
"""Connection lost; deadlock and serialization failure."""


class Busy(OperationalError):
    """Nobody let us in within `BUSY` seconds: another thread of this process kept SQLite, or
    every connection to PostgreSQL is in use. Also what a write inside a write meets, which is
    a mistake of the caller."""

    def __init__(self, words: str) -> None:
        super().__init__(None, None, TimeoutError(words))


DATABASE_FAILURES = (DBAPIError, PoolTimeout, Busy)
"""All that a database can raise at us; `is_transient` tells which of it passes."""


def is_transient(error: BaseException) -> bool:
    """Whether the same transaction may succeed when tried again: it was the database's state
    (busy, deadlock, connection lost, disk full), not what we asked for."""
    if isinstance(error, Busy | PoolTimeout):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(cause, sqlite3.OperationalError):
        # The low byte is the primary result code.
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_PASSES
    if isinstance(cause, psycopg.OperationalError):
        code = cause.sqlstate
        return code is None or code in POSTGRES_PASSES or code[:2] in POSTGRES_PASSING_CLASSES
    return False


class Database:
    """An open database; make one with `connect`, share it between threads."""

    def __init__(self, engine: Engine, keys: Keyring) -> None:
        self.engine = engine
        self.keys = keys
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._lock = _writer_of(engine.url) if self.is_sqlite else None
        reader = engine.execution_options(**{READS: True, "postgresql_readonly": True})
        if self.is_sqlite:
            reader = engine.execution_options(**{READS: True})
        self._writing = sessionmaker(engine, expire_on_commit=False)
        self._reading = sessionmaker(reader, expire_on_commit=False)

    def __repr__(self) -> str:
        return f"<Database {self.engine.url.render_as_string(hide_password=True)}>"

    @property
    def url(self) -> str:
        """What to give to another process; holds the password."""
        return self.engine.url.render_as_string(hide_password=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on an error.

        Raises `Busy` when another thread keeps SQLite for too long; never nest it.
        """
        with self.alone(), _patience(), self._writing.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one state and may not write."""
        with _patience(), self._reading() as session:
            yield session

    @contextmanager
    def alone(self, seconds: float = BUSY) -> Iterator[None]:
        """This process's turn to write to SQLite; nothing on PostgreSQL."""
        if self._lock is None:
            yield
            return
        if not self._lock.acquire(timeout=seconds):
            raise Busy(f"no turn to write within {seconds:g} s")
        try:
            yield
        finally:
            self._lock.release()

    def apart(self) -> Connection:
        """A connection outside the pool, each statement by itself: closing it ends its session.
        Raises what SQLAlchemy raises."""
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection

    def ping(self) -> None:
        """Ask it anything; raises what SQLAlchemy raises when it does not answer."""
        with self.read() as session:
            session.execute(select(1))

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()


def connect(url: str, keyring: Keyring) -> Database:
    """Open `sqlite:///file` or `postgresql://...` (also `postgres://`).

    Nothing is sent yet. Raises `ValueError` for another kind of address; its text never
    holds the address, which may hold a password.
    """
    address = _address(url)
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)
    # storage.columns finds the keys here.
    engine.dialect.sambung_keys = keyring  # type: ignore[attr-defined]
    return Database(engine, keyring)


def lock_contact(session: Session, contact_id: int) -> None:
    """Until this transaction ends, nobody else handles this contact.

    The lock lets foreign keys of other transactions through, so that notices can be
    inserted for a person who is just talking. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            select(Contact.id).where(Contact.id == contact_id).with_for_update(key_share=True)
        )


def lock_name(session: Session, name: str) -> None:
    """Until this transaction ends, nobody else holds `name`. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


@contextmanager
def _patience() -> Iterator[None]:
    """A full pool is one more way of being busy, so that callers have one thing to catch."""
    try:
        yield
    except PoolTimeout:
        raise Busy("no connection was free") from None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise ValueError("the database address cannot be read") from None
    kind = address.drivername.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and address.database and address.database != ":memory:":
        return address.set(drivername="sqlite+pysqlite")
    raise ValueError("the database address must be sqlite:///FILE or postgresql://...")


def _writer_of(url: URL) -> threading.Lock:
    return _WRITERS.setdefault(str(Path(url.database or "").resolve()), threading.Lock())


def _sqlite(address: URL) -> Engine:
    file = Path(address.database or "")
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Its -wal and -shm take over this mode.
        file.touch(mode=0o600)
    engine = create_engine(
        address,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": BUSY},
        pool_size=16,
        max_overflow=-1,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    plain: Any = connection.connection.dbapi_connection
    try:
        # The driver's own: SQLAlchemy's execution costs ten times as much, for every transaction.
        plain.execute(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
        plain.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        raise OperationalError(None, None, error, hide_parameters=True) from error


def _postgresql(address: URL) -> Engine:
    wanted: dict[str, Any] = {
        "connect_timeout": 5,
        "application_name": "sambung",
        # A lost client must not keep a person's row locked.
        "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
    }
    engine = create_engine(
        address,
        hide_parameters=True,
        connect_args={k: v for k, v in wanted.items() if k not in address.query},
        pool_size=10,
        max_overflow=10,
        pool_timeout=BUSY,
        pool_recycle=1800,
    )
    event.listen(engine, "checkin", _used)
    event.listen(engine, "checkout", _still_there)
    return engine


def _used(_plain: object, record: ConnectionPoolEntry) -> None:
    record.info[USED] = time.monotonic()


def _still_there(
    plain: DBAPIConnection, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """Whether a connection that has rested still answers; asked each time it would cost as much
    as a statement of every turn. One that breaks in use is tried again with another."""
    used = record.info.get(USED)
    if used is None or time.monotonic() - used < RESTED:
        return
    try:
        POSTGRESQL.do_ping(plain)
    except psycopg.Error as error:
        raise InvalidatePoolError from error
