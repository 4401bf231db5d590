"""One message, or one card, on its way to a provider: what a thread of the sender does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import structlog

from flows.messages import Lane, Outgoing
from handlers import delivery
from handlers.cards import CardParcel
from handlers.delivery import Accepted, Parcel
from handlers.following import following
from handlers.house import House
from handlers.meter import Slow
from webhooks import outcomes, showing
from webhooks.attachments import Attachments
from webhooks.pacing import Pacing
from webhooks.sending import (
    Attachment,
    Door,
    GiveUp,
    Moved,
    SendError,
    Sent,
    Stopped,
    Then,
    TryLater,
)

log = structlog.get_logger()
RESULTS: Mapping[type[SendError], str] = {
    TryLater: "later",
    GiveUp: "gave_up",
    Stopped: "stopped",
    Moved: "moved",
}
"""The closed set of refusals, as they are counted."""
T = TypeVar("T")


class Courier:
    """Speaks to one channel's provider; any number of threads share it."""

    def __init__(self, house: House, door: Door, attachments: Attachments, pacing: Pacing) -> None:
        self._house = house
        self._door = door
        self._attachments = attachments
        self._pacing = pacing

    def deliver(self, parcel: Parcel | CardParcel) -> Accepted | None:
        """Bring it; what is to be recorded, unless that was done already."""
        channel = self._door.channel
        if isinstance(parcel, CardParcel):
            with following(channel=channel, card_id=parcel.card_id, case_id=parcel.case_id):
                showing.show(self._house, self._pacing, self._door, self._measured, parcel)
            return None
        wait = self._pacing.wait(
            self._house.clock(),
            group=parcel.to if parcel.group else "",
            bulk=parcel.lane == Lane.BULK,
        )
        if wait:
            delivery.postponed(self._house, parcel, wait)
            return None
        with following(
            channel=channel,
            outbox_id=parcel.outbox_id,
            address_id=parcel.address_id,
            case_id=parcel.case_id,
            lane=Lane(parcel.lane).name.lower(),
        ):
            return self._send(parcel)

    def _send(self, parcel: Parcel) -> Accepted | None:
        try:
            attachment = self._attachments.of(parcel)
            message = self._attachments.linked(parcel.message)
            sent = self._measured(partial(self._sent_or_edited, parcel, message, attachment))
        except SendError as error:
            outcomes.failed(self._house, self._pacing, parcel, error)
            return None
        self._house.reached("after_send")
        log.info("sent", attempts=parcel.attempts)
        return Accepted(parcel, sent.provider_id)

    def _sent_or_edited(
        self, parcel: Parcel, message: Outgoing, attachment: Attachment | None
    ) -> Sent:
        """A message that replaces an earlier one; where that is gone, it is posted."""
        if message.edits:
            try:
                self._door.edit(parcel.to, message.edits, message)
            except GiveUp as error:
                if error.then is not Then.GONE:
                    raise
            else:
                return Sent(message.edits)
        return self._door.send(parcel.to, message, attachment)

    def _measured(self, call: Callable[[], T]) -> T:
        """Speak to the provider; how long it took, and what came of it."""
        meter, channel = self._house.meter, self._door.channel
        result = "raised"
        try:
            with meter.timed(Slow.SEND, channel):
                answer = call()
            result = "sent"
            self._pacing.worked()
            return answer
        except SendError as error:
            result = RESULTS.get(type(error), result)
            raise
        finally:
            meter.sent(channel, result)
