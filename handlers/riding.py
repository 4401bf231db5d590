"""A turn's only answer may leave in the response to the webhook that brought the message.

It saves a call to the platform. The answer is stored with the turn, belongs to the response for a
few seconds, and to the sender after that; but what a platform drops of a response it tells nobody,
so it is off unless a city asks for it (`SAMBUNG_ANSWER_IN_WEBHOOK`). Which answer may:

- the only message to that person in this turn, and nothing of theirs in line or on its way;
- a reply in their private chat, at once, in a shape that the door can put into a response;
- no call went to that chat a moment ago: a platform that has had enough says so to a call, and
  drops what rides without a word.

A platform that brings a message again never saw our answer, so it gets the stored one again,
as long as the person was told nothing newer. What came while the first was being handled, or
right after it (`AT_ONCE`), is a mere copy and gets none, however long it waited for its turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from flows.messages import Incoming, Lane, Outgoing
from storage import inbox, noted, outbox, riding
from storage.tables import Address

if TYPE_CHECKING:
    from handlers.house import House

IN_HAND = timedelta(seconds=1)
"""An answer that boarded so lately is still with the request that it was made for."""
AT_ONCE = timedelta(seconds=0.25)
"""A platform that never saw our response needs longer to notice and to call again."""
WAITED: ContextVar[timedelta] = ContextVar("waited", default=timedelta())
"""How long the request in hand had waited for a thread when one took it up."""
_TRIP = "trip"


class Room(Protocol):
    """What the door knows of its platform's limits."""

    def fits(self, to: str, message: Outgoing) -> bool:
        """Whether a message to that chat may ride now; if so, it does."""

    @property
    def rest(self) -> timedelta:
        """So long after a call nothing rides to that chat: the platform may have had enough."""


class _Nothing:
    """Only the end of a tap may ride: nothing is lost when a platform drops that."""

    rest = timedelta()

    def fits(self, _to: str, _message: Outgoing) -> bool:
        return False


NO_ROOM: Room = _Nothing()
"""What a response has where answers always leave by calls."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the response carries."""

    to: str
    message: Outgoing
    outbox_id: int


@dataclass(slots=True)
class Trip:
    """One webhook whose response may carry something."""

    room: Room
    tap: str = ""
    """A tap that wants nothing but an end of its spinner; that is stored nowhere."""
    recorded: frozenset[int] = frozenset()
    """Answers that had left before, and are recorded with this turn."""


@dataclass
class Landing:
    """Answers that the platforms were given, as long as the database does not know."""

    _landed: dict[int, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def note(self, outbox_id: int, at: datetime) -> None:
        """The response with that answer has left."""
        with self._lock:
            self._landed[outbox_id] = at

    def without(self, rows: frozenset[int]) -> frozenset[int]:
        """Those of the rows that are really still on their way."""
        with self._lock:
            return rows - self._landed.keys()

    def of(self, rows: frozenset[int]) -> dict[int, datetime]:
        """When the responses with those of these answers left that have left."""
        with self._lock:
            return {row: self._landed[row] for row in rows & self._landed.keys()}

    def moment(self, outbox_id: int) -> datetime | None:
        """When the response with that answer left, if the database does not know yet."""
        with self._lock:
            return self._landed.get(outbox_id)

    def record(self, house: House) -> bool:
        """Tell the database; whether messages stand in line that may have waited for these.
        Raises what the database raises."""
        with self._lock:
            moments = dict(self._landed)
        if not moments:
            return False
        with house.database.write() as session:
            riding.landed(session, moments)
            others_wait = outbox.anything_waits(session)
        self.forget(moments)
        return others_wait

    def forget(self, recorded: Iterable[int]) -> None:
        """The database knows of these."""
        with self._lock:
            for outbox_id in recorded:
                self._landed.pop(outbox_id, None)


def depart(session: Session, room: Room) -> Trip:
    """The response to this message may carry what there is `room` for."""
    trip = session.info[_TRIP] = Trip(room)
    noted.watch(session)
    return trip


def trip_of(session: Session) -> Trip | None:
    """The response that this message may be answered in, if any."""
    trip: Trip | None = session.info.get(_TRIP)
    return trip


def only_answer(
    house: House, session: Session, address: Address, incoming: Incoming, inbox_id: int
) -> Answer | None:
    """The answer of this turn, put on board, when it may ride; the sender has it otherwise."""
    trip, watched = trip_of(session), noted.watched(session)
    if trip is None or trip.room is NO_ROOM:
        return None
    landed = house.landing.of(watched.standing)
    if landed:
        # With what follows it, or it would be sent once more behind that, should we die now.
        riding.landed(session, landed)
        trip.recorded = frozenset(landed)
    theirs = [put for put in watched.put if put.address_id == address.id]
    if not incoming.private or len(theirs) != 1 or watched.standing - landed.keys():
        return None
    (put,) = theirs
    if put.lane is not Lane.REPLY or put.held:
        return None
    if riding.called_since(session, address.id, house.clock() - trip.room.rest):
        return None
    if not trip.room.fits(address.external, put.outgoing):
        return None
    riding.board(session, put.id, inbox_id, house.clock())
    watched.left.remove(put.id)
    return Answer(address.external, put.outgoing, put.id)


def stored_answer(
    house: House, session: Session, address: Address, incoming: Incoming, arrived: datetime
) -> Answer | None:
    """The answer to a message that the platform brings again and that `arrived` then, unless it
    is a mere copy or was overtaken."""
    inbox_id = inbox.id_of(session, incoming.channel, incoming.id)
    ride = riding.aboard(session, address.id, inbox_id) if inbox_id is not None else None
    if ride is None or arrived < _copy_until(house, ride):
        return None
    if riding.overtaken(session, address.id, ride.outbox_id):
        return None
    riding.again(session, ride, house.clock())
    return Answer(address.external, ride.outgoing, ride.outbox_id)


def _copy_until(house: House, ride: riding.Ride) -> datetime:
    """What comes earlier than that came beside the first, not after it."""
    landed_at = ride.landed_at or house.landing.moment(ride.outbox_id)
    return landed_at + AT_ONCE if landed_at else ride.boarded_at + IN_HAND
