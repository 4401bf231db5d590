"""What came in, each thing once; and what we could not handle, parked for another try."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, exists, select, update
from sqlalchemy.orm import Session, aliased, defer

from storage.statements import dialect_of, run
from storage.tables import Inbox
from storage.upsert import insert_for

PARKED = "parked"
DONE = "done"


def insert_once(
    session: Session,
    channel: str,
    provider_id: str,
    content: Mapping[str, Any],
    received_at: datetime,
    contact_id: int | None = None,
) -> int | None:
    """Store a message as handled; its id, or none when it was stored before.

    Of two transactions with the same message the second one waits for the first.
    """
    row = {
        "channel": channel,
        "provider_id": provider_id,
        "contact_id": contact_id,
        "received_at": received_at,
        "content": dict(content),
        "status": DONE,
    }
    stored: int | None = run(session, _insert(dialect_of(session)), row).scalar()
    return stored


@cache
def _insert(dialect: str) -> Executable:
    return (
        insert_for(dialect, Inbox)
        .on_conflict_do_nothing(index_elements=["channel", "provider_id"])
        .returning(Inbox.id)
    )


def known(session: Session, channel: str, provider_id: str) -> bool:
    """Whether that message has a row."""
    found = exists().where(Inbox.channel == channel, Inbox.provider_id == provider_id)
    return bool(session.scalar(select(found)))


def id_of(session: Session, channel: str, provider_id: str) -> int | None:
    """The row of that message, or none."""
    row = select(Inbox.id).where(Inbox.channel == channel, Inbox.provider_id == provider_id)
    return session.scalar(row)


def park(session: Session, inbox_id: int, error: str) -> None:
    """Handling failed; `error` is the class and place of what was raised, never its text."""
    _set(session, inbox_id, status=PARKED, error=error)


def settle(session: Session, inbox_id: int, contact_id: int | None, status: str) -> None:
    """Whose it was and what became of it (`done`, `dropped`)."""
    _set(session, inbox_id, contact_id=contact_id, status=status, error=None)


def parked(session: Session) -> list[Inbox]:
    """All parked messages, oldest first; their content is not opened."""
    rows = select(Inbox).where(Inbox.status == PARKED).order_by(Inbox.id)
    return list(session.scalars(rows.options(defer(Inbox.content, raiseload=True))))


def parked_row(session: Session, inbox_id: int) -> Inbox | None:
    """A parked message with its content, locked so that it is not handled twice."""
    row = select(Inbox).where(Inbox.id == inbox_id, Inbox.status == PARKED)
    return session.scalar(row.with_for_update().execution_options(populate_existing=True))


def parked_before(
    session: Session, contact_id: int, inbox_id: int, since: datetime | None = None
) -> bool:
    """Whether an earlier message of that contact (that came `since`) is parked."""
    earlier = exists().where(
        Inbox.contact_id == contact_id, Inbox.status == PARKED, Inbox.id < inbox_id
    )
    if since is not None:
        earlier = earlier.where(Inbox.received_at > since)
    return bool(session.scalar(select(earlier)))


def later_handled(session: Session, inbox_id: int) -> bool:
    """Whether a later message of the same contact was handled: then this one must not be."""
    later, this = aliased(Inbox), aliased(Inbox)
    found = (
        exists()
        .where(this.id == inbox_id, later.contact_id == this.contact_id)
        .where(later.id > this.id, later.status == DONE)
    )
    return bool(session.scalar(select(found)))


def _set(session: Session, inbox_id: int, **values: Any) -> None:
    session.execute(update(Inbox).where(Inbox.id == inbox_id).values(**values))
