"""Messages that wait because handling them failed: what the office may see and do.

The office sees what kind of message it is and where our mistake was, never what was written.
Running one again is `handlers.inbound.rerun`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.house import House
from handlers.refused import Refused
from storage import parked, staff
from storage.tables import Inbox

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A parked message without its words."""

    id: int
    channel: str
    received_at: datetime
    contact_id: int | None
    error: str
    """Class and place of what went wrong."""
    kind: str
    """`flows.messages.Kind`, or `unreadable` for an update that no door could read."""
    characters: int
    """How long its text is."""
    files: int
    private: bool


def list_parked(house: House) -> tuple[ParkedMessage, ...]:
    """All of them, the oldest first."""
    with house.database.read() as session:
        return tuple(_described(row) for row in parked.all_parked(session))


def show(house: House, inbox_id: int) -> ParkedMessage:
    """One of them; raises Refused when it is not parked."""
    with house.database.read() as session:
        row = next((row for row in parked.all_parked(session) if row.id == inbox_id), None)
        if row is None:
            raise Refused(_not_parked(inbox_id))
        return _described(row)


def drop(house: House, inbox_id: int, now: datetime) -> None:
    """Give one up, with an audit row; raises Refused when it is not parked."""
    with house.database.write() as session:
        row = parked.one(session, inbox_id)
        if row is None:
            raise Refused(_not_parked(inbox_id))
        parked.drop(session, row)
        staff.note(session, "parked_dropped", "inbox", inbox_id, now)


def _not_parked(inbox_id: int) -> str:
    return f"Message {inbox_id} is not parked. See `sambung parked list`."


def _described(row: Inbox) -> ParkedMessage:
    content: Mapping[str, Any] = row.content
    read = isinstance(content.get("kind"), str) and "sender" in content
    return ParkedMessage(
        id=row.id,
        channel=row.channel,
        received_at=row.received_at,
        contact_id=row.contact_id,
        error=row.error or "",
        kind=str(content["kind"]) if read else UNREADABLE,
        characters=len(content.get("text", "")) if read else 0,
        files=len(content.get("media", ())) if read else 0,
        private=bool(content.get("private", True)) if read else True,
    )
