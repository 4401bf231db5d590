"""The doors' view of the house: what they hand in, bound to one `House`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flows.messages import Channel, Incoming
from handlers import inbound
from handlers.house import House, Unavailable
from handlers.inbound import Received, Taken
from handlers.riding import Room
from webhooks import outcomes
from webhooks.sending import StatusUpdate

_OUTCOMES = {
    Received.DONE: "done",
    Received.DUPLICATE: "repeated",
    Received.PARKED: "parked",
}


class HouseGate:
    """Takes messages and receipts in. Every method raises `Unavailable` when the database
    cannot take it now, so that the provider brings it again."""

    def __init__(self, house: House) -> None:
        self._house = house

    def receive(self, incoming: Incoming) -> Received:
        """One message with its whole effect."""
        return self._counted(incoming.channel, partial(inbound.receive, self._house, incoming))

    def take(self, incoming: Incoming, room: Room) -> Taken:
        """One message, in whose webhook's response an answer that there is `room` for may ride."""
        taken = None

        def work() -> Received:
            nonlocal taken
            taken = inbound.take(self._house, incoming, room)
            return taken.outcome

        outcome = self._counted(incoming.channel, work)
        return taken or Taken(outcome)

    def handed_over(self, outbox_id: int) -> None:
        """The response that carried this answer has left."""
        self._house.landing.note(outbox_id, self._house.clock())
        self._house.reached("after_response")

    def park_unreadable(
        self, channel: Channel, provider_id: str, payload: Mapping[str, Any], error: str
    ) -> Received:
        """A genuine update that the door could not read."""
        park = partial(inbound.park_unreadable, self._house, channel, provider_id, payload, error)
        return self._counted(channel, park)

    def record_receipt(self, update: StatusUpdate) -> None:
        """What the provider later says of a message of ours."""
        inbound.persist(lambda: outcomes.reported(self._house, update))

    def _counted(self, channel: Channel, work: Callable[[], Received]) -> Received:
        try:
            received = work()
        except Unavailable:
            self._house.meter.turn(channel, "unavailable")
            raise
        self._house.meter.turn(channel, _OUTCOMES[received])
        return received
