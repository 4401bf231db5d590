"""Telling Telegram where we are, and going on trying while it is away."""

from __future__ import annotations

import structlog

from storage.lease import Lease
from webhooks.sending import SendError
from webhooks.telegram import TelegramDoor

log = structlog.get_logger()


class Introduction:
    """Looks who we are there, and sets the webhook once; `serve` starts without waiting.

    With a public address we share the lease that who polls needs alone: nobody begins to poll,
    which would take the webhook away, and no webhook is set while somebody polls.
    """

    def __init__(self, door: TelegramDoor, public_url: str, lease: Lease) -> None:
        self._door = door
        self._public_url = public_url
        self._lease = lease
        self._done = False

    def again(self) -> None:
        """One try, unless it is done."""
        if self._public_url and not self._lease.take():
            self._done = False
            log.warning("webhook_waits", why="polled_by_another_process")
            return
        if self._done or not self._door.check().ok:
            return
        if self._public_url:
            try:
                self._door.set_webhook(self._public_url)
            except SendError as error:
                log.warning("webhook_not_set", why=error.why)
                return
        self._done = True

    def end(self) -> None:
        """Somebody else may poll."""
        self._lease.release()
