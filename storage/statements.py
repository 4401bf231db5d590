"""Running statements that were built once, on the driver's own connection.

On the way of every message, building a statement, SQLAlchemy's execution of it and the session's
bookkeeping cost ten times what the database needs to answer it. So the few statements of that
way stand in their modules with `bindparam`s. Each is compiled once for each engine; after that a
run is the driver's `execute` on the session's own connection, in its transaction, with the
column types' own conversions (sealing, moments) before and after.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn, TypeVar, cast

from sqlalchemy import ColumnElement, Dialect, Executable, bindparam, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Session,
    SessionTransaction,
    make_transient_to_detached,
)
from sqlalchemy.orm.attributes import instance_dict, set_committed_value
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from storage.tables.table import Table

Convert = Callable[[Any], Any]
Hear = Callable[[str, Any], None]
"""Told the words of a statement and the values that go with them."""
T = TypeVar("T", bound=Table)


class Rows(list[Any]):
    """What a statement answered: named tuples."""

    def first(self) -> Any:
        """The first row, or none."""
        return self[0] if self else None

    def scalar(self) -> Any:
        """The first value of the first row, or none."""
        return self[0][0] if self else None

    def row_one(self) -> Any:
        """The first row. Raises `NoResultFound`."""
        if not self:
            raise NoResultFound("one row was expected")
        return self[0]

    def scalar_one(self) -> Any:
        """The first value of the first row. Raises `NoResultFound`."""
        return self.row_one()[0]


def run(session: Session, statement: Executable, values: Mapping[str, Any] | None = None) -> Rows:
    """Execute it in the session's transaction, after what the session has not written yet.

    `statement` lives as long as the program, and is always run with the same names. Objects that
    the session already holds do not learn of it: that is the caller's part. Raises what
    SQLAlchemy raises.
    """
    session.flush()
    driver = _driver_of(session)
    prepared = driver.prepared.get(statement)
    if prepared is None:
        driver.prepared[statement] = _prepare(driver.dialect, statement, values or {})
        prepared = driver.prepared[statement]  # `overheard` put its own in its place
    try:
        cursor = driver.connection.execute(prepared.words, prepared.given(values or {}))
        found = cursor.fetchall() if prepared.answers else ()
    except driver.dialect.loaded_dbapi.Error as error:
        _failed(session, driver, error)
    return Rows(map(prepared.read, found))


def brought(session: Session, kind: type[T], cells: Sequence[Any]) -> T:
    """The object of a row that was just read, all columns in the table's order, as if the
    session had loaded it; what it holds already is brought up to date."""
    values = dict(zip(_names(kind), cells, strict=True))
    key = kind.__mapper__.identity_key_from_primary_key((values["id"],))
    held = session.identity_map.get(key)
    if held is not None:
        for name, value in values.items():
            set_committed_value(held, name, value)
        return cast(T, held)
    one = kind()
    instance_dict(one).update(values)
    make_transient_to_detached(one)
    session.add(one)
    return one


@cache
def _names(kind: type[Table]) -> tuple[str, ...]:
    return tuple(kind.__mapper__.column_attrs.keys())


def entities(
    session: Session, kind: type[T], statement: Executable, values: Mapping[str, Any]
) -> list[T]:
    """The objects of a statement that selects all columns of their table."""
    return [brought(session, kind, cells) for cells in run(session, statement, values)]


def row_of(session: Session, kind: type[T], row_id: int) -> T:
    """The object with that id, as the database has it now. Raises `NoResultFound`."""
    return brought(session, kind, run(session, _by_id(kind), {"of": row_id}).row_one())


@cache
def _by_id(kind: type[Table]) -> Executable:
    columns = kind.__table__.c
    return select(*columns).where(columns["id"] == bindparam("of"))


def room_for(values: Collection[Any]) -> int:
    """How many places a list of that length is given: a power of two, so that there are few
    different statements."""
    return 1 << max(0, len(values) - 1).bit_length()


def places(column: InstrumentedAttribute[Any], name: str, room: int) -> list[ColumnElement[Any]]:
    """Places for a list of that column's values, for `column.in_`; filled by `placed`."""
    return [bindparam(f"{name}{n}", type_=column.type) for n in range(room)]


def placed(name: str, values: Collection[Any]) -> dict[str, Any]:
    """The values for these places. The last one stands where more are left, and nothing, which
    equals nothing, where there is none."""
    known = list(values) or [None]
    room = room_for(known)
    return {f"{name}{n}": known[min(n, len(known) - 1)] for n in range(room)}


@contextmanager
def overheard(dialect: Dialect, hear: Hear) -> Iterator[None]:
    """For tests and benchmarks: `hear` is told what `run` gives the driver, in sessions that
    begin inside. Otherwise this costs nothing, since nobody looks whether anybody listens."""
    before = dialect.__dict__.get(_PREPARED, {})
    dialect.__dict__[_PREPARED] = _Overheard(hear)
    try:
        yield
    finally:
        dialect.__dict__[_PREPARED] = before


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name


