"""Messages that wait because handling them failed: what the office may see and do.

The office sees what kind of message it is and where our mistake was, never what was written.
Running one again is `handlers.inbound.rerun`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.house import House
from handlers.refused import Refused
from storage import inbox, staff
from storage.tables import Inbox

DROPPED = "dropped"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A parked message in the list."""

    id: int
    channel: str
    received_at: datetime
    contact_id: int | None
    error: str
    """Class and place of what went wrong."""


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A parked message looked at alone, without its words."""

    line: ParkedLine
    kind: str
    """`flows.messages.Kind`, or `unreadable` for an update that no door could read."""
    private: bool
    characters: int
    """How long its text is."""
    files: int
    overtaken: bool
    """A later message of the same contact was handled: this one may not be run again."""


def list_parked(house: House) -> tuple[ParkedLine, ...]:
    """All of them, the oldest first."""
    with house.database.read() as session:
        return tuple(_line(row) for row in inbox.parked(session))


def show(house: House, inbox_id: int) -> ParkedMessage:
    """One of them; raises Refused when it is not parked."""
    with house.database.write() as session:
        row = _parked(session, inbox_id)
        content: Mapping[str, Any] = row.content
        read = "sender" in content and isinstance(content.get("kind"), str)
        return ParkedMessage(
            line=_line(row),
            kind=content["kind"] if read else UNREADABLE,
            private=bool(content["private"]) if read else True,
            characters=len(content["text"]) if read else 0,
            files=len(content["media"]) if read else 0,
            overtaken=inbox.later_handled(session, inbox_id),
        )


def drop(house: House, inbox_id: int, now: datetime) -> None:
    """Give one up, with an audit row; raises Refused when it is not parked."""
    with house.database.write() as session:
        row = _parked(session, inbox_id)
        row.status = DROPPED
        session.flush()
        staff.note(session, "parked_dropped", "inbox", inbox_id, now)


def _parked(session: Session, inbox_id: int) -> Inbox:
    row = inbox.parked_row(session, inbox_id)
    if row is None:
        raise Refused(f"Message {inbox_id} is not parked. See `sambung parked list`.")
    return row


def _line(row: Inbox) -> ParkedLine:
    return ParkedLine(row.id, row.channel, row.received_at, row.contact_id, row.error or "")
