"""Telling Telegram where we are, and going on trying while it is away."""

from __future__ import annotations

import structlog

from webhooks.sending import SendError
from webhooks.telegram import TelegramDoor

log = structlog.get_logger()


class Introduction:
    """Looks who we are there, and sets the webhook once; `serve` starts without waiting."""

    def __init__(self, door: TelegramDoor, public_url: str) -> None:
        self._door = door
        self._public_url = public_url
        self._done = False

    def again(self) -> None:
        """One try, unless it is done."""
        if self._done or not self._door.check().ok:
            return
        if self._public_url:
            try:
                self._door.set_webhook(self._public_url)
            except SendError as error:
                log.warning("webhook_not_set", why=error.why)
                return
        self._done = True
