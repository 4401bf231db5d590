"""What a person's own word does to the messages that wait for them."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from flows.messages import Lane
from storage.noted import note_standing
from storage.statements import run
from storage.tables import Outbox

REPLACED = "replaced"
_STANDING = select(Outbox.id, Outbox.status).where(
    Outbox.address_id == bindparam("of"),
    Outbox.status.in_(("waiting", "sending", "held")),
    Outbox.lane != int(Lane.CALLBACK),
)


def listen(session: Session, address_id: int) -> None:
    """The person wrote: replies that waited a moment for a better one are dropped, and what
    was held for them gets back in line."""
    whose = {"of": address_id}
    rows = run(session, _STANDING, whose)
    statuses = {row.status for row in rows}
    if "waiting" in statuses:
        drop_pending_holds(session, address_id)
    if "held" in statuses:
        wake_held(session, address_id)
    if statuses - {"sending"}:
        rows = run(session, _STANDING, whose)
    note_standing(session, frozenset(row.id for row in rows))


def held_for(session: Session, address_id: int) -> list[Outbox]:
    """What is held for that address, oldest first."""
    rows = select(Outbox).where(Outbox.address_id == address_id, Outbox.status == "held")
    return list(session.scalars(rows.order_by(Outbox.id)))


def wake_held(session: Session, address_id: int) -> int:
    """The person wrote: what was held for them gets back in line; how many."""
    woken = session.scalars(
        update(Outbox)
        .where(Outbox.address_id == address_id, Outbox.status == "held")
        .values(status="waiting", reason="", not_before=None)
        .returning(Outbox.id)
    )
    return len(woken.all())


def drop_pending_holds(session: Session, address_id: int) -> int:
    """Replies that waited a moment for a better one are not needed any more; how many."""
    dropped = session.scalars(
        update(Outbox)
        .where(Outbox.address_id == address_id, Outbox.status == "waiting")
        .where(Outbox.lane == Lane.REPLY, Outbox.reason == "", Outbox.not_before.is_not(None))
        .values(status="dropped", reason=REPLACED)
        .returning(Outbox.id)
    )
    return len(dropped.all())


def drop_held_replies(session: Session, address_id: int) -> int:
    """A talk was given up: its questions that could not be sent are not needed any more; how
    many."""
    dropped = session.scalars(
        update(Outbox)
        .where(Outbox.address_id == address_id, Outbox.status == "held")
        .where(Outbox.lane == Lane.REPLY, Outbox.notice == "")
        .values(status="dropped", reason=REPLACED)
        .returning(Outbox.id)
    )
    return len(dropped.all())
