"""How a person is reached when they did not just write: which address, and whether at all."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage import people
from storage.tables import Address


def home(session: Session, contact_id: int, channel: str = "") -> Address | None:
    """The contact's address on that channel, else the one last heard from; none if all are
    shut."""
    open_ones = people.addresses(session, contact_id)
    return next((a for a in open_ones if a.channel == channel), open_ones[0] if open_ones else None)
