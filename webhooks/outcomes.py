"""What to do about each thing that can come of sending: one line per member of the closed set."""

from __future__ import annotations

from datetime import timedelta

import structlog

from handlers import delivery, migrating
from handlers.delivery import Parcel
from handlers.house import House
from storage.receipts import Early
from webhooks import whatsapp_codes
from webhooks.pacing import Pacing
from webhooks.sending import GiveUp, Moved, Scope, SendError, StatusUpdate, Stopped, Then, TryLater
from webhooks.whatsapp_codes import verdict_of

log = structlog.get_logger()
BACKOFF = (0.5, 2, 5, 15, 60, 300)
"""Seconds before the second, third ... try when the provider names no time. One failure alone
happens to every platform, and somebody waits for an answer."""
MOST_TRIES = 49
"""About four hours of back-off: as long as Twilio keeps a message in its own queue."""
INCIDENT_PAUSE = timedelta(minutes=5)
_ANOTHER_WAY = frozenset({Then.AS_TEMPLATE, Then.OTHER_CHANNEL, Then.NEXT_LANGUAGE})
_ALARMS = frozenset({Then.ALERT, Then.INCIDENT, Then.JOIN_SANDBOX, Then.NEXT_LANGUAGE, Then.SPLIT})


def failed(house: House, pacing: Pacing, parcel: Parcel, error: SendError) -> None:
    """Record why a message did not go, and arrange what may help."""
    log.info("not_sent", outbox_id=parcel.outbox_id, why=error.why, attempts=parcel.attempts)
    match error:
        case TryLater():
            _later(house, pacing, parcel, error)
        case Stopped():
            delivery.stopped(house, parcel, error.why)
        case Moved():
            migrating.moved(house, parcel.to, error.chat)
            delivery.later(house, parcel, timedelta(), error.why)
        case GiveUp():
            _give_up(house, pacing, parcel, error)
        case _:
            delivery.gave_up(house, parcel, error.why)


def backoff(attempts: int) -> timedelta:
    """How long to wait after that many tries."""
    return timedelta(seconds=BACKOFF[min(attempts, len(BACKOFF)) - 1])


def _later(house: House, pacing: Pacing, parcel: Parcel, error: TryLater) -> None:
    if parcel.attempts >= (error.tries or MOST_TRIES):
        _give_up(house, pacing, parcel, GiveUp(error.why, error.then))
        return
    wait = error.after if error.after is not None else backoff(parcel.attempts)
    pause(house, pacing, error, wait)
    delivery.later(house, parcel, wait, error.why)
    pacing.again(house.clock() + wait)


def pause(house: House, pacing: Pacing, error: TryLater, wait: timedelta) -> None:
    """Let wait whoever the provider means: everybody, campaigns, or this person only."""
    if error.scope is Scope.SENDER and error.after is None:
        pacing.stumbled(house.clock())
    elif error.scope is Scope.SENDER:
        pacing.pause(house.clock(), house.clock() + wait)
    elif error.scope is Scope.BULK:
        pacing.pause_bulk(house.clock() + wait)


def _give_up(house: House, pacing: Pacing, parcel: Parcel, error: GiveUp) -> None:
    if error.then in _ALARMS:
        log.error("needs_a_person", what=error.then, why=error.why, outbox_id=parcel.outbox_id)
    if error.then in _ANOTHER_WAY:
        template = error.then is not Then.OTHER_CHANNEL
        delivery.another_channel(house, parcel, error.why, template=template)
    elif error.then is Then.AS_TEXT:
        delivery.as_text(house, parcel, error.why)
    elif error.then is Then.INVALID_ADDRESS:
        delivery.stopped(house, parcel, error.why, invalid=True)
    elif error.then is Then.INCIDENT and parcel.attempts < MOST_TRIES:
        pacing.pause(house.clock(), house.clock() + INCIDENT_PAUSE)
        delivery.later(house, parcel, INCIDENT_PAUSE, error.why)
    else:
        delivery.gave_up(house, parcel, error.why)


def came_early(house: House, pacing: Pacing, parcel: Parcel, early: Early | None) -> None:
    """A receipt that overtook our own record of sending: only its failure asks for more."""
    failure = verdict_of(int(early.error_code)) if early and early.error_code else None
    if failure is not None:
        failed(house, pacing, parcel, failure)


def reported(house: House, update: StatusUpdate) -> None:
    """A receipt: recorded once, and a failure that came late is treated like one at once."""
    if update.row is not None:
        delivery.named(house, update.row, update.channel, update.provider_id, update.at)
    parcel = delivery.receipt(
        house, update.channel, update.provider_id, update.status, update.error_code, update.at
    )
    if parcel is not None:
        failed(house, Pacing(1), parcel, update.failure or GiveUp(update.status))


def failed_early(house: House, pacing: Pacing, parcel: Parcel, code: str) -> None:
    """A failure whose receipt came before our own record of sending (only Twilio reports)."""
    error = whatsapp_codes.reported(int(code)) if code.isdigit() else GiveUp(code)
    failed(house, pacing, parcel, error)
