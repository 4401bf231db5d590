"""One incoming thing, one transaction: stored once, handled, answered, committed.

    inbox row (unique) -> contact locked -> savepoint -> handle -> one commit

A bug in handling rolls back to the savepoint: the message is parked with the class and place
of the error, the person gets one apology, the staff group a line. A busy or lost database is
tried twice more, then `Unavailable`: the provider brings the message again.
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
from handlers.riding import Answer, Fits
from storage import inbox, outbox, people
from storage.database import DATABASE_FAILURES, is_transient
from storage.tables import Address

log = structlog.get_logger()
TRIES = 3
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
    left_work: bool = True
    """Somebody must be woken to send or to work."""


def receive(house: House, incoming: Incoming) -> Received:
    """Take a message in with its whole effect; `Unavailable` when the database cannot."""
    return take(house, incoming).outcome


def take(house: House, incoming: Incoming, fits: Fits | None = None) -> Taken:
    """The same for a webhook whose response may carry an answer that `fits`."""
    with following(channel=incoming.channel, id=incoming.id, kind=incoming.kind):
        began = time.perf_counter()
        taken = _transact(house, lambda session: _take_in(house, session, incoming, fits))
        house.reached("after_commit")
        took = round(1000 * (time.perf_counter() - began), 1)
        log.info("turn", status=taken.outcome.value, milliseconds=took)
    if taken.left_work:
        house.wake()
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
        return _handle(house, session, incoming, inbox_id, address)

    outcome = _transact(house, again)
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


def _take_in(house: House, session: Session, incoming: Incoming, fits: Fits | None) -> Taken:
    now = house.clock()
    trip = riding.depart(session, fits) if fits is not None else None
    with house.meter.timed(Step.STORE):
        address = _sender(session, incoming, now)
        contact_id = address.contact_id if address is not None else None
        content = incoming.to_json()
        row = inbox.insert_once(session, incoming.channel, incoming.id, content, now, contact_id)
    if row is None:
        return _brought_again(house, session, incoming, address)
    concerns(inbox_id=row)
    outcome = _handle(house, session, incoming, row, address)
    if trip is None or address is None:
        return Taken(outcome)
    answer = riding.only_answer(house, session, address, incoming, row)
    return Taken(outcome, answer, trip.tap, left_work=outbox.left_work(session))


def _brought_again(
    house: House, session: Session, incoming: Incoming, address: Address | None
) -> Taken:
    """It was handled before; its answer may never have arrived."""
    rides = riding.trip_of(session) is not None and address is not None
    answer = riding.stored_answer(house, session, address, incoming) if rides and address else None
    if answer is not None:
        log.info("answer_repeated", outbox_id=answer.outbox_id)
    return Taken(Received.DUPLICATE, answer, left_work=False)


def _sender(session: Session, incoming: Incoming, now: datetime) -> Address | None:
    """Who it is from, locked; nobody where it happened to a whole group."""
    if incoming.kind in groups.ABOUT_THE_GROUP:
        return None
    return people.meet(session, incoming.channel, incoming.sender, now)


def _handle(
    house: House, session: Session, incoming: Incoming, row: int, address: Address | None
) -> Received:
    """Handle what was stored, or park it; nothing is committed yet."""
    if address is None:
        return _or_park(house, session, row, lambda: groups.happened(house, session, incoming))
    concerns(contact_id=address.contact_id, address_id=address.id)
    now = house.clock()
    here = Heard(house, session, address, now, incoming)
    outcome = _or_park(house, session, row, lambda: routes.route(here))
    if outcome is Received.PARKED:
        # Read again, by a new one: what was known may have been rolled back.
        session.expire_all()
        if riding.trip_of(session) is not None:
            outbox.watch(session)
        apology.say_sorry(Heard(house, session, address, now, incoming), row)
    return outcome


def _or_park(house: House, session: Session, row: int, work: Callable[[], None]) -> Received:
    """The one place where any exception is caught: it becomes a parked message."""
    outcome = Received.DONE
    try:
        with session.begin_nested():
            work()
    except Exception as error:
        if is_transient(error):
            raise
        place = place_of(error)
        log.error("parked", inbox_id=row, error=place)
        inbox.park(session, row, place)
        outcome = Received.PARKED
    return outcome


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
