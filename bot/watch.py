"""How the program is: what `/health` says, looked up beforehand so that the answer is quick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from flows.messages import Channel
from handlers.house import House
from storage.database import DATABASE_FAILURES
from webhooks.sender import Sender
from webhooks.sending import Door, SendError
from webhooks.telegram import TelegramDoor

log = structlog.get_logger()


class Watch:
    """Asks the platforms who we are, and keeps their last answer."""

    def __init__(self, house: House, doors: Mapping[Channel, Door], public_url: str) -> None:
        self._house = house
        self._doors = doors
        self._public_url = public_url
        self._platforms: dict[str, dict[str, Any]] = {}
        self._introduced: set[Channel] = set()
        self.senders: dict[Channel, Sender] = {}

    def look(self) -> None:
        """Ask every platform; tell Telegram our address once it answers."""
        for channel, door in self._doors.items():
            health = door.check()
            self._platforms[channel] = {"ok": health.ok, "name": health.name, "why": health.why}
            if health.ok and channel not in self._introduced:
                self._introduce(channel, door)

    def _introduce(self, channel: Channel, door: Door) -> None:
        if isinstance(door, TelegramDoor) and self._public_url:
            try:
                door.set_webhook(self._public_url)
            except SendError as error:
                log.warning("webhook_not_set", why=error.why)
                return
        self._introduced.add(channel)

    def report(self) -> tuple[bool, dict[str, Any]]:
        """Whether messages can be taken in (the database is there), and the particulars. An
        unreachable platform is said, but is no reason to be restarted."""
        ready = self._database_answers()
        return ready, {
            "database": "ok" if ready else "unavailable",
            "platforms": self._platforms,
            "sending": {channel: sender.leading for channel, sender in self.senders.items()},
        }

    def _database_answers(self) -> bool:
        try:
            self._house.database.ping()
        except DATABASE_FAILURES:
            return False
        return True
