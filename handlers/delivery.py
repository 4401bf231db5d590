"""Outgoing messages between the outbox and a door: what may leave now, and what became of it.

Claim, commit, send, record: the sender (`webhooks.sender`) asks `claim`, sends without any
transaction, and tells one of the functions below. A message is never lost in between: a claim
that nobody records is claimed again, which is at-least-once by design.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from flows.messages import Channel, Lane, Outgoing
from handlers import detours, letters, patience, repeating
from handlers.house import House
from storage import outbox, receipts, riding
from storage.statements import row_of
from storage.tables import Address, Outbox, StaffGroup

WINDOW = timedelta(hours=24)
"""WhatsApp: free text only so long after the person's last message."""
MOST_CLAIMS = 60
"""A message that was claimed more often is our own mistake: it must not be sent for ever."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that has been claimed and may leave."""

    outbox_id: int
    to: str
    message: Outgoing
    attempts: int
    """This one included: above 1 it is a repeated send."""
    group: bool
    lane: int
    address_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that the provider has taken, and what it calls it."""

    parcel: Parcel
    provider_id: str


def claim(house: House, channel: Channel, worker: str, limit: int) -> list[Parcel]:
    """Take up to `limit` messages of that channel out of the line; committed on return."""
    return exchange(house, channel, worker, limit)[0]


def exchange(
    house: House,
    channel: Channel,
    worker: str,
    limit: int,
    accepted: Sequence[Accepted] = (),
) -> tuple[list[Parcel], dict[int, str]]:
    """Record what the provider has accepted, and take up to `limit` messages out of the line, in
    one transaction, committed on return. Beside the messages, by outbox id, the codes of failures
    whose receipts were quicker than this record: those are in the worker's hands again."""
    now = house.clock()
    parcels: list[Parcel] = []
    with house.database.write() as session:
        failed = {one.parcel.outbox_id: _record(house, session, one, now) for one in accepted}
        # What may not leave as it is makes room for the same person's next message.
        while limit and not parcels:
            claimed = outbox.claim(session, channel, worker, now, limit)
            if not claimed:
                break
            rows = [session.get_one(Outbox, one.id) for one in claimed]
            rows = [row for row in rows if not _put_aside(house, session, row, now)]
            parcels = [p for row in rows if (p := _ready(session, row, now))]
    house.reached("after_claim")
    return parcels, {outbox_id: code for outbox_id, code in failed.items() if code}


def _put_aside(house: House, session: Session, row: Outbox, now: datetime) -> bool:
    """Whether it waits for a better moment, and so is out of the line until then."""
    aside = patience.wait(house, session, row, now)
    if aside is not None:
        outbox.set_aside(session, row.id, aside.until, aside.reason)
    return aside is not None


def _ready(session: Session, row: Outbox, now: datetime) -> Parcel | None:
    """The parcel, or none when the row must wait, go another way, or be given up."""
    message = Outgoing.from_json(row.content)
    if row.attempts > MOST_CLAIMS:
        outbox.give_up(session, row.id, "tries")
        return None
    if row.group_id is not None:
        return _for_group(session, row, message)
    assert row.address_id is not None  # no group, so a person
    address = row_of(session, Address, row.address_id)
    to = address.external
    if message.callback:
        # It answers a tap, wherever that was: it needs no open chat.
        return _parcel(row, to, message)
    if address.stopped_at or address.invalid_at:
        reason = "stopped" if address.stopped_at else "invalid"
        detours.another_way(session, row, address, reason, now, keep=False)
        return None
    if not window_open(address, now) and not message.template:
        message = detours.as_template(session, message)
        if not message.template:
            detours.another_way(session, row, address, "window", now, keep=True)
            return None
    return _parcel(row, to, message)


def _for_group(session: Session, row: Outbox, message: Outgoing) -> Parcel | None:
    group = session.get_one(StaffGroup, row.group_id)
    if group.left_at:
        outbox.give_up(session, row.id, "left")
        return None
    return _parcel(row, group.chat, message)


def _parcel(row: Outbox, to: str, message: Outgoing) -> Parcel:
    group = row.group_id is not None
    return Parcel(row.id, to, message, row.attempts, group, row.lane, row.address_id, row.case_id)


def window_open(address: Address, now: datetime) -> bool:
    """Whether free text may go to that address now."""
    if address.channel != Channel.WHATSAPP:
        return True
    return address.last_in_at is not None and now - address.last_in_at < WINDOW


def sent(house: House, parcel: Parcel, provider_id: str) -> str:
    """The provider has it. The code of a failure whose receipt was quicker than this record
    (then the message is in the worker's hands again); empty when all is well."""
    with house.database.write() as session:
        code = _record(house, session, Accepted(parcel, provider_id), house.clock())
    if not code and is_news(parcel):
        repeating.after_news(house, parcel.outbox_id)
    return code


def is_news(parcel: Parcel) -> bool:
    """Whether a question that stands open is shown again after it (`repeating.after_news`)."""
    return parcel.lane == Lane.NOTICE and not parcel.group


