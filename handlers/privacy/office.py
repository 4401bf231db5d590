"""What the office asks at the computer: which requests wait, and what the night would delete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from handlers.privacy import ageing
from storage.privacy import requests

MOST = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that an officer has to act on; nothing of what is in it."""

    number: int
    kind: str
    asked: datetime
    due: datetime
    verified: bool
    """An officer has found who asks."""
    late: bool


def waiting(house: House) -> list[Waiting]:
    """What is due first comes first."""
    now = house.clock()
    with house.database.read() as session:
        return [
            Waiting(
                row.id, row.kind, row.asked_at, row.due_at, row.person_id is not None,
                row.due_at < now,
            )
            for row in requests.waiting(session, MOST)
        ]  # fmt: skip


def due(house: House) -> dict[str, int]:
    """How many rows of each kind are past their time."""
    return ageing.due(house)


def delete_now(house: House) -> dict[str, int]:
    """The night's work at once; the files go by jobs of the running program."""
    return ageing.work(house, longest=float("inf"))