def leave_work(session: Session, whom: str = "") -> None:
    """Something was ordered in this transaction that somebody else will do after it: `whom`,
    or nobody in particular."""
    session.info.setdefault(_LEFT, set()).add(whom)


def left_elsewhere(session: Session) -> frozenset[str]:
    """For whom something was; the queue of messages keeps its own account."""
    return frozenset(session.info.get(_LEFT, ()))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement in the database's words, and how values go in and come out."""

    words: str
    fixed: Mapping[str, Any]
    """What the statement itself says."""
    places: tuple[str, ...] | None
    """Names in their order, where the driver counts places."""
    sent: Mapping[str, Convert]
    answers: bool
    row: Callable[[Iterable[Any]], Any]
    """Makes a named tuple of converted values."""
    got: tuple[tuple[int, Convert], ...]

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver wants them."""
        all_values = {**self.fixed, **values}
        for name, convert in self.sent.items():
            all_values[name] = convert(all_values[name])
        if self.places is None:
            return all_values
        return [all_values[name] for name in self.places]

    def read(self, answered: Any) -> Any:
        """One row."""
        if not self.got:
            return self.row(answered)
        cells = list(answered)
        for place, convert in self.got:
            cells[place] = convert(cells[place])
        return self.row(cells)


@dataclass(frozen=True, slots=True)
class _Loud:
    """A prepared statement that tells with which values it is run."""

    quiet: _Prepared
    hear: Hear

    def __getattr__(self, name: str) -> Any:
        return getattr(self.quiet, name)

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver wants them."""
        to_driver = self.quiet.given(values)
        self.hear(self.quiet.words, to_driver)
        return to_driver


class _Overheard(dict[Executable, Any]):
    """Prepared statements, each of which tells when it is run."""

    def __init__(self, hear: Hear) -> None:
        super().__init__()
        self._tell = hear

    def __setitem__(self, statement: Executable, prepared: _Prepared) -> None:
        super().__setitem__(statement, _Loud(prepared, self._tell))


@dataclass(frozen=True, slots=True)
class _Driver:
    """The connection of one (nested) transaction."""

    connection: Any
    dialect: Dialect
    within: SessionTransaction | None
    prepared: dict[Executable, _Prepared]


def _driver_of(session: Session) -> _Driver:
    """Asked anew in each nested transaction: only then does the session make its savepoint."""
    driver: _Driver | None = session.info.get(_DRIVER)
    within = session.get_nested_transaction()
    if driver is None or driver.within is not within:
        dialect = session.get_bind().dialect
        plain: DBAPIConnection | None = session.connection().connection.dbapi_connection
        prepared = dialect.__dict__.setdefault(_PREPARED, {})
        driver = session.info[_DRIVER] = _Driver(plain, dialect, within, prepared)
    return driver


def _prepare(dialect: Dialect, statement: Executable, values: Mapping[str, Any]) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(values))  # type: ignore[attr-defined]
    assert isinstance(compiled, SQLCompiler)
    fresh = ((column.key, column.default) for column in compiled.insert_prefetch)
    defaults = {name: to.arg for name, to in fresh if isinstance(to, ScalarElementColumnDefault)}
    written = compiled.construct_expanded_state({**defaults, **values})
    binds = {name: compiled.binds[name] for name in written.parameters if name in compiled.binds}
    sent = {name: _sender(bind.type, dialect) for name, bind in binds.items()}
    columns = compiled._result_columns
    got = [(place, _receiver(column.type, dialect)) for place, column in enumerate(columns)]
    return _Prepared(
        words=written.statement,
        fixed={k: v for k, v in written.parameters.items() if k not in values},
        places=tuple(written.positiontup) if written.positiontup is not None else None,
        sent={name: to for name, to in sent.items() if to is not None},
        answers=bool(columns),
        row=_row_of([column.keyname for column in columns]),
        got=tuple((place, to) for place, to in got if to is not None),
    )


def _row_of(names: list[str]) -> Callable[[Iterable[Any]], Any]:
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    made: Callable[[Iterable[Any]], Any] = row._make
    return made


def _sender(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _receiver(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)


def _failed(session: Session, driver: _Driver, error: Exception) -> NoReturn:
    """The driver's error as SQLAlchemy would raise it, without the statement's values."""
    dialect = driver.dialect
    lost = dialect.is_disconnect(error, driver.connection, None)  # type: ignore[arg-type]
    if lost:
        session.connection().invalidate(error)
        # Whatever cut this one has most likely cut the others that rest in the pool.
        session.get_bind().engine.dispose()
    raise DBAPIError.instance(
        None,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    ) from error


_LEFT, _DRIVER = "left work", "driver"
_PREPARED = "sambung_prepared"
