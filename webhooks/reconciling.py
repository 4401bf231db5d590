"""WhatsApp messages that came while nobody answered: Twilio tries a webhook once or a few
times in 15 seconds and then forgets, so we ask by REST what came. The inbox's unique key
removes what we know already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from flows.messages import Channel, Incoming
from handlers import inbound, marking
from handlers.house import House
from webhooks.sending import SendError

log = structlog.get_logger()
MARK = "reconciled-whatsapp"
FIRST_LOOK = timedelta(hours=24)
"""How far back the very first look goes: as far as an answer may be free text."""
OVERLAP = timedelta(minutes=15)
"""Looked at again each time: a message is listed by the second in which Twilio got it."""


class Lists(Protocol):
    """A door that can tell what came."""

    def list_since(self, moment: datetime, known: Callable[[str], bool]) -> Iterable[Incoming]:
        """Inbound messages since then that are not known yet, the oldest first."""


class Takes(Protocol):
    """Where messages are handed in."""

    def receive(self, incoming: Incoming) -> object:
        """One message with its whole effect."""


def reconcile(house: House, door: Lists, gate: Takes) -> int:
    """Take in what came since the last look; how many were new.

    The mark moves only after all of it was taken in, so a crash repeats the look.
    """
    now = house.clock()
    since = marking.get(house, MARK)
    start = (since or now - FIRST_LOOK) - OVERLAP
    count = 0
    try:
        for incoming in door.list_since(start, partial(_known, house)):
            gate.receive(incoming)
            count += 1
    except SendError as error:
        log.warning("not_reconciled", why=error.why)
        return count
    marking.put(house, MARK, now)
    return count


def _known(house: House, message_id: str) -> bool:
    return inbound.knows(house, Channel.WHATSAPP, message_id)
