"""WhatsApp's door, by Twilio: is this genuine, what does it say, how do we answer.

Reading stands in `whatsapp_reading`, error codes in `whatsapp_codes`, files in
`whatsapp_media`, buttons in `whatsapp_content`, what came while we were away in
`whatsapp_backlog`; here are the signature and what we send.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import requests
from twilio.base.exceptions import (  # type: ignore[import-untyped, unused-ignore]
    TwilioException,
    TwilioRestException,
)
from twilio.http import HttpClient  # type: ignore[import-untyped, unused-ignore]
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from flows import layout
from flows.messages import Channel, Incoming, Outgoing
from webhooks import whatsapp_backlog, whatsapp_content, whatsapp_reading
from webhooks.sending import (
    Attachment,
    Fetched,
    GiveUp,
    Health,
    Scope,
    SendError,
    Sent,
    StatusUpdate,
    Then,
    TryLater,
)
from webhooks.whatsapp_codes import refused
from webhooks.whatsapp_content import ContentBook, Filled, one_line
from webhooks.whatsapp_http import PooledHttpClient, RootedHttpClient, session_for
from webhooks.whatsapp_media import MediaShelf
from webhooks.whatsapp_signature import RETRIES, Signatures
from webhooks.whatsapp_twiml import one_message

T = TypeVar("T")
STATUS_PATH = "/whatsapp/status"
ROW = "row"
"""In a receipt's address: which row of the outbox it is about."""
_NOT_AS_CONTENT = frozenset({Then.NEXT_LANGUAGE, Then.ALERT})


@dataclass(frozen=True, slots=True)
class Account:
    """How we are known at Twilio."""

    sid: str
    token: str = field(repr=False)
    sender: str
    """`whatsapp:+62...`, or the SID of a messaging service (`MG...`)."""
    public_url: str = ""
    """Where Twilio reaches us; without it nothing is genuine and no receipts are asked for."""
    api_root: str = ""
    """Stands for all hosts of Twilio when set."""
    use_content: bool = False
    """Send quick replies and lists through the Content API instead of numbered lines."""


