"""Moments up to which something was done."""

from __future__ import annotations

from datetime import datetime

from handlers.house import House
from storage import marks


def get(house: House, name: str) -> datetime | None:
    """When it was last done; none if never."""
    with house.database.read() as session:
        return marks.get_mark(session, name)


def put(house: House, name: str, at: datetime) -> None:
    """It is done up to then."""
    with house.database.write() as session:
        marks.set_mark(session, name, at)
