"""One incoming thing, one transaction: stored once, handled, answered, committed.

    contact locked -> inbox row (unique) -> handle -> one commit

A bug in handling rolls all of it back; a second transaction parks the message with the class and
place of the error, gives the person one apology and the staff group a line. A busy or lost
database is tried twice more, then `Unavailable`: the provider brings the message again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import structlog
from sqlalchemy.orm import Session

from flows.messages import Incoming
from handlers import apology, groups, riding, routes
from handlers.following import concerns, following
from handlers.here import Heard
from handlers.house import House, Unavailable
from handlers.meter import Step
from handlers.placing import place_of as place_of  # noqa: PLC0414  known here to all loops
from handlers.riding import Answer, Room, Trip
from storage import inbox, noted, people
from storage.database import DATABASE_FAILURES, is_transient
from storage.tables import Address

log = structlog.get_logger()
TRIES = 3
NOBODY: frozenset[str] = frozenset()
T = TypeVar("T")


class Received(StrEnum):
    """What became of a message."""

    DONE = "done"
    DUPLICATE = "duplicate"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message, and what the response to its webhook should carry."""

    outcome: Received
    answer: Answer | None = None
    tap: str = ""
    """A tap whose spinner should stop; nothing is lost when it does not."""
    bells: frozenset[str] | None = None
    """Whom to wake to send or to work (`storage.noted.to_ring`); none: everybody."""
    recorded: frozenset[int] = frozenset()
    """Answers that had left before, and were recorded with this one."""


def receive(house: House, incoming: Incoming) -> Received:
    """Take a message in with its whole effect; `Unavailable` when the database cannot."""
    return take(house, incoming).outcome


def take(house: House, incoming: Incoming, room: Room | None = None) -> Taken:
    """The same for a webhook whose response may carry an answer that there is `room` for."""
    with following(channel=incoming.channel, id=incoming.id, kind=incoming.kind):
        began, waited = time.perf_counter(), riding.WAITED.get()
        arrived = house.clock() - waited
        house.meter.took(Step.WAIT, "", waited.total_seconds())
        try:
            taken = _transact(
                house, lambda session: _take_in(house, session, incoming, room, arrived)
            )
        except _Mistake as mistake:
            place = mistake.place
            taken = _transact(house, lambda session: _park(house, session, incoming, room, place))
        house.reached("after_commit")
        house.landing.forget(taken.recorded)
        took = round(1000 * (time.perf_counter() - began), 1)
        log.info("turn", status=taken.outcome.value, milliseconds=took)
    house.wake(taken.bells)
    return taken


def knows(house: House, channel: str, provider_id: str) -> bool:
    """Whether that message was taken in already."""
    with house.database.read() as session:
        return inbox.known(session, channel, provider_id)


def rerun(house: House, inbox_id: int) -> Received:
    """Handle a parked message again; refused (`PARKED`) when a later one of the same person
    was handled meanwhile, since answers out of order would confuse, and for an update that no
    door could read. One that is not parked (any more) was handled: `DUPLICATE`."""

    def again(session: Session) -> Received:
        row = inbox.parked_row(session, inbox_id)
        if row is None:
            return Received.DUPLICATE
        if inbox.later_handled(session, inbox_id) or "sender" not in row.content:
            return Received.PARKED
        incoming = Incoming.from_json(row.content)
        address = _sender(session, incoming, house.clock())
        contact_id = address.contact_id if address is not None else None
        inbox.settle(session, inbox_id, contact_id, Received.DONE)
        _handle(house, session, incoming, address)
        return Received.DONE

    try:
        outcome = _transact(house, again)
    except _Mistake as mistake:
        place = mistake.place
        outcome = _transact(house, lambda session: _park_again(house, session, inbox_id, place))
    house.wake()
    return outcome


def park_unreadable(
    house: House, channel: str, provider_id: str, payload: Mapping[str, Any], error: str
) -> Received:
    """Keep a genuine update that no door could read, so that nothing is lost; once."""

    def keep(session: Session) -> Received:
        row = inbox.insert_once(session, channel, provider_id, dict(payload), house.clock())
        if row is None:
            return Received.DUPLICATE
        inbox.park(session, row, f"unreadable {error}")
        log.error("parked", inbox_id=row, error=f"unreadable {error}")
        return Received.PARKED

    return _transact(house, keep)


def _take_in(
    house: House, session: Session, incoming: Incoming, room: Room | None, arrived: datetime
) -> Taken:
    trip = riding.depart(session, room) if room is not None else None
    with house.meter.timed(Step.STORE):
        address, row = _store(house, session, incoming)
    if row is None:
        return _brought_again(house, session, incoming, address, arrived)
    concerns(inbox_id=row)
    _handle(house, session, incoming, address)
    return _taken(house, session, incoming, Received.DONE, trip, address, row)


