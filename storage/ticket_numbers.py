"""Who gives the numbers of tickets, each once."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    Executable,
    func,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from storage.database import Busy
from storage.statements import (
    dialect_of,
    run,
)
from storage.tables import (
    TicketCounter,
)
from storage.upsert import insert_for


def next_number(session: Session, year: int) -> int:
    """The next ticket counter of that year, never given twice.

    On PostgreSQL it is taken beside this transaction, in one of its own, so that nobody waits for
    the counter until this one commits; a number that is rolled back is left out. Raises `Busy`
    where no connection is free.
    """
    values = {"year": year, "last": 1}
    if dialect_of(session) == "sqlite":
        return int(run(session, _next_number("sqlite"), values).scalar_one())
    try:
        with session.get_bind().engine.connect() as beside:
            alone = beside.execution_options(isolation_level="AUTOCOMMIT")
            return int(alone.execute(_next_number("postgresql"), values).scalar_one())
    except PoolTimeout:
        raise Busy("no connection was free") from None


@cache
def _next_number(dialect: str) -> Executable:
    one_more = {"last": TicketCounter.last + 1}
    counted = insert_for(dialect, TicketCounter).on_conflict_do_update(
        index_elements=["year"], set_=one_more
    )
    if dialect == "sqlite":
        return counted.returning(TicketCounter.last)
    # Whatever commit uses the number comes later in the log, and takes this one to disk with it.
    soon = func.set_config("synchronous_commit", "off", True)
    return counted.returning(TicketCounter.last, soon)


def last_number(session: Session, year: int) -> int:
    """The ticket counter that was given last in that year; 0 where none was."""
    counter = session.get(TicketCounter, year)
    return counter.last if counter is not None else 0
