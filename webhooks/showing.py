"""A group's card: its present state is sent, or the earlier message is edited; and what is done
where the group will not have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import structlog

from handlers import cards, migrating
from handlers.cards import CardParcel
from handlers.house import House
from webhooks import outcomes
from webhooks.pacing import Pacing
from webhooks.sending import Door, GiveUp, Moved, SendError, Sent, Stopped, Then, TryLater

log = structlog.get_logger()
Measured = Callable[[Callable[[], Sent | None]], Sent | None]
"""Speaks to the provider, and counts how long it took."""


def show(house: House, pacing: Pacing, door: Door, measured: Measured, parcel: CardParcel) -> None:
    """Show a card's present state: edit it, or post it anew when it is not there."""
    try:
        message_id = _shown(door, measured, parcel)
    except SendError as error:
        _not_shown(house, pacing, parcel, error)
        return
    cards.shown(house, parcel, message_id)
    log.info("card_shown", attempts=parcel.attempts)


def _shown(door: Door, measured: Measured, parcel: CardParcel) -> str:
    if parcel.message_id:
        measured(partial(door.edit, parcel.to, parcel.message_id, parcel.message))
        return parcel.message_id
    sent = measured(partial(door.send, parcel.to, parcel.message))
    assert sent is not None  # a door that sends says as what
    return sent.provider_id


def _not_shown(house: House, pacing: Pacing, parcel: CardParcel, error: SendError) -> None:
    match error:
        case Moved():
            migrating.moved(house, parcel.to, error.chat)
            cards.later(house, parcel, timedelta())
        case GiveUp() if error.then is Then.GONE and parcel.message_id:
            cards.post_anew(house, parcel)
        case TryLater():
            wait = error.after or outcomes.backoff(parcel.attempts)
            outcomes.pause(house, pacing, error, wait)
            cards.later(house, parcel, wait)
        case Stopped():
            cards.hidden(house, parcel, error.why, left=True)
        case _:
            log.error("card_not_shown", case_id=parcel.case_id, why=error.why)
            cards.hidden(house, parcel, error.why)
