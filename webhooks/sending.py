"""What can come of sending: a closed set, so that nobody else must know a provider's codes.

    Sent                          accepted by the provider, with its id

    SendError                     not accepted
    ├── TryLater                  nobody's fault for long: wait, then the same again
    ├── GiveUp                    the same again will never do; `then` says what may
    ├── Stopped                   the person wants nothing from us on this channel
    └── Moved                     the chat has another id now: send there

The doors translate (`webhooks.telegram_errors`, `webhooks.whatsapp_codes`); the sender acts.
Named for what to do, not with the suffix Error: they are read in `except` clauses.
A SendError carries no personal data: `why` is a provider's code or a word of ours, fit for
a log and for the outbox row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from flows.messages import Channel, Outgoing


class Scope(StrEnum):
    """Who has to wait."""

    PERSON = "person"
    """This chat only."""
    SENDER = "sender"
    """Everything that leaves by this channel identity."""
    BULK = "bulk"
    """Campaigns; replies and notices go on."""


class Then(StrEnum):
    """What the handler should do about a message that will not go as it is."""

    NOTHING = "nothing"
    """Record it; nothing better is known."""
    AS_TEMPLATE = "as_template"
    """Outside the 24-hour window: the notice's approved template, else hold."""
    AS_TEXT = "as_text"
    """The file cannot go: the text alone, with a link to the file."""
    NEXT_LANGUAGE = "next_language"
    """The template is missing or paused in this language: the next one; alert the admin."""
    OTHER_CHANNEL = "other_channel"
    """The platform limits messages to this person for days; another channel may do."""
    INVALID_ADDRESS = "invalid_address"
    """Nobody can be reached there: mark the address, tell the facilitator."""
    SPLIT = "split"
    """Too long: our own mistake in laying it out."""
    GONE = "gone"
    """What should be edited or answered is no longer there: post anew, or forget it."""
    JOIN_SANDBOX = "join_sandbox"
    """Set-up: the person has not joined Twilio's sandbox."""
    ALERT = "alert"
    """Refused for its content or policy: the admin must read it."""
    INCIDENT = "incident"
    """The channel itself is misconfigured or shut: stop it and raise an alarm."""


class SendError(Exception):
    """The provider did not accept it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TryLater(SendError):
    """Wait and do the same again.

    `after` is what the provider asked for (none: the sender's own back-off). After `tries`
    failures of this kind (0: no limit but the sender's) `then` is to be done instead.
    `unsure` says that the provider may have taken the message although no answer came.
    """

    def __init__(
        self,
        why: str,
        after: timedelta | None = None,
        scope: Scope = Scope.PERSON,
        *,
        tries: int = 0,
        then: Then = Then.NOTHING,
        unsure: bool = False,
    ) -> None:
        super().__init__(why)
        self.after = after
        self.scope = scope
        self.tries = tries
        self.then = then
        self.unsure = unsure


class GiveUp(SendError):
    """The same again will fail the same way; `then` is what may help."""

    def __init__(self, why: str, then: Then = Then.NOTHING) -> None:
        super().__init__(why)
        self.then = then


class Stopped(SendError):
    """They blocked us, or (`opt_out`) said STOP to the provider."""

    def __init__(self, why: str, *, opt_out: bool = False) -> None:
        super().__init__(why)
        self.opt_out = opt_out


class Moved(SendError):
    """A group became a supergroup; everything for it goes to `chat`."""

    def __init__(self, chat: str) -> None:
        super().__init__("migrated")
        self.chat = chat


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has it."""

    provider_id: str
    """Telegram's message id in that chat, Twilio's MessageSid; empty for an answered tap."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go with a message."""

    name: str
    mime: str
    content: bytes | None = None
    """For a channel that takes uploads (Telegram)."""
    link: str = ""
    """A short-lived public address, for a channel that fetches (Twilio)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that somebody sent us."""

    content: bytes
    mime: str
    """As the provider says; the content is sniffed by the reader."""


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """What the provider later says of a message."""

    channel: Channel
    provider_id: str
    status: str
    """`queued`, `sent`, `delivered`, `read`, `undelivered`, `failed`; order is not kept."""
    error_code: str
    """Empty when nothing went wrong."""
    at: datetime
    failure: SendError | None = None
    """The same code in the words of this page."""
    row: int | None = None
    """Our row of the outbox, of a message that went without our knowing its id."""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a platform answers us, for `/health`."""

    ok: bool
    name: str = ""
    """Who we are there: the bot's username, the sender's address."""
    why: str = ""


class Door(Protocol):
    """One channel identity: how the sender and the jobs speak to a provider."""

    @property
    def channel(self) -> Channel:
        """Which door this is."""

    @property
    def limit_text(self) -> int:
        """The longest text of one message, in the platform's own counting."""

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        """Send one message (or answer a tap, when `message.callback` is set). Raises SendError."""

    def edit(self, to: str, message_id: str, message: Outgoing) -> None:
        """Show another text and other buttons; unchanged is fine. Raises SendError
        (`GiveUp` with `Then.GONE` when the message is no longer there).
        """

    def fetch(self, ref: str, mime: str) -> Fetched:
        """The content of a `Media.ref`. Raises TryLater, or GiveUp when it cannot be had."""

    def forget(self, ref: str) -> None:
        """Delete a fetched file at the provider, where that is possible. Raises SendError."""

    def check(self) -> Health:
        """Ask the platform who we are; never raises."""

    def close(self) -> None:
        """Let go of connections and threads."""
