"""From a provider's payload to the house: the same for a webhook and for polling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

import structlog

from flows.messages import Channel, Incoming
from handlers.inbound import Taken
from handlers.meter import Meter, Step
from handlers.riding import NO_ROOM, Room
from webhooks.reading import Unreadable
from webhooks.sending import StatusUpdate
from webhooks.telegram import TelegramDoor
from webhooks.whatsapp import WhatsAppDoor

log = structlog.get_logger()
_UNMEASURED = Meter()


class Gate(Protocol):
    """What the doors need of the house. Each raises `handlers.house.Unavailable` when the
    database cannot take it now, and otherwise returns only when it is stored."""

    def receive(self, incoming: Incoming) -> object:
        """Take a message in, once, with its whole effect."""

    def take(self, incoming: Incoming, room: Room) -> Taken:
        """The same, where the response may carry an answer that there is `room` for."""

    def park_unreadable(
        self, channel: Channel, provider_id: str, payload: Mapping[str, Any], error: str
    ) -> object:
        """Keep a genuine update that we cannot read, once."""

    def record_receipt(self, update: StatusUpdate) -> object:
        """Note what became of a message of ours."""


def take_update(
    door: TelegramDoor,
    gate: Gate,
    update: Mapping[str, Any],
    now: datetime,
    meter: Meter = _UNMEASURED,
    room: Room | None = None,
) -> Taken | None:
    """A genuine Telegram update with an `update_id`; what its response should carry: with
    `room`, an answer, otherwise the end of a tap at most. Raises Unavailable."""
    try:
        with meter.timed(Step.READ):
            happened = door.read(update, now)
    except Unreadable as error:
        _park(gate, Channel.TELEGRAM, error, update)
        return None
    return _each(gate, happened, room or NO_ROOM)


def take_message(
    door: WhatsAppDoor,
    gate: Gate,
    form: Mapping[str, str],
    now: datetime,
    meter: Meter = _UNMEASURED,
    room: Room | None = None,
) -> Taken | None:
    """A genuine form of an inbound WhatsApp message; with `room`, what its response should
    carry. Raises Unavailable."""
    try:
        with meter.timed(Step.READ):
            happened = door.read(form, now)
    except Unreadable as error:
        _park(gate, Channel.WHATSAPP, error, form)
        return None
    return _each(gate, happened, room)


def _each(gate: Gate, happened: tuple[Incoming, ...], room: Room | None) -> Taken | None:
    if room is not None and len(happened) == 1:
        return gate.take(happened[0], room)
    for incoming in happened:
        gate.receive(incoming)
    return None


def take_status(
    door: WhatsAppDoor,
    gate: Gate,
    form: Mapping[str, str],
    now: datetime,
    row: int | None = None,
) -> None:
    """A genuine form of a status callback; `row` of the outbox stood in its address where the
    message went in a response. Raises Unavailable."""
    try:
        update = door.read_status(form, now)
    except Unreadable as error:
        _park(gate, Channel.WHATSAPP, error, form)
        return
    gate.record_receipt(update if row is None else replace(update, row=row))


def _park(gate: Gate, channel: Channel, error: Unreadable, payload: Mapping[str, Any]) -> None:
    log.warning("unreadable", channel=channel, id=error.provider_id, error=error.error)
    gate.park_unreadable(channel, error.provider_id, payload, error.error)
