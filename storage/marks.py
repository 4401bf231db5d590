"""Moments up to which something was done, e.g. when Twilio was last asked what we missed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Mark
from storage.upsert import insert


def get_mark(session: Session, name: str) -> datetime | None:
    """The moment, or none while it was never set."""
    return session.scalar(select(Mark.at).where(Mark.name == name))


def set_mark(session: Session, name: str, at: datetime) -> None:
    """Set the moment, whatever it was."""
    statement = insert(session, Mark).values(name=name, at=at)
    session.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"at": statement.excluded.at})
    )


def move_mark(session: Session, name: str, at: datetime, *, older_than: datetime) -> bool:
    """Set the moment unless it lies at or after `older_than`; whether this call did it.

    Of several processes that try at once one moves it.
    """
    statement = insert(session, Mark).values(name=name, at=at)
    moved = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"at": statement.excluded.at},
        where=Mark.at < older_than,
    )
    return session.scalar(moved.returning(Mark.name)) is not None
