"""What a provider later said of a message: in any order, any number of times, even before
our own record of having sent it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.orm import Session

from flows.messages import Channel
from storage.database import lock_name
from storage.statements import dialect_of, run
from storage.tables import Outbox, Receipt
from storage.upsert import insert_for

RANK = {"sent": 1, "failed": 2, "undelivered": 3, "delivered": 4, "read": 5}
"""A message's delivery only ever climbs. What arrived, arrived: `delivered` beats a failure
that was reported before or after it."""
FAILURES = ("failed", "undelivered")
REPORTING = frozenset({Channel.WHATSAPP})
"""Channels whose provider tells later what became of a message. Telegram does not."""

_EARLIER = (
    select(Receipt.status, Receipt.error_code)
    .where(Receipt.channel == bindparam("of"), Receipt.provider_id == bindparam("name"))
    .where(Receipt.status.in_(RANK))
)


@dataclass(frozen=True, slots=True)
class Early:
    """What receipts said before the message was recorded as sent."""

    status: str
    error_code: str


def record(
    session: Session, channel: str, provider_id: str, status: str, error_code: str, at: datetime
) -> int | None:
    """Keep a receipt; the outbox row whose delivery it changed.

    None when nothing changed: it was known, something better is known, or the message itself
    is not recorded yet (`storage.outbox.mark_sent` then picks the receipt up).
    """
    _alone(session, channel, provider_id)
    named = {"channel": channel, "provider_id": provider_id}
    receipt = {**named, "status": status, "error_code": error_code, "at": at}
    new = run(session, _kept(dialect_of(session)), receipt).scalar()
    if new is None or status not in RANK:
        return None
    values = {"of": channel, "name": provider_id, **_why(status, error_code)}
    return cast(
        int | None, run(session, _climbed(status, bool(_why(status, error_code))), values).scalar()
    )


@cache
def _kept(dialect: str) -> Executable:
    return (
        insert_for(dialect, Receipt)
        .on_conflict_do_nothing(index_elements=["channel", "provider_id", "status"])
        .returning(Receipt.id)
    )


@cache
def _climbed(status: str, because: bool) -> Executable:
    """The delivery moves on to that status, from any below it; with the reason or without."""
    below = [known for known, rank in RANK.items() if rank < RANK[status]]
    why: dict[str, Any] = {"reason": bindparam("reason")} if because else {}
    return (
        update(Outbox)
        .where(Outbox.channel == bindparam("of"), Outbox.provider_id == bindparam("name"))
        .where(Outbox.delivery.in_(["", *below]))
        .values(delivery=status, **why)
        .returning(Outbox.id)
    )


def earlier(session: Session, outbox_id: int, channel: str, provider_id: str) -> Early | None:
    """Apply to a message just recorded as sent what came before; the best of it."""
    if channel not in REPORTING:
        return None
    _alone(session, channel, provider_id)
    rows = run(session, _EARLIER, {"of": channel, "name": provider_id})
    if not rows:
        return None
    status, error_code = max(rows, key=lambda row: RANK[row[0]])
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id)
        .values(delivery=status, **_why(status, error_code))
    )
    return Early(status, error_code)


def _why(status: str, error_code: str) -> dict[str, str]:
    return {"reason": error_code} if status in FAILURES and error_code else {}


def _alone(session: Session, channel: str, provider_id: str) -> None:
    """A receipt and the record of sending, at the same moment, must see one another."""
    lock_name(session, f"receipt {channel} {provider_id}")
