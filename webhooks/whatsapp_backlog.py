"""Messages that came while our webhook was away, from Twilio's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flows.messages import Channel, Incoming, Kind, Media
from webhooks.whatsapp_media import HOST
from webhooks.whatsapp_reading import media_kind, with_media

PAGE = 200


def since(
    client: Any, sender: str, root: str, moment: datetime, known: Callable[[str], bool]
) -> list[Incoming]:
    """The inbound WhatsApp messages since then that are not known, oldest first. Raises what
    the client raises.

    Twilio lists the newest first, so the first older one ends the search.
    """
    found: list[Incoming] = []
    only_to = {"to": sender} if sender.startswith("whatsapp:") else {}
    for record in client.messages.stream(date_sent_after=moment, page_size=PAGE, **only_to):
        at = _moment(record)
        if at < moment:
            break
        is_inbound = record.direction == "inbound" and str(record.from_).startswith("whatsapp:")
        if is_inbound and not known(str(record.sid)):
            found.append(_incoming(record, at, _media(client, record, root)))
    return found[::-1]


def _moment(record: Any) -> datetime:
    at: datetime = record.date_sent or record.date_created
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _incoming(record: Any, at: datetime, media: tuple[Media, ...]) -> Incoming:
    base = Incoming(
        channel=Channel.WHATSAPP,
        id=str(record.sid),
        chat=str(record.from_),
        sender=str(record.from_),
        at=at,
        kind=Kind.TEXT if record.body else Kind.OTHER,
        text=record.body or "",
        note="" if record.body else "unknown",
    )
    return with_media(base, media) if media else base


def _media(client: Any, record: Any, root: str) -> tuple[Media, ...]:
    if not int(record.num_media or 0):
        return ()
    listed = client.messages(record.sid).media.list()
    return tuple(
        Media(
            media_kind(item.content_type),
            (root or HOST) + str(item.uri).removesuffix(".json"),
            item.content_type,
        )
        for item in listed
    )
