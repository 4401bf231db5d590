"""A small language for the send queue: put, claim, and say what was claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.messages import Channel, Lane, Outgoing
from storage import listening, outbox
from storage.database import Database
from storage.tables import Outbox

TELEGRAM = Channel.TELEGRAM


@dataclass
class Line:
    """One channel's outbox at a moment that a test may move."""

    database: Database
    now: datetime
    channel: str = TELEGRAM

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def put(self, text: str, address: int, lane: Lane = Lane.REPLY, **more: Any) -> int:
        with self.database.write() as session:
            return outbox.put(
                session,
                channel=self.channel,
                address_id=address,
                outgoing=Outgoing(text),
                lane=lane,
                now=self.now,
                **more,
            )

    def claim(self, limit: int = 10, worker: str = "one") -> list[str]:
        """The texts of what may leave."""
        return [claimed.outgoing.text for claimed in self.claimed(limit, worker)]

    def claimed(self, limit: int = 10, worker: str = "one") -> list[outbox.Claimed]:
        with self.database.write() as session:
            return outbox.claim(session, self.channel, worker, self.now, limit)

    def sent(self, outbox_id: int, provider_id: str = "") -> None:
        with self.database.write() as session:
            outbox.mark_sent(session, outbox_id, provider_id or f"m{outbox_id}", self.now)

    def row(self, outbox_id: int) -> Outbox:
        with self.database.read() as session:
            return session.get_one(Outbox, outbox_id)

    def hold(self, outbox_id: int) -> None:
        with self.database.write() as session:
            outbox.hold(session, outbox_id, "window")

    def wake(self, address: int) -> int:
        with self.database.write() as session:
            return listening.wake_held(session, address)

    def retry(self, outbox_id: int, seconds: float) -> None:
        with self.database.write() as session:
            until = self.now + timedelta(seconds=seconds)
            outbox.retry_later(session, outbox_id, until, "429")

    def postpone(self, outbox_id: int, seconds: float) -> None:
        with self.database.write() as session:
            outbox.postpone(session, outbox_id, self.now + timedelta(seconds=seconds))

    def release(self, prefix: str = "") -> int:
        with self.database.write() as session:
            return outbox.release(session, TELEGRAM, prefix)
