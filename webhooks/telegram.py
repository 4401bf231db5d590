"""Telegram's door: is this genuine, what does it say, how do we answer (Bot API 10).

Reading stands in `telegram_reading`, what is said in `telegram_speaking`, refusals in
`telegram_errors`; here are the connections, and the one loop they live on.
"""

from __future__ import annotations

import concurrent.futures
import hmac
import json
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

import structlog
from telegram import Bot, Message
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from flows import layout
from flows.messages import Channel, Incoming, Outgoing
from webhooks import telegram_reading
from webhooks.sending import (
    Attachment,
    Fetched,
    GiveUp,
    Health,
    Scope,
    SendError,
    Sent,
    Then,
    TryLater,
)
from webhooks.telegram_errors import NOT_MODIFIED, TOO_OLD, says, translate
from webhooks.telegram_http import PlainRequest, at_once
from webhooks.telegram_loop import LoopThread, keep_secrets_out_of_logs
from webhooks.telegram_reading import ALLOWED_UPDATES, Me
from webhooks.telegram_speaking import as_fields, edit, fits_response, send_file, send_text
from webhooks.telegram_taps import Taps

log = structlog.get_logger()
T = TypeVar("T")
API_ROOT = "https://api.telegram.org"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
PATIENCE = 90.0
"""Seconds that one call may take in all, an upload included."""
_LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class TelegramDoor:
    """One bot: implements `webhooks.sending.Door`, from any thread."""

    channel = Channel.TELEGRAM
    limit_text = layout.TELEGRAM_TEXT

    def __init__(
        self,
        token: str,
        secret: str = "",
        *,
        api_root: str = API_ROOT,
        username: str = "",
        clients: tuple[BaseRequest, BaseRequest] | None = None,
    ) -> None:
        """`secret` is the webhook's; `clients` (for calls, for polling) replace HTTP in tests."""
        keep_secrets_out_of_logs()
        root = api_root.rstrip("/")
        local = root.startswith(_LOOPBACK)
        self._secret = secret
        self._request, self._polling = clients or (
            PlainRequest(root, connections=32, direct=local),
            _polling_client(local=local),
        )
        self._plain = isinstance(self._request, PlainRequest)
        self._bot = Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=self._request,
            get_updates_request=self._polling,
        )
        self.me = Me(int(token.partition(":")[0]), username)
        self._taps = Taps(self._end_tap)
        self._loop = LoopThread("telegram")
        self._loop.run(self._open(), PATIENCE)

    def genuine(self, secret: str | None) -> bool:
        """Whether the header of a webhook holds our secret; never without one."""
        if not self._secret or not secret:
            return False
        return hmac.compare_digest(secret.encode(), self._secret.encode())

    def read(self, update: Mapping[str, Any], now: datetime) -> tuple[Incoming, ...]:
        """See `telegram_reading.read`. Raises Unreadable."""
        return telegram_reading.read(update, self.me, now)

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        """Send one message, or answer a tap. Raises SendError."""
        if message.callback:
            return self._answer(message)
        if attachment is None:
            return _accepted(self._call(send_text(self._bot, to, message)))
        return _accepted(self._call(send_file(self._bot, to, message, attachment)))

    def rides(self, message: Outgoing) -> bool:
        """Whether a webhook's response can carry it: words and buttons, known to be valid,
        because nobody would tell us what is wrong with them."""
        return fits_response(message)

    def ridden(self, to: str, message: Outgoing) -> str:
        """The body of a webhook's response that sends the message."""
        return json.dumps({"method": "sendMessage", **as_fields(to, message)})

    def spinner_stop(self, callback: str) -> str:
        """The body of a webhook's response that only ends a tap."""
        return json.dumps({"method": "answerCallbackQuery", "callback_query_id": callback})

    def stop_spinner(self, callback: str) -> None:
        """End a tap soon, beside everything else; nothing is lost when it fails."""
        self._taps.put(callback)

    def edit(self, to: str, message_id: str, message: Outgoing) -> None:
        """Show another text and other buttons; "not modified" is what we wanted.

        Raises SendError (`GiveUp` with `Then.GONE` when the message is no longer there).
        """
        self._call(edit(self._bot, to, int(message_id), message), fine=(NOT_MODIFIED,))

    def fetch(self, ref: str, mime: str) -> Fetched:
        """A file by its file_id, at most 20 MB (getFile's limit). Raises TryLater or GiveUp."""
        content = self._call(self._download(ref))
        if content is None:
            raise GiveUp("telegram:no_path")
        return Fetched(content, mime)

    def forget(self, ref: str) -> None:
        """Nothing to do: Telegram's links end by themselves after an hour."""

    def check(self) -> Health:
        """Ask Telegram who we are; also how our name in groups becomes known."""
        try:
            user = self._call(self._bot.get_me())
        except SendError as error:
            return Health(ok=False, name=self.me.username, why=error.why)
        if user is None:
            return Health(ok=False, name=self.me.username, why="telegram:no_answer")
        self.me = Me(user.id, user.username or "")
        return Health(ok=True, name=self.me.username)

    def set_webhook(self, public_url: str) -> None:
        """Ask for updates by webhook, with our secret. Raises SendError."""
        if not self._secret:
            raise GiveUp("telegram:no_secret", Then.INCIDENT)
        self._call(
            self._bot.set_webhook(
                f"{public_url.rstrip('/')}/telegram/webhook",
                secret_token=self._secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=40,
            )
        )

    def delete_webhook(self) -> None:
        """Ask for updates by polling instead; waiting ones are kept. Raises SendError."""
        self._call(self._bot.delete_webhook(drop_pending_updates=False))

    def ask_updates(self, after: int, seconds: int) -> concurrent.futures.Future[Any]:
        """Begin one long poll: the raw updates from number `after` on.

        Raw, because the library would refuse a whole batch for one update it cannot read, and
        write it to the log. The future may be cancelled; it fails with TelegramError.
        """
        question = urlencode(
            {
                "offset": after,
                "timeout": seconds,
                "limit": 100,
                "allowed_updates": json.dumps(ALLOWED_UPDATES),
            }
        )
        address = f"{self._bot.base_url}/getUpdates?{question}"
        return self._loop.hand_over(self._polling.post(address, read_timeout=seconds + 10))

    def close(self) -> None:
        """Close the connections and the loop; harmless when called twice."""
        if self._loop.closed:
            return
        self._taps.close()
        self._loop.run(self._shut(), PATIENCE)
        self._loop.close()

    def _call(self, work: Coroutine[Any, Any, T], fine: tuple[str, ...] = ()) -> T | None:
        """Run it; none when Telegram refused with a phrase that is fine with us."""
        try:
            return at_once(work) if self._plain else self._loop.run(work, PATIENCE)
        except TelegramError as error:
            if fine and says(error, *fine):
                return None
            raise translate(error) from None
        except TimeoutError:
            raise TryLater("telegram:network", scope=Scope.SENDER, unsure=True) from None
        except (TypeError, KeyError):  # a yes in a shape that the library cannot read
            raise TryLater("telegram:garbled", tries=5, then=Then.ALERT, unsure=True) from None

    def _answer(self, message: Outgoing) -> Sent:
        """Stop the spinner of a tap; one that is too old to answer counts as done."""
        self._call(
            self._bot.answer_callback_query(
                message.callback, text=message.text or None, show_alert=message.alert
            ),
            fine=TOO_OLD,
        )
        return Sent("")

    def _end_tap(self, callback: str) -> None:
        """Without the library, whose care an empty answer does not need."""
        if isinstance(self._request, PlainRequest):
            self._request.tell(
                f"{self._bot.base_url}/answerCallbackQuery", {"callback_query_id": callback}
            )
        else:
            self._answer(Outgoing(callback=callback))

    async def _open(self) -> None:
        await self._request.initialize()
        await self._polling.initialize()

    async def _shut(self) -> None:
        await self._request.shutdown()
        await self._polling.shutdown()

    async def _download(self, ref: str) -> bytes | None:
        file = await self._bot.get_file(ref)
        return bytes(await file.download_as_bytearray()) if file.file_path else None


def _polling_client(*, local: bool) -> HTTPXRequest:
    """A question that Telegram holds for long must be given up at once when we end: that takes
    a loop. Never through a proxy to this machine itself."""
    return HTTPXRequest(
        connection_pool_size=1,
        connect_timeout=5,
        read_timeout=20,
        write_timeout=20,
        pool_timeout=10,
        httpx_kwargs={"trust_env": not local},
    )


def _accepted(sent: Message | None) -> Sent:
    if sent is None:
        raise TryLater("telegram:no_answer", unsure=True)
    return Sent(str(sent.message_id))
