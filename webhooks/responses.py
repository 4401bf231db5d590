"""What a webhook's response carries: nothing, or the one answer that may ride in it.

A response is cheaper than a call, but nobody tells us what became of it. So it is used up to
the rate that the platform promises to take; above that, messages go by calls, which are told
"later" where a response would be dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import Response

from flows.messages import Channel, Outgoing
from handlers.inbound import Taken
from webhooks.pacing import Bucket
from webhooks.quick import Reply
from webhooks.telegram import TelegramDoor
from webhooks.whatsapp import WhatsAppDoor
from webhooks.whatsapp_twiml import NOTHING

CHATS_IN_RATE = 30
"""Telegram takes 30 messages a second in all and about one in a chat; a response that is too
quick is dropped there and nobody hears of it."""
APART = 1.5
"""So many times as long as the platform wants passes between two answers that ride to one chat."""
AFTER_A_CALL = 5.0
"""As many pass after a chat was called, perhaps more than once."""
MOST_CHATS = 10_000
"""Chats remembered; forgetting all of them at once lets each ride once more."""


@dataclass
class Riding:
    """Which answers may ride, how fast, and who is told that one has left."""

    clock: Callable[[], datetime]
    handed_over: Callable[[Channel, int], None]
    """Given the channel, and the answer's row of the outbox."""
    rates: Mapping[Channel, float]
    """Answers a second that may ride on each channel."""
    _buckets: dict[Channel, Bucket] = field(default_factory=dict, init=False)
    _quiet_until: dict[tuple[Channel, str], datetime] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def room(self, door: TelegramDoor | WhatsAppDoor) -> Space:
        """What may ride on that door's channel now."""
        return Space(self, door)

    def ride(self, channel: Channel, to: str) -> bool:
        """Within the rate of the channel and of that chat; what one refuses goes by a call."""
        now = self.clock()
        with self._lock:
            free = self._quiet_until.get((channel, to), now) <= now
            rate = self.rates[channel]
            rides = free and not self._buckets.setdefault(channel, Bucket(rate, rate)).wait(now)
            if rides:
                self._rest(channel, to, now)
        return rides

    def _rest(self, channel: Channel, to: str, now: datetime) -> None:
        if len(self._quiet_until) >= MOST_CHATS:
            self._quiet_until.clear()
        self._quiet_until[channel, to] = now + self.pause(channel, APART)

    def pause(self, channel: Channel, times: float) -> timedelta:
        """So many times as long as the platform wants between two messages in a chat."""
        return timedelta(seconds=times * CHATS_IN_RATE / self.rates[channel])


@dataclass(frozen=True, slots=True)
class Space:
    """The room in the responses to one door's webhooks."""

    riding: Riding
    door: TelegramDoor | WhatsAppDoor

    @property
    def rest(self) -> timedelta:
        """So long after a call nothing rides to that chat."""
        return self.riding.pause(self.door.channel, AFTER_A_CALL)

    def fits(self, to: str, message: Outgoing) -> bool:
        """Whether it may ride; if so, it does."""
        return self.door.rides(message) and self.riding.ride(self.door.channel, to)


def to_telegram(door: TelegramDoor, taken: Taken | None, riding: Riding | None) -> Reply:
    """A method of the Bot API as the body, or nothing."""
    if taken is None:
        return Reply()
    if taken.answer is None or riding is None:
        return Reply(door.spinner_stop(taken.tap) if taken.tap else "")
    answer = taken.answer
    if taken.tap:
        door.stop_spinner(taken.tap)
    words = door.ridden(answer.to, answer.message)
    return Reply(words, lambda: riding.handed_over(door.channel, answer.outbox_id))


def to_twilio(door: WhatsAppDoor, taken: Taken | None, riding: Riding | None) -> Response:
    """TwiML with one message, or none."""
    if taken is None or riding is None or taken.answer is None:
        return Response(NOTHING, mimetype="text/xml")
    answer = taken.answer
    words = door.ridden(answer.message, answer.outbox_id)
    response = Response(words, mimetype="text/xml")
    response.call_on_close(lambda: riding.handed_over(door.channel, answer.outbox_id))
    return response
