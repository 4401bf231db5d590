"""Who may leave next: the rules of the line, which `storage.outbox` fills.

One sender per channel claims a few rows, commits, sends, records. In order of (lane, id):

- A person (an address, or a group) has one message on its way at a time: what precedes in the
  person's line goes first, and the next waits until it is accepted, held or given up.
- IN the line are waiting rows whose time has come, and waiting rows that say why they came
  back (`reason`: a provider said "later", our pacing did, a dead worker had them), even before
  their time: order is kept.
- NOT in the line are `held` rows, rows that were never claimed and whose `not_before` (a reply
  held for 3 s) has not come: they have no `reason`; and rows that were put aside until then
  (`ASIDE`: quiet hours, a notice that the next one may replace). They block nobody.
- A row that nobody recorded within `LEASE` is claimed again, once more ahead of the person's
  next ones; after that (`overdue`) it no longer holds them up.
- Answers to a tap stand outside all lines: they wait for nobody, and are worthless after 10 s.

The attempt is recorded at the claim, before anything is sent: `released` and `overdue` rows
are the ones that may reach a person twice, and can be counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from flows.messages import Lane, Outgoing
from storage.columns import UtcDateTime
from storage.database import lock_name
from storage.statements import entities, placed, places, room_for, run
from storage.tables import Outbox

LEASE = timedelta(seconds=60)
"""How long a claimed row belongs to its worker, and holds up the person's next one."""
FRESH = timedelta(seconds=10)
"""How long an answer to a tap is worth sending."""
RELEASED, OVERDUE, STALE = "released", "overdue", "stale"
QUIET, SETTLING = "quiet", "settling"
ASIDE = ("", QUIET, SETTLING)
"""Reasons of waiting rows that are out of the line until their time comes."""
RESPONSE = "response"
"""Who has a message that rides in the response to a webhook (`storage.riding`)."""
OPEN: BindParameter[Any] = bindparam(
    "open", ["waiting", "sending"], expanding=True, literal_execute=True
)
"""Written into the statement, so that the databases see that the partial indexes fit."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this worker's to send."""

    id: int
    channel: str
    lane: Lane
    address_id: int | None
    group_id: int | None
    outgoing: Outgoing
    attempts: int
    """This one included."""
    repeated: bool
    """An earlier attempt may have reached the person: nobody recorded what became of it."""
    notice: str
    case_id: int | None
    created_at: datetime


def claim(session: Session, channel: str, worker: str, now: datetime, limit: int) -> list[Claimed]:
    """The next messages that may leave, best first; commit before sending them."""
    # Claims of one channel are serial: two at once could take two messages of one person.
    lock_name(session, f"outbox {channel}")
    moment = {"of": channel, "now": now, "overdue": now - LEASE}
    run(session, _DROP_STALE, {**moment, "fresh": now - FRESH})
    wanted = [row[0] for row in run(session, SENDABLE, {**moment, "most": limit})]
    values = {"now": now, "worker": worker}
    if not wanted:
        return []
    rows = entities(session, Outbox, _claim(room_for(wanted)), {**values, **placed("id", wanted)})
    return sorted(map(_claimed, rows), key=lambda c: (c.lane, c.id))


def _claimed(row: Outbox) -> Claimed:
    return Claimed(
        id=row.id,
        channel=row.channel,
        lane=Lane(row.lane),
        address_id=row.address_id,
        group_id=row.group_id,
        outgoing=Outgoing.from_json(row.content),
        attempts=row.attempts,
        repeated=row.reason in (RELEASED, OVERDUE),
        notice=row.notice,
        case_id=row.case_id,
        created_at=row.created_at,
    )


def due(row: Any, now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Its time has come, or it has none."""
    return or_(row.not_before.is_(None), row.not_before <= now)


def _expired(row: Any) -> ColumnElement[bool]:
    return and_(row.status == "sending", row.claimed_at <= _OVERDUE)


def _held_up(person: Any) -> ColumnElement[bool]:
    """Whether another message of the same person is on its way or goes first."""
    other = aliased(Outbox)
    on_its_way = and_(
        other.status == "sending", other.reason != OVERDUE, other.claimed_at > _OVERDUE
    )
    in_line = or_(
        and_(other.status == "waiting", or_(due(other, _NOW), other.reason.not_in(ASIDE))),
        and_(_expired(other), other.reason != OVERDUE),
    )
    ahead = or_(other.lane < Outbox.lane, and_(other.lane == Outbox.lane, other.id < Outbox.id))
    return exists().where(
        getattr(other, person.key) == person,
        other.status.in_(OPEN),
        other.lane != int(Lane.CALLBACK),
        other.id != Outbox.id,
        or_(on_its_way, and_(in_line, ahead)),
    )


# Statements are built once: building them takes longer than running them.
_NOW = bindparam("now", type_=UtcDateTime())
_OVERDUE = bindparam("overdue", type_=UtcDateTime())

SENDABLE = (
    select(Outbox.id)
    .where(Outbox.channel == bindparam("of"), Outbox.status.in_(OPEN))
    .where(or_(and_(Outbox.status == "waiting", due(Outbox, _NOW)), _expired(Outbox)))
    .where(
        or_(
            Outbox.lane == int(Lane.CALLBACK),
            and_(~_held_up(Outbox.address_id), ~_held_up(Outbox.group_id)),
        )
    )
    .order_by(Outbox.lane, Outbox.id)
    .limit(bindparam("most", type_=Integer()))
)
"""Ids of rows that may leave, in the order of the lines."""

_DROP_STALE = (
    update(Outbox)
    .where(Outbox.channel == bindparam("of"), Outbox.lane == int(Lane.CALLBACK))
    .where(Outbox.status.in_(OPEN), or_(Outbox.status == "waiting", _expired(Outbox)))
    .where(Outbox.created_at < bindparam("fresh", type_=UtcDateTime()))
    .values(status="dropped", reason=STALE)
)


@cache
def _claim(room: int) -> Executable:
    return (
        update(Outbox)
        .where(Outbox.id.in_(places(Outbox.id, "id", room)))
        .where(Outbox.status.in_(("waiting", "sending")))
        .values(
            # What came back with nothing recorded says so for good; other reasons are settled now.
            # What should have left in a response was never ours so far: it still goes first.
            reason=case(
                (and_(Outbox.status == "sending", Outbox.claimed_by == RESPONSE), RELEASED),
                (Outbox.status == "sending", OVERDUE),
                (Outbox.reason == RELEASED, RELEASED),
                else_="",
            ),
            status="sending",
            claimed_at=_NOW,
            claimed_by=bindparam("worker"),
            attempts=Outbox.attempts + 1,
        )
        .returning(*Outbox.__table__.c)
    )
