"""Outgoing messages between the outbox and a door: what may leave now, and what became of it.

Claim, commit, send, record: the sender (`webhooks.sender`) asks `claim`, sends without any
transaction, and tells one of the functions below. A message is never lost in between: a claim
that nobody records is claimed again, which is at-least-once by design.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from flows.messages import Channel, Outgoing
from handlers.house import House
from storage import outbox, people, receipts, templates
from storage.tables import Address, Outbox, StaffGroup

WINDOW = timedelta(hours=24)
"""WhatsApp: free text only so long after the person's last message."""


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


def claim(house: House, channel: Channel, worker: str, limit: int) -> list[Parcel]:
    """Take up to `limit` messages of that channel out of the line; committed on return."""
    now = house.clock()
    with house.database.write() as session:
        claimed = outbox.claim(session, channel, worker, now, limit)
        rows = [session.get_one(Outbox, c.id) for c in claimed]
        parcels = [p for row in rows if (p := _ready(session, row, now))]
    if parcels:
        house.reached("after_claim")
    return parcels


def _ready(session: Session, row: Outbox, now: datetime) -> Parcel | None:
    """The parcel, or none when the row must wait, go another way, or be given up."""
    message = Outgoing.from_json(row.content)
    if row.group_id is not None:
        group = session.get_one(StaffGroup, row.group_id)
        if group.left_at:
            outbox.give_up(session, row.id, "left")
            return None
        return Parcel(row.id, group.chat, message, row.attempts, True, row.lane)
    address = session.get_one(Address, row.address_id)
    if address.stopped_at or address.invalid_at:
        _another_way(session, row, address, "stopped" if address.stopped_at else "invalid")
        return None
    if not window_open(address, now):
        message = _as_template(session, message)
        if not message.template:
            _another_way(session, row, address, "window", keep=True)
            return None
    return Parcel(row.id, address.external, message, row.attempts, False, row.lane)


def window_open(address: Address, now: datetime) -> bool:
    """Whether free text may go to that address now."""
    if address.channel != Channel.WHATSAPP:
        return True
    return address.last_in_at is not None and now - address.last_in_at < WINDOW


def _as_template(session: Session, message: Outgoing) -> Outgoing:
    """The approved template of that notice; Indonesian where the person's language has none."""
    sid = templates.content_sid(session, message.notice, message.language)
    return replace(message, template=sid) if sid else message


def _another_way(
    session: Session, row: Outbox, address: Address, reason: str, *, keep: bool = False
) -> None:
    """Send by the contact's other channel if there is one; else hold (`keep`) or give up."""
    other = _other_address(session, address)
    if other is not None:
        outbox.reroute(session, row.id, other.channel, other.id, reason)
    elif keep:
        outbox.hold(session, row.id, reason)
    else:
        outbox.give_up(session, row.id, reason)


def _other_address(session: Session, address: Address) -> Address | None:
    """Telegram has no window, so it is the way out of WhatsApp's; never the other way round
    for a person who closed WhatsApp's door and whose Telegram is open."""
    return next(
        (
            a
            for a in people.addresses(session, address.contact_id)
            if a.channel != address.channel and a.channel == Channel.TELEGRAM
        ),
        None,
    )


def sent(house: House, parcel: Parcel, provider_id: str) -> None:
    """The provider has it."""
    house.reached("after_send")
    with house.database.write() as session:
        outbox.mark_sent(session, parcel.outbox_id, provider_id, house.clock())


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
        _another_way(session, row, address, reason)


def another_channel(house: House, parcel: Parcel, reason: str) -> None:
    """This channel will not take it now (window, daily limit): the other one, else it waits
    for the person's next message and its record says why."""
    with house.database.write() as session:
        row = session.get_one(Outbox, parcel.outbox_id)
        if row.address_id is None:
            outbox.give_up(session, row.id, reason)
            return
        address = session.get_one(Address, row.address_id)
        _another_way(session, row, address, reason, keep=True)


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


def moved(house: House, old: str, new: str) -> None:
    """A group became a supergroup: everything for it goes to its new id."""
    with house.database.write() as session:
        move_group(session, Channel.TELEGRAM, old, new)


def move_group(session: Session, channel: str, old: str, new: str) -> None:
    """Rewrite the group's id, unless it was rewritten already."""
    group = session.scalar(outbox.group_query(channel, old))
    known = session.scalar(outbox.group_query(channel, new))
    if group is None or known is not None:
        return
    group.chat = new


def take_over(house: House, channel: Channel) -> None:
    """This process leads now: whatever another one had claimed and not recorded is free again."""
    with house.database.write() as session:
        outbox.release(session, channel)


def postponed(house: House, parcel: Parcel, wait: timedelta) -> None:
    """Our own pacing says later; that is no failed try."""
    with house.database.write() as session:
        outbox.postpone(session, parcel.outbox_id, house.clock() + wait)


def receipt(
    house: House, channel: Channel, provider_id: str, status: str, code: str, at: datetime
) -> Parcel | None:
    """A status that came later, in any order and any number of times. The message, when this
    one is the first to say that it failed after all."""
    with house.database.write() as session:
        row_id = receipts.record(session, channel, provider_id, status, code, at)
        if row_id is None or not code:
            return None
        row = session.get_one(Outbox, row_id)
        if row.address_id is None or row.status != "sent":
            return None
        to = session.get_one(Address, row.address_id).external
        message = Outgoing.from_json(row.content)
        return Parcel(row.id, to, message, row.attempts, False, row.lane)
