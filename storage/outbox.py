"""The send queue, and what became of each message. Who may leave next is `storage.line`.

A message is `waiting`, `sending` (a worker has it), `sent`, `held` (until something happens
that has no time), `failed` or `dropped`; `reason` says why. A waiting row without a reason
whose `not_before` is still to come is not in line, nor is one that was put aside (`quiet`,
`settling`); one with another reason came back and keeps its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from flows.messages import Lane, Outgoing
from storage.columns import UtcDateTime
from storage.line import ASIDE, OPEN, RELEASED, RESPONSE, Claimed, claim, due
from storage.noted import Put, note
from storage.receipts import Early, earlier
from storage.statements import run
from storage.tables import Outbox, StaffGroup

__all__ = [
    "Backlog",
    "Claimed",
    "backlog",
    "claim",
    "give_up",
    "group_query",
    "hold",
    "mark_sent",
    "next_aside",
    "pending",
    "postpone",
    "put",
    "release",
    "reroute",
    "retry_later",
    "set_aside",
]

PACING = "pacing"

_PUT = insert(Outbox).returning(Outbox.id)
_WAITS = select(Outbox.id).where(Outbox.status.in_(OPEN), Outbox.status == "waiting").limit(1)
_SENT = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"), Outbox.status != "sent")
    .values(
        status="sent",
        provider_id=bindparam("name"),
        sent_at=bindparam("at", type_=UtcDateTime()),
        claimed_by="",
    )
    .returning(Outbox.channel)
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What stands in line."""

    channel: str
    lane: Lane
    waiting: int
    oldest: timedelta


def put(  # noqa: PLR0913  the columns of the row
    session: Session,
    *,
    channel: str,
    outgoing: Outgoing,
    lane: Lane,
    now: datetime,
    address_id: int | None = None,
    group_id: int | None = None,
    not_before: datetime | None = None,
    notice: str = "",
    case_id: int | None = None,
    status: str = "waiting",
    reason: str = "",
) -> int:
    """Store a message for one address or one group; its id.

    `status` is `waiting`, `held` (with its `reason`), or `sent` for an answer that rides in
    the webhook's response. Raises `ValueError` unless there is exactly one recipient.
    """
    if (address_id is None) is (group_id is None):
        raise ValueError("a message goes to one address or to one group")
    row = {
        "channel": channel,
        "address_id": address_id,
        "group_id": group_id,
        "lane": int(lane),
        "content": outgoing.to_json(),
        "notice": notice or outgoing.notice,
        "case_id": case_id,
        "created_at": now,
        "not_before": not_before,
        "status": status,
        "reason": reason,
        "sent_at": now if status == "sent" else None,
    }
    stored: int = run(session, _PUT, row).scalar_one()
    held = not_before is not None or status != "waiting"
    note(session, Put(stored, channel, address_id, lane, outgoing, held))
    return stored


def pending(session: Session, address_id: int) -> bool:
    """Whether anything for that address is in line or on its way."""
    found = exists().where(
        Outbox.address_id == address_id,
        Outbox.status.in_(OPEN),
        Outbox.reason.not_in(ASIDE[1:]),
    )
    return bool(session.scalar(select(found)))


def anything_waits(session: Session) -> bool:
    """Whether any message waits to be sent."""
    return bool(run(session, _WAITS))


def mark_sent(session: Session, outbox_id: int, provider_id: str, now: datetime) -> Early | None:
    """The provider accepted it. What receipts said that came before this record, if any."""
    values = {"of": outbox_id, "name": provider_id, "at": now}
    channel: str | None = run(session, _SENT, values).scalar()
    return earlier(session, outbox_id, channel, provider_id) if channel else None


def retry_later(session: Session, outbox_id: int, until: datetime, reason: str) -> None:
    """Try again at `until`; it keeps its place, and the person's later messages wait for it."""
    _leave(session, outbox_id, "waiting", reason or "later", not_before=until)


def postpone(session: Session, outbox_id: int, until: datetime) -> None:
    """Our own pacing says later: as `retry_later`, but this was no attempt."""
    _leave(session, outbox_id, "waiting", PACING, not_before=until, attempts=Outbox.attempts - 1)


def set_aside(session: Session, outbox_id: int, until: datetime, reason: str) -> None:
    """Out of the line until then (`quiet`, `settling`): this was no attempt, and the person's
    other messages do not wait for it."""
    _leave(session, outbox_id, "waiting", reason, not_before=until, attempts=Outbox.attempts - 1)


def next_aside(session: Session, now: datetime) -> datetime | None:
    """When the next message that was put aside is due."""
    aside = select(func.min(Outbox.not_before)).where(
        Outbox.status == "waiting", Outbox.reason.in_(ASIDE[1:]), Outbox.not_before > now
    )
    return session.scalar(aside)


def give_up(session: Session, outbox_id: int, reason: str) -> None:
    """It will never be sent."""
    _leave(session, outbox_id, "failed", reason)


def hold(session: Session, outbox_id: int, reason: str) -> None:
    """It waits for something that has no time (`window`: the person's next message)."""
    _leave(session, outbox_id, "held", reason, not_before=None)


def reroute(session: Session, outbox_id: int, channel: str, address_id: int, reason: str) -> None:
    """Send it by another channel of the same contact instead; attempts count anew."""
    _leave(
        session,
        outbox_id,
        "waiting",
        reason,
        channel=channel,
        address_id=address_id,
        not_before=None,
        attempts=0,
    )


def release(session: Session, channel: str, worker_prefix: str = "", spare: str = "") -> int:
    """Free at once what dead workers had claimed; how many. Only for who leads the channel.

    What rides in a response is nobody's but that response's until its short claim runs out.
    `spare` is the caller's own worker name: what its living threads have on their way (it may
    have lost the lead for a moment) would otherwise be sent twice. So a name must not come
    back after a restart, as a process id does in a container.
    """
    freed = session.scalars(
        update(Outbox)
        # In the words of the index that holds the open ones, so that no other serves as well.
        .where(Outbox.channel == channel, Outbox.lane >= 0, Outbox.status.in_(OPEN))
        .where(Outbox.status == "sending")
        .where(Outbox.claimed_by.startswith(worker_prefix, autoescape=True))
        .where(Outbox.claimed_by.not_in((spare, RESPONSE)))
        .values(status="waiting", reason=RELEASED, not_before=None, claimed_by="")
        .returning(Outbox.id)
    )
    return len(freed.all())


def backlog(session: Session, now: datetime) -> list[Backlog]:
    """What stands in line or is on its way, by channel and lane."""
    rows = session.execute(
        select(Outbox.channel, Outbox.lane, func.count(), func.min(Outbox.created_at))
        .where(Outbox.status.in_(OPEN), or_(due(Outbox, now), Outbox.reason.not_in(ASIDE)))
        .group_by(Outbox.channel, Outbox.lane)
        .order_by(Outbox.channel, Outbox.lane)
    )
    return [Backlog(channel, Lane(lane), n, now - oldest) for channel, lane, n, oldest in rows]


def group_query(channel: str, chat: str) -> Select[StaffGroup]:
    """The group with that id."""
    return select(StaffGroup).where(StaffGroup.channel == channel, StaffGroup.chat == chat)


def _leave(session: Session, outbox_id: int, status: str, reason: str, **values: Any) -> None:
    """Out of the worker's hands; nothing happens to what was sent or dropped meanwhile."""
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.status.in_(("waiting", "sending", "held")))
        .values(status=status, reason=reason, claimed_by="", **values)
    )
