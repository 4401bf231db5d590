"""The job that brings a photo home: fetch at the provider, clean, seal, delete it there."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from flows.messages import Channel
from handlers import fetching
from handlers.house import House
from handlers.later import NotYet
from handlers.pictures.clean import Refused, clean
from webhooks.sending import Door, SendError, TryLater

__all__ = ["NotYet", "fetch"]
log = structlog.get_logger()


def fetch(house: House, doors: Mapping[Channel, Door], document_id: int) -> None:
    """Fetch one document. Raises NotYet when it is worth another try; anything final is
    recorded and the person is asked to send the photo again."""
    wanted = fetching.wanted(house, document_id)
    if wanted is None:
        return
    door = doors.get(wanted.channel)
    if door is None:
        raise NotYet("channel not configured")
    try:
        file = clean(door.fetch(wanted.ref, wanted.mime).content)
    except TryLater as later:
        raise NotYet(later.why) from None
    except SendError as error:
        fetching.give_up(house, document_id, error.why)
        return
    except Refused as refused:
        fetching.give_up(house, document_id, str(refused))
        return
    house.reached("after_fetch")
    fetching.keep(house, document_id, file)
    _delete_there(door, wanted.ref, document_id)


def _delete_there(door: Door, ref: str, document_id: int) -> None:
    """A copy at the provider that cannot be deleted is worth a line, not a failed job."""
    try:
        door.forget(ref)
    except SendError as error:
        log.warning("media_not_deleted", document_id=document_id, why=error.why)
