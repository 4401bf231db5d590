"""Updates on their way from the Telegram fake to the program, by webhook or by polling.

Nothing is dropped before the program accepted it: an update stays pending until the webhook
answered 2xx, or until a poll asked for a later one. Updates of one chat are delivered in order;
different chats go in parallel. After 24 hours of city time the fake forgets them, as the real
server does.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from bot.demo.chat import Json
from bot.demo.outside import new_client
from bot.demo.telegram_fields import RefusedError

BY_REQUEST_ONLY = ("chat_member", "message_reaction", "message_reaction_count")
KEPT_FOR = timedelta(hours=24)
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
CONFLICT_OTHER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass(frozen=True)
class Update:
    """One update, the chat in whose order it stands, and when it happened."""

    id: int
    kind: str
    lane: str
    shape: Json
    at: datetime

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.shape}


@dataclass(frozen=True)
class Webhook:
    """Where updates go. An empty URL means that they wait for a poll."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    allowed: tuple[str, ...] = ()
    error: str = ""
    error_at: int = 0


class Updates:
    """The pending updates of one bot."""

    def __init__(
        self,
        now: Callable[[], datetime],
        carry_out: Callable[[httpx.Response], None],
        pauses: tuple[float, ...] = (0.1, 0.3, 1.0, 3.0, 10.0),
    ) -> None:
        self.now, self.pauses, self.webhook = now, pauses, Webhook()
        self.deliveries: list[tuple[int, int]] = []
        self._carry_out = carry_out
        self._pending: list[Update] = []
        self._allowed: tuple[str, ...] = ()
        self._busy: set[str] = set()
        self._next, self._polls, self._closed = 800_000_001, 0, False
        self._changed = threading.Condition()
        self._client = new_client(30.0)
        self._places = threading.BoundedSemaphore(40)

    def add(self, kind: str, lane: str, shape: Json) -> None:
        """Make an update pending and, with a webhook, start delivering it."""
        with self._changed:
            if not self._wanted(kind):
                return
            self._pending.append(Update(self._next, kind, lane, shape, self.now()))
            self._next += 1
            self._start(lane)
            self._changed.notify_all()

    def set_webhook(self, webhook: Webhook, drop: bool = False) -> None:
        """Deliver to that URL from now on; an empty one stops delivering."""
        with self._changed:
            self.webhook = webhook
            self._allowed = webhook.allowed or self._allowed
            if drop:
                self._pending.clear()
            for lane in {update.lane for update in self._pending}:
                self._start(lane)
            self._changed.notify_all()

    def poll(
        self, offset: int, limit: int, wait: float, allowed: list[str] | None = None
    ) -> list[Json]:
        """The pending updates from `offset` on. Raises RefusedError(409) beside another reader."""
        end = time.monotonic() + wait
        with self._changed:
            self._refuse_beside_webhook()
            self._polls += 1
            mine = self._polls
            self._allowed = tuple(allowed) if allowed is not None else self._allowed
            self._forget(offset)
            self._changed.notify_all()
            while not self._pending and not self._closed and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)
                self._refuse_beside_webhook()
                if self._polls != mine:
                    raise RefusedError(409, CONFLICT_OTHER)
            return [update.as_json() for update in self._pending[: limit or 100]]

    @property
    def pending(self) -> int:
        """How many updates the program has not accepted yet."""
        with self._changed:
            return len(self._pending)

    def settle(self, wait: float = 5.0) -> bool:
        """Wait until nothing is pending; False if something still is after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending, wait)

    def close(self) -> None:
        """Stop delivering and let go of all connections."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy, 2.0)
        self._client.close()

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in BY_REQUEST_ONLY

    def _refuse_beside_webhook(self) -> None:
        if self.webhook.url:
            raise RefusedError(409, CONFLICT_WEBHOOK)

    def _forget(self, offset: int) -> None:
        if offset < 0:
            self._pending = self._pending[offset:]
        self._pending = [u for u in self._pending if u.id >= offset]

    def _start(self, lane: str) -> None:
        if self.webhook.url and lane not in self._busy and not self._closed:
            self._busy.add(lane)
            threading.Thread(target=self._run, args=(lane,), daemon=True).start()

    def _run(self, lane: str) -> None:
        failed = 0
        while (update := self._first(lane)) is not None:
            if self._deliver(update):
                failed = 0
            else:
                self._pause(failed)
                failed += 1

    def _first(self, lane: str) -> Update | None:
        with self._changed:
            oldest = self.now() - KEPT_FOR
            self._pending = [u for u in self._pending if u.at >= oldest]
            mine = next((u for u in self._pending if u.lane == lane), None)
            if mine is None or not self.webhook.url or self._closed:
                self._busy.discard(lane)
                self._changed.notify_all()
                return None
            return mine

    def _deliver(self, update: Update) -> bool:
        webhook = self.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            with self._places:
                reply = self._client.post(webhook.url, json=update.as_json(), headers=headers)
        except httpx.HTTPError as error:
            return self._failed(update, 0, f"Connection failed: {type(error).__name__}")
        if not reply.is_success:
            words = f"Wrong response from the webhook: {reply.status_code} {reply.reason_phrase}"
            return self._failed(update, reply.status_code, words)
        self._accepted(update, reply)
        return True

    def _failed(self, update: Update, status: int, words: str) -> bool:
        with self._changed:
            self.deliveries.append((update.id, status))
            at = int(self.now().timestamp())
            old = self.webhook
            self.webhook = Webhook(old.url, old.secret, old.connections, old.allowed, words, at)
        return False

    def _accepted(self, update: Update, reply: httpx.Response) -> None:
        self._carry_out(reply)
        with self._changed:
            self.deliveries.append((update.id, reply.status_code))
            self._pending = [u for u in self._pending if u.id != update.id]
            self._changed.notify_all()

    def _pause(self, failed: int) -> None:
        """Wait before the next try, shorter if the webhook is set anew meanwhile."""
        with self._changed:
            before = self.webhook
            self._changed.wait_for(
                lambda: self._closed or self.webhook.url != before.url,
                self.pauses[min(failed, len(self.pauses) - 1)],
            )
