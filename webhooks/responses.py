"""What a webhook's response carries: nothing, or the one answer that may ride in it.

A response is cheaper than a call, but nobody tells us what became of it. So it is used up to
the rate that the platform promises to take; above that, messages go by calls, which are told
"later" where a response would be dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from flask import Response

from flows.messages import Channel, Outgoing
from handlers.inbound import Taken
from handlers.riding import Fits
from webhooks.pacing import Bucket
from webhooks.quick import Reply
from webhooks.telegram import TelegramDoor
from webhooks.whatsapp import WhatsAppDoor
from webhooks.whatsapp_twiml import NOTHING

CHATS_IN_RATE = 30
"""Telegram takes 30 messages a second in all and about one in a chat; a response that is too
quick is dropped there and nobody hears of it."""
CHAT_BURST = 3
"""So many answers in a row may ride to somebody who writes quickly; the next ones are calls."""
MOST_CHATS = 10_000
"""Chats remembered; forgetting all of them at once lets each ride a few times more."""


@dataclass
class Riding:
    """Which answers may ride, how fast, and who is told that one has left."""

    clock: Callable[[], datetime]
    handed_over: Callable[[int], None]
    """Given the answer's row of the outbox."""
    rates: Mapping[Channel, float]
    """Answers a second that may ride on each channel."""
    _buckets: dict[Channel, Bucket] = field(default_factory=dict, init=False)
    _chats: dict[tuple[Channel, str], Bucket] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def fits(self, door: TelegramDoor | WhatsAppDoor) -> Fits:
        """What may ride on that channel now."""

        def fit(to: str, message: Outgoing) -> bool:
            return door.rides(message) and self._room(door.channel, to)

        return fit

    def _room(self, channel: Channel, to: str) -> bool:
        """Within the rate of the channel and of that chat; what one refuses goes by a call."""
        rate, now = self.rates[channel], self.clock()
        with self._lock:
            if len(self._chats) >= MOST_CHATS:
                self._chats.clear()
            fresh = Bucket(rate / CHATS_IN_RATE, CHAT_BURST)
            chat = self._chats.setdefault((channel, to), fresh)
            if chat.wait(now):
                return False
            return not self._buckets.setdefault(channel, Bucket(rate, rate)).wait(now)


def to_telegram(door: TelegramDoor, taken: Taken | None, riding: Riding | None) -> Reply:
    """A method of the Bot API as the body, or nothing."""
    if taken is None or riding is None:
        return Reply()
    if taken.answer is None:
        return Reply(door.spinner_stop(taken.tap) if taken.tap else "")
    answer = taken.answer
    if taken.tap:
        door.stop_spinner(taken.tap)
    words = door.ridden(answer.to, answer.message)
    return Reply(words, lambda: riding.handed_over(answer.outbox_id))


def to_twilio(door: WhatsAppDoor, taken: Taken | None, riding: Riding | None) -> Response:
    """TwiML with one message, or none."""
    if taken is None or riding is None or taken.answer is None:
        return Response(NOTHING, mimetype="text/xml")
    answer = taken.answer
    words = door.ridden(answer.message, answer.outbox_id)
    response = Response(words, mimetype="text/xml")
    response.call_on_close(lambda: riding.handed_over(answer.outbox_id))
    return response