def _store(house: House, session: Session, incoming: Incoming) -> tuple[Address | None, int | None]:
    """Who it is from, locked, and its row; no row for what was stored before."""
    now = house.clock()
    address = _sender(session, incoming, now)
    contact_id = address.contact_id if address is not None else None
    content = incoming.to_json()
    row = inbox.insert_once(session, incoming.channel, incoming.id, content, now, contact_id)
    return address, row


def _taken(
    house: House,
    session: Session,
    incoming: Incoming,
    outcome: Received,
    trip: Trip | None,
    address: Address | None,
    row: int,
) -> Taken:
    bells = noted.to_ring(session, incoming.channel)
    if trip is None or address is None:
        return Taken(outcome, bells=bells)
    answer = riding.only_answer(house, session, address, incoming, row)
    if not noted.left_work(session, house.landing.without):
        bells = NOBODY
    return Taken(outcome, answer, trip.tap, bells, trip.recorded)


def _brought_again(
    house: House,
    session: Session,
    incoming: Incoming,
    address: Address | None,
    arrived: datetime,
) -> Taken:
    """It was handled before; its answer may never have arrived."""
    answer, trip = None, riding.trip_of(session)
    if trip is not None and trip.room is not riding.NO_ROOM and address is not None:
        answer = riding.stored_answer(house, session, address, incoming, arrived)
    if answer is not None:
        log.info("answer_repeated", outbox_id=answer.outbox_id)
    return Taken(Received.DUPLICATE, answer, bells=NOBODY)


def _sender(session: Session, incoming: Incoming, now: datetime) -> Address | None:
    """Who it is from, locked; nobody where it happened to a whole group."""
    if incoming.kind in groups.ABOUT_THE_GROUP:
        return None
    return people.meet(session, incoming.channel, incoming.sender, now)


class _Mistake(Exception):
    """Handling raised what is our own mistake, not the database's state."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def _handle(house: House, session: Session, incoming: Incoming, address: Address | None) -> None:
    """Handle what was stored; nothing is committed yet. The one place where any exception is
    caught: raises `_Mistake` with its class and place."""
    try:
        if address is None:
            groups.happened(house, session, incoming)
            return
        concerns(contact_id=address.contact_id, address_id=address.id)
        routes.route(Heard(house, session, address, house.clock(), incoming))
        session.flush()
    except Exception as error:
        if is_transient(error):
            raise
        raise _Mistake(place_of(error)) from None


def _park(
    house: House, session: Session, incoming: Incoming, room: Room | None, place: str
) -> Taken:
    """Keep what we could not handle, after all its effects were rolled back."""
    trip = riding.depart(session, room) if room is not None else None
    address, row = _store(house, session, incoming)
    if row is None:  # a copy of it was quicker just now
        return Taken(Received.DUPLICATE, bells=NOBODY)
    _set_aside(house, session, incoming, address, row, place)
    return _taken(house, session, incoming, Received.PARKED, trip, address, row)


def _park_again(house: House, session: Session, inbox_id: int, place: str) -> Received:
    row = inbox.parked_row(session, inbox_id)
    if row is None:
        return Received.DUPLICATE
    incoming = Incoming.from_json(row.content)
    address = _sender(session, incoming, house.clock())
    _set_aside(house, session, incoming, address, inbox_id, place)
    return Received.PARKED


def _set_aside(
    house: House,
    session: Session,
    incoming: Incoming,
    address: Address | None,
    inbox_id: int,
    place: str,
) -> None:
    log.error("parked", inbox_id=inbox_id, error=place)
    inbox.park(session, inbox_id, place)
    if address is not None:
        apology.say_sorry(Heard(house, session, address, house.clock(), incoming), inbox_id)


def _transact(house: House, work: Callable[[Session], T]) -> T:
    """One write transaction, tried again while the database is busy or away."""

    def whole() -> T:
        with house.database.write() as session:
            outcome = work(session)
            house.reached("before_commit")
            began = time.perf_counter()
        house.meter.took(Step.COMMIT, "", time.perf_counter() - began)
        return outcome

    return persist(whole)


def persist(work: Callable[[], T]) -> T:
    """Run something that commits by itself, three times at most while the database is busy or
    away; then `Unavailable`."""
    failure = ""
    for _ in range(TRIES):
        try:
            return work()
        except DATABASE_FAILURES as error:
            if not is_transient(error):
                raise
            failure = type(error).__name__
    log.warning("database_unavailable", error=failure)
    raise Unavailable(failure)