def _record(house: House, session: Session, accepted: Accepted, now: datetime) -> str:
    parcel = accepted.parcel
    early = outbox.mark_sent(session, parcel.outbox_id, accepted.provider_id, now)
    if parcel.message.notice == letters.FILE:
        letters.arrived(house, session, _fresh(session, parcel.outbox_id))
    if early is None or early.status not in receipts.FAILURES or parcel.group:
        return ""
    _take_back(_fresh(session, parcel.outbox_id), now)
    return early.error_code or early.status


def _fresh(session: Session, outbox_id: int) -> Outbox:
    """The row as the database has it after a bare update."""
    return row_of(session, Outbox, outbox_id)


def later(house: House, parcel: Parcel, after: timedelta, reason: str) -> None:
    """Not now: the same again after that time, the person's later messages wait behind it."""
    with house.database.write() as session:
        outbox.retry_later(session, parcel.outbox_id, house.clock() + after, reason)


def gave_up(house: House, parcel: Parcel, reason: str) -> None:
    """It will never go; recorded with its reason."""
    with house.database.write() as session:
        outbox.give_up(session, parcel.outbox_id, reason)


def stopped(house: House, parcel: Parcel, reason: str, *, invalid: bool = False) -> None:
    """The person cannot be reached there any more: mark the address, try the other channel."""
    now = house.clock()
    with house.database.write() as session:
        row = session.get_one(Outbox, parcel.outbox_id)
        if row.group_id is not None:
            session.get_one(StaffGroup, row.group_id).left_at = now
            outbox.give_up(session, row.id, reason)
            return
        address = session.get_one(Address, row.address_id)
        if invalid:
            address.invalid_at = now
        else:
            address.stopped_at = now
        session.flush()
        detours.another_way(session, row, address, reason, now, keep=False)


def another_channel(house: House, parcel: Parcel, reason: str, *, template: bool = False) -> None:
    """This channel will not take it so: an approved template (not the one that was tried), the
    other channel, else it waits for the person's next message and its record says why."""
    now = house.clock()
    with house.database.write() as session:
        row = session.get_one(Outbox, parcel.outbox_id)
        if row.address_id is None:
            outbox.give_up(session, row.id, reason)
        elif template and detours.keep_template(session, row, parcel.message):
            outbox.retry_later(session, row.id, now, reason)
        else:
            address = session.get_one(Address, row.address_id)
            detours.another_way(session, row, address, reason, now, keep=True)


def as_text(house: House, parcel: Parcel, reason: str) -> None:
    """The file cannot go: try the words alone, or give up when there are none."""
    with house.database.write() as session:
        row = session.get_one(Outbox, parcel.outbox_id)
        message = Outgoing.from_json(row.content)
        if not message.file or not message.text:
            outbox.give_up(session, row.id, reason)
            return
        row.content = replace(message, file="", mime="").to_json()
        outbox.retry_later(session, row.id, house.clock(), reason)


def take_over(house: House, channel: Channel) -> None:
    """This process leads now: whatever another one had claimed and not recorded is free again."""
    with house.database.write() as session:
        outbox.release(session, channel)


def postponed(house: House, parcel: Parcel, wait: timedelta) -> None:
    """Our own pacing says later; that is no failed try."""
    with house.database.write() as session:
        outbox.postpone(session, parcel.outbox_id, house.clock() + wait)


def named(house: House, outbox_id: int, channel: Channel, provider_id: str, at: datetime) -> None:
    """A receipt tells the provider's id of a message that rode in a response."""
    with house.database.write() as session:
        riding.named(session, outbox_id, channel, provider_id, at)


def receipt(
    house: House, channel: Channel, provider_id: str, status: str, code: str, at: datetime
) -> Parcel | None:
    """A status that came later, in any order and any number of times. The message, when this
    one is the first to say that it failed after all: it is in the worker's hands again, and
    claimed once more should the worker die now."""
    with house.database.write() as session:
        row_id = receipts.record(session, channel, provider_id, status, code, at)
        if row_id is not None:
            letters.arrived(house, session, _fresh(session, row_id))
        if row_id is None or status not in receipts.FAILURES:
            return None
        row = session.get_one(Outbox, row_id)
        if row.address_id is None or row.status != "sent":
            return None
        _take_back(row, house.clock())
        _in_hand_again(row, house.clock())
        to = session.get_one(Address, row.address_id).external
        message = Outgoing.from_json(row.content)
        return _parcel(row, to, message)


def _in_hand_again(row: Outbox, now: datetime) -> None:
    """Accepted, yet it failed: it is ours again until the outcome is recorded. Should we die
    before that, it is claimed again like any other."""
    row.status, row.delivery, row.provider_id, row.sent_at = "sending", "", None, None
    row.claimed_at, row.claimed_by = now, "receipt"


def _take_back(row: Outbox, now: datetime) -> None:
    row.status, row.claimed_at, row.claimed_by, row.delivery = "sending", now, "receipt", ""
