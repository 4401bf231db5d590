"""Answers that ride in a webhook's response: rows of the outbox in other hands than the sender's.

    aboard      stored with the turn: `sending`, by `RESPONSE`; nothing else of the person leaves
    landed      the response was handed to the platform: `sent`
    overdue     nobody recorded that within `RIDE`: the sender takes it, like any lost claim
    again       the platform brought the same message again, so it never saw the answer

`reason` names the message that is answered (`response 17`), for as long as it is answered so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from flows.messages import Lane, Outgoing
from storage.columns import UtcDateTime
from storage.line import LEASE, RESPONSE
from storage.statements import run
from storage.tables import Outbox

RIDE = timedelta(seconds=10)
"""So long a response may take to leave; after that its answer is sent like any other."""


@dataclass(frozen=True, slots=True)
class Ride:
    """An answer that was to ride in the response to a message."""

    outbox_id: int
    outgoing: Outgoing
    boarded_at: datetime
    landed_at: datetime | None


def board(session: Session, outbox_id: int, inbox_id: int, now: datetime) -> None:
    """Let a waiting answer ride in the response to that message."""
    values = {"of": outbox_id, "why": _reason(inbox_id), "at": _claimed(now)}
    run(session, _BOARD, values)


def aboard(session: Session, address_id: int, inbox_id: int) -> Ride | None:
    """What was to ride in the response to that message, if it never went another way."""
    found = run(session, _ABOARD, {"whose": address_id, "why": _reason(inbox_id)}).first()
    if found is None:
        return None
    boarded_at = found.claimed_at + LEASE - RIDE
    return Ride(found.id, Outgoing.from_json(found.content), boarded_at, found.sent_at)


def overtaken(session: Session, address_id: int, outbox_id: int) -> bool:
    """Whether the person was told, or will be, anything after that message."""
    return bool(run(session, _NEWER, {"whose": address_id, "than": outbox_id}))


def called_since(session: Session, address_id: int, moment: datetime) -> bool:
    """Whether the chat was called after that moment, by whichever process."""
    return bool(run(session, _CALLED, {"whose": address_id, "after": moment}))


def again(session: Session, ride: Ride, now: datetime) -> None:
    """It rides once more; counted like a repeated send."""
    run(session, _AGAIN, {"of": ride.outbox_id, "at": _claimed(now)})


def landed(session: Session, moments: Mapping[int, datetime]) -> None:
    """The platform was given these answers at these moments."""
    for outbox_id in sorted(moments):
        run(session, _LANDED, {"of": outbox_id, "at": moments[outbox_id]})


def named(session: Session, outbox_id: int, channel: str, provider_id: str, at: datetime) -> None:
    """The provider has it, and says under which id."""
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.channel == channel, Outbox.provider_id.is_(None))
        .where(Outbox.status.in_(("sending", "sent")), _IN_RESPONSE)
        .values(status="sent", provider_id=provider_id, sent_at=func.coalesce(Outbox.sent_at, at))
    )


def _reason(inbox_id: int) -> str:
    return f"{RESPONSE} {inbox_id}"


def _claimed(now: datetime) -> datetime:
    """So that the claim runs out `RIDE` from now, not a whole `LEASE`."""
    return now - LEASE + RIDE


_AT = bindparam("at", type_=UtcDateTime())
_IN_RESPONSE = Outbox.claimed_by == RESPONSE
_BOARD = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"))
    .values(
        status="sending",
        claimed_by=RESPONSE,
        claimed_at=_AT,
        attempts=Outbox.attempts + 1,
        reason=bindparam("why"),
    )
)
_ABOARD = (
    select(Outbox.id, Outbox.content, Outbox.claimed_at, Outbox.sent_at)
    .where(Outbox.address_id == bindparam("whose"), Outbox.reason == bindparam("why"))
    .where(Outbox.status.in_(("sending", "sent")), _IN_RESPONSE)
)
_NEWER = (
    select(Outbox.id)
    .where(Outbox.address_id == bindparam("whose"), Outbox.id > bindparam("than"))
    .where(Outbox.lane != int(Lane.CALLBACK), Outbox.status != "dropped")
    .limit(1)
)
_CALLED = (
    select(Outbox.id)
    .where(Outbox.address_id == bindparam("whose"), Outbox.claimed_by != RESPONSE)
    .where(Outbox.sent_at > bindparam("after", type_=UtcDateTime()))
    .limit(1)
)
_AGAIN = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"), _IN_RESPONSE)
    .values(claimed_at=_AT, attempts=Outbox.attempts + 1)
)
_LANDED = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"), Outbox.status == "sending", _IN_RESPONSE)
    .values(status="sent", sent_at=_AT)
)
