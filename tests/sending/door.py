"""A door of our own: it notes what leaves, and refuses what a test tells it to refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from flows.messages import Channel, Outgoing
from webhooks.sending import Attachment, Fetched, Health, SendError, Sent


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it left."""

    to: str
    text: str
    edits: str = ""
    """Id of the message that was edited; empty for a new one."""
    template: str = ""
    values: tuple[str, ...] = ()
    attachment: Attachment | None = None


@dataclass
class TestDoor:
    """Stands where Telegram's or WhatsApp's door stands."""

    __test__ = False
    channel: Channel
    left: list[Shown] = field(default_factory=list)
    files: dict[str, bytes | SendError] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    keeps: SendError | None = None
    """What it says when a file is to be deleted."""
    before_accepting: Callable[[str], None] = lambda _id: None
    names: dict[str, str] = field(default_factory=dict)
    """What it calls the message with that text, if not as usual."""
    limit_text: int = 4096
    _refusals: list[tuple[str, Exception]] = field(default_factory=list)
    _ids: count[int] = field(default_factory=lambda: count(1))
    _lock: Lock = field(default_factory=Lock)

    def refuses(self, error: Exception, words: str = "", times: int = 1) -> None:
        """The next messages that hold these words are not taken."""
        self._refusals += [(words, error)] * times

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        """Note it, or refuse it."""
        self._judge(message)
        with self._lock:
            number = f"{self.channel}-{next(self._ids)}"
            values = tuple(message.values.values()) if message.template else ()
            self.left.append(Shown(to, message.text, "", message.template, values, attachment))
        self.before_accepting(number)
        return Sent("" if message.callback else self.names.get(message.text, number))

    def edit(self, to: str, message_id: str, message: Outgoing) -> None:
        """Note it, or refuse it."""
        self._judge(message)
        with self._lock:
            self.left.append(Shown(to, message.text, message_id))

    def fetch(self, ref: str, mime: str) -> Fetched:
        """The file a test put there."""
        found = self.files[ref]
        if isinstance(found, SendError):
            raise found
        return Fetched(found, mime)

    def forget(self, ref: str) -> None:
        """Note it, or refuse it."""
        if self.keeps is not None:
            raise self.keeps
        self.forgotten.append(ref)

    def check(self) -> Health:
        """Always there."""
        return Health(ok=True)

    def close(self) -> None:
        """Nothing to let go of."""

    def texts(self, to: str = "") -> list[str]:
        """What left, in order; only to that person if one is named."""
        return [one.text for one in self.left if not to or one.to == to]

    def _judge(self, message: Outgoing) -> None:
        with self._lock:
            for refusal in self._refusals:
                if refusal[0] in message.text:
                    self._refusals.remove(refusal)
                    raise refusal[1]