class WhatsAppDoor:
    """One sender at Twilio: implements `webhooks.sending.Door`, from any thread."""

    channel = Channel.WHATSAPP
    limit_text = layout.WHATSAPP_BODY

    def __init__(
        self,
        account: Account,
        *,
        http: HttpClient | None = None,
        shelf: MediaShelf | None = None,
    ) -> None:
        """`http` replaces the library's HTTP in tests, `shelf` that of files."""
        self._account = account
        self._root = account.api_root.rstrip("/")
        self._public = account.public_url.partition("#")[0].rstrip("/")
        self._signatures = Signatures(account.token, self._public)
        self._session = session_for(self._root)
        inner = http or PooledHttpClient(self._session)
        self._client: Any = Client(
            account.sid, account.token, http_client=RootedHttpClient(inner, self._root)
        )
        key = (account.sid, account.token)
        self._shelf = shelf or MediaShelf(key, self._root, self._session)
        self._book = ContentBook(self._client.content.v1.contents) if account.use_content else None

    def genuine(
        self, path: str, query: str, form: Mapping[str, str], signature: str | None
    ) -> bool:
        """See `whatsapp_signature.Signatures.genuine`."""
        return self._signatures.genuine(path, query, form, signature)

    def read(self, form: Mapping[str, str], now: datetime) -> tuple[Incoming, ...]:
        """See `whatsapp_reading.read`. Raises Unreadable."""
        return whatsapp_reading.read(form, now)

    def read_status(self, form: Mapping[str, str], now: datetime) -> StatusUpdate:
        """See `whatsapp_reading.read_status`. Raises Unreadable."""
        return whatsapp_reading.read_status(form, now)

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        """Send one message. Raises SendError. There are no taps to answer on WhatsApp."""
        if message.callback:
            return Sent("")
        if message.template:
            variables = json.dumps(_template_values(message.values), ensure_ascii=False)
            return self._create(to, content_sid=message.template, content_variables=variables)
        if attachment is not None:
            return self._send_file(to, message, attachment)
        filled = whatsapp_content.fill(message) if self._book and message.buttons else None
        return (filled and self._send_content(to, filled)) or self._create(
            to, body=layout.numbered(message)
        )

    def rides(self, message: Outgoing) -> bool:
        """Whether TwiML can carry it: plain words, that would not be buttons or a file."""
        if message.file or message.template or message.callback or message.edits:
            return False
        if self._book and message.buttons and whatsapp_content.fill(message):
            return False
        words = layout.numbered(message)
        return bool(words.strip()) and layout.units(words) <= layout.WHATSAPP_BODY

    def ridden(self, message: Outgoing, outbox_id: int) -> str:
        """TwiML that sends the message. Its receipts name our row, because a message sent so
        has no id that we are told."""
        called = f"{self._public}{STATUS_PATH}?{ROW}={outbox_id}{RETRIES}" if self._public else ""
        return one_message(layout.numbered(message), called)

    def edit(self, to: str, message_id: str, message: Outgoing) -> None:  # noqa: ARG002
        """Cannot be done here. Raises GiveUp with `Then.GONE`: post anew."""
        raise GiveUp("whatsapp:no_edit", Then.GONE)

    def fetch(self, ref: str, mime: str) -> Fetched:
        """The content of a `Media.ref`. Raises TryLater or GiveUp."""
        return self._shelf.fetch(ref, mime)

    def forget(self, ref: str) -> None:
        """Delete a file at Twilio; one that is gone already is fine. Raises SendError."""
        message, media = self._shelf.names(ref)
        try:
            self._call(lambda: self._client.messages(message).media(media).delete())
        except GiveUp as error:
            if error.why != "twilio:20404":
                raise

    def list_since(
        self, moment: datetime, known: Callable[[str], bool] = lambda _sid: False
    ) -> Iterable[Incoming]:
        """What came since then, oldest first: our own webhooks may have missed it.

        A message whose id is `known` is left out, and its files are not asked for again.
        Twilio's list does not say which button was pressed or where a pin stands; a press is
        there as its words. Raises SendError.
        """
        sender, root = self._account.sender, self._root
        return self._call(lambda: whatsapp_backlog.since(self._client, sender, root, moment, known))

    def check(self) -> Health:
        """Ask Twilio whether the account is active."""
        name = self._account.sender
        try:
            account = self._call(lambda: self._client.api.v2010.accounts(self._account.sid).fetch())
        except SendError as error:
            return Health(ok=False, name=name, why=error.why)
        active = account.status == "active"
        return Health(ok=active, name=name, why="" if active else "twilio:not_active")

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _send_file(self, to: str, message: Outgoing, attachment: Attachment) -> Sent:
        if not attachment.link.startswith(("https://", "http://")):
            raise GiveUp("whatsapp:no_link", Then.AS_TEXT)
        words = layout.numbered(message)
        caption = {"body": words} if words else {}
        return self._create(to, media_url=[attachment.link], **caption)

    def _send_content(self, to: str, filled: Filled) -> Sent | None:
        """Send it with buttons; none when Twilio will not have it so."""
        book = self._book
        if book is None:
            return None
        try:
            sid = self._call(lambda: book.sid(filled))
        except SendError as error:
            if isinstance(error, GiveUp):
                book.refuse(filled)
            return None
        try:
            return self._create(to, content_sid=sid, content_variables=filled.variables)
        except GiveUp as error:
            if error.then not in _NOT_AS_CONTENT:
                raise
            book.refuse(filled)
            return None

    def _create(self, to: str, **what: Any) -> Sent:
        sender = self._account.sender
        who = "messaging_service_sid" if sender.startswith("MG") else "from_"
        if self._public:
            what["status_callback"] = f"{self._public}{STATUS_PATH}{RETRIES}"
        message = self._call(lambda: self._client.messages.create(to=to, **{who: sender}, **what))
        return Sent(str(message.sid))

    def _call(self, work: Callable[[], T]) -> T:
        """Run it; whatever the library or the network raises becomes a SendError."""
        try:
            return work()
        except TwilioRestException as error:
            raise refused(error.status, error.code) from None
        except TwilioException as error:
            raise _page_refused(error) from None
        except requests.RequestException as error:
            raise _unheard(error) from None
        except ValueError:  # a yes in a shape that the library cannot read
            raise TryLater("twilio:garbled", tries=5, then=Then.ALERT, unsure=True) from None


def _template_values(values: Mapping[str, str]) -> dict[str, str]:
    """The blanks 1, 2, 3 ... of an approved template; an empty one would be refused."""
    named = {k: one_line(str(v)) or "-" for k, v in values.items()}
    if all(name.isdigit() for name in named):
        return named
    return {str(n): value for n, value in enumerate(named.values(), start=1)}


def _page_refused(error: TwilioException) -> SendError:
    """A list that broke off: the library passes Twilio's answer as the second argument."""
    answer = error.args[1] if len(error.args) > 1 else None
    return refused(int(getattr(answer, "status_code", 500)), None)


def _unheard(error: requests.RequestException) -> SendError:
    """No answer, or none that can be read: it may have been taken unless it never left us."""
    never_left = isinstance(error, requests.ConnectTimeout) or "NewConnectionError" in repr(error)
    return TryLater("twilio:network", scope=Scope.SENDER, unsure=not never_left)
