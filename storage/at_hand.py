"""The last message with buttons that a person was sent: what a typed number answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from flows.messages import Button, Lane, Outgoing
from storage.columns import UtcDateTime
from storage.statements import run
from storage.tables import ASKS_FOR_OFFICER, Inbox, Outbox

_LOOKED_AT = 8
"""Messages: several parts, notices and files may follow the one with the buttons."""
_LAST_SENT = (
    select(Outbox.content)
    .where(Outbox.address_id == bindparam("to"), Outbox.status == "sent")
    .where(Outbox.lane != int(Lane.CALLBACK))
    .where(Outbox.sent_at >= bindparam("since", type_=UtcDateTime()))
    .order_by(Outbox.sent_at.desc(), Outbox.id.desc())
    .limit(_LOOKED_AT)
)
_WORD_BEFORE = (
    select(Inbox.received_at)
    .where(Inbox.contact_id == bindparam("of"))
    .order_by(Inbox.id.desc())
    .offset(1)
    .limit(1)
)
"""The newest is what is being heard now."""


def last_buttons(session: Session, address_id: int, since: datetime) -> Sequence[Button]:
    """Its buttons; none where nothing with buttons was sent since then."""
    rows = run(session, _LAST_SENT, {"to": address_id, "since": since})
    found = (Outgoing.from_json(row.content).buttons for row in rows)
    return next((buttons for buttons in found if buttons), ())


def since_last_word(
    session: Session, address_id: int, contact_id: int, since: datetime
) -> Sequence[Sequence[Button]]:
    """The buttons of each message that was sent since the person wrote before, the newest first:
    what they may have had before them as they wrote now."""
    before = run(session, _WORD_BEFORE, {"of": contact_id}).scalar()
    after = max(since, before) if before is not None else since
    rows = run(session, _LAST_SENT, {"to": address_id, "since": after})
    found = (Outgoing.from_json(row.content).buttons for row in rows)
    return [buttons for buttons in found if buttons]


def requests_for_an_officer(session: Session, data: str, since: datetime) -> Sequence[Outbox]:
    """Those that were sent since then and carry the button with these data."""
    rows = session.scalars(
        select(Outbox)
        .where(ASKS_FOR_OFFICER, Outbox.status == "sent", Outbox.created_at >= since)
        .where(Outbox.provider_id.is_not(None))
        .order_by(Outbox.created_at, Outbox.id)
    )
    return [row for row in rows if any(b.data == data for b in _buttons(row))]


def _buttons(row: Outbox) -> Sequence[Button]:
    return Outgoing.from_json(row.content).buttons
