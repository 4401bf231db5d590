"""People and groups as a test speaks of them: says, presses, hears, waits for."""

import re
import time

from bot.demo.chat import Chat, Message, Person
from bot.demo.listening import SOON, Listener, fits
from bot.demo.pictures import example
from bot.demo.telegram_app import TelegramApp
from bot.demo.whatsapp_app import WhatsAppApp

MOJOKERTO = (-7.4722, 112.4338)


class TelegramGroup(Listener):
    """A Telegram group, as its members see it."""

    def __init__(self, app: TelegramApp, chat: Chat) -> None:
        super().__init__(app.world, chat)
        self.app = app

    @property
    def id(self) -> int:
        """The group's number, the new one after an upgrade."""
        return self.chat.telegram_id

    def upgrades(self, by: "TelegramPerson", number: int = 0) -> None:
        """Become a supergroup."""
        number = number or int(f"-100{abs(self._chat.telegram_id)}")
        self.app.upgrades(by.person, self.chat, number)


class TelegramPerson(Listener):
    """Somebody on Telegram; listens to the private chat with the bot."""

    def __init__(self, app: TelegramApp, person: Person) -> None:
        super().__init__(app.world, app.private_chat(person))
        self.app, self.person = app, person

    @property
    def id(self) -> int:
        return self.person.telegram_id

    def _in(self, group: TelegramGroup | None) -> Chat:
        return group.chat if group else self.chat

    def says(
        self, text: str, group: TelegramGroup | None = None, reply_to: Message | None = None
    ) -> Message:
        """Write, in private or in a group, perhaps as a reply."""
        number = reply_to.id if reply_to else 0
        return self.app.says(self.person, self._in(group), text, number)

    def starts(self, payload: str = "") -> Message:
        """Open the bot for the first time, or by a link with a payload."""
        return self.says(f"/start {payload}".strip())

    def presses(
        self, label: str, group: TelegramGroup | None = None, on: Message | None = None
    ) -> str:
        """Press the newest button with that label (waiting for it), or the one `on` a message.

        Returns the number of the press.
        """
        if on is not None:
            button = next(b for row in on.buttons for b in row if fits(label, b.label))
            return self.app.presses(self.person, on, button)
        message, button = (group or self).button(label)
        return self.app.presses(self.person, message, button)

    def sends_photos(self, *photos: bytes, caption: str = "") -> list[Message]:
        """Send photos; several become an album. Without any, an example identity card."""
        return self.app.sends_photos(self.person, self.chat, photos or (example("ktp"),), caption)

    def sends_document(
        self, content: bytes, name: str = "surat.pdf", mime: str = "application/pdf"
    ) -> Message:
        file = self.world.keep(content, name, mime)
        return self.app.sends_document(self.person, self.chat, file)

    def sends_other(self, kind: str) -> Message:
        """Send a sticker, voice, video or dice."""
        return self.app.sends_other(self.person, self.chat, kind)

    def shares_location(self, place: tuple[float, float] = MOJOKERTO) -> Message:
        return self.app.shares_location(self.person, self.chat, place)

    def shares_contact(self, of: "TelegramPerson | None" = None) -> Message:
        """Share one's own contact, or somebody else's."""
        return self.app.shares_contact(self.person, self.chat, (of or self).person)

    def edits(self, message: Message, text: str) -> Message:
        return self.app.edits(message, text)

    def blocks_bot(self) -> None:
        self.app.blocks(self.person)

    def unblocks_bot(self) -> None:
        self.app.blocks(self.person, blocked=False)

    def joins(self, group: TelegramGroup) -> None:
        self.app.joins(self.person, group.chat)

    def leaves(self, group: TelegramGroup) -> None:
        self.app.leaves(self.person, group.chat)

    def adds_bot(self, group: TelegramGroup, standing: str = "member") -> None:
        self.app.adds_bot(self.person, group.chat, standing)

    def removes_bot(self, group: TelegramGroup) -> None:
        self.app.removes_bot(self.person, group.chat)

    @property
    def toasts(self) -> list[str]:
        """All answers to this person's presses so far, oldest first."""
        mine = (e for e in self.world.after(0) if e.kind == "toast")
        return [e.extra["text"] for e in mine if e.extra["person"] == self.person.key]

    def wait_for_toast(self, words: str = "", timeout: float = SOON) -> str:
        """The newest answer to a press with those words. Raises AssertionError if none comes."""
        end = time.monotonic() + timeout
        while True:
            seen = self.world.last
            found = [text for text in self.toasts if fits(words, text)]
            if found:
                return found[-1]
            left = end - time.monotonic()
            assert left > 0, f"no answer {words!r} to a press; there were {self.toasts}"
            self.world.after(seen, left)


class WhatsAppPerson(Listener):
    """Somebody on WhatsApp."""

    def __init__(self, app: WhatsAppApp, person: Person) -> None:
        super().__init__(app.world, app.chat(person))
        self.app, self.person = app, person

    @property
    def phone(self) -> str:
        """The number as +62..."""
        return self.person.phone

    def says(self, text: str, reply_to: Message | None = None) -> Message:
        return self.app.says(self.person, text, reply_to.id if reply_to else 0)

    def presses(self, label: str, timeout: float = SOON) -> None:
        """Press a quick reply or list row; where there are only numbers, answer with its number."""
        end = time.monotonic() + timeout
        while True:
            seen = self.world.last
            if found := next(self._buttons(label), None):
                self.app.presses(self.person, *found)
                return
            if number := self._number_of(label):
                self.says(number)
                return
            left = end - time.monotonic()
            assert left > 0, f"nothing to choose {label!r} in: {[m.text for m in self.messages]}"
            self.world.after(seen, left)

    def _number_of(self, label: str) -> str:
        said = [m.text for m in self.messages if m.from_bot]
        lines = said[-1].splitlines() if said else []
        for line in lines:
            match = re.match(r"\W*(\d+)\W+(.*)", line)
            if match and fits(label, match[2]):
                return match[1]
        return ""

    def sends_photos(
        self, *photos: bytes, caption: str = "", together: bool = False
    ) -> list[Message]:
        """Send photos, each a message of its own, or `together` in one request."""
        files = photos or (example("ktp"),)
        return self.app.sends_photos(self.person, files, caption, together)

    def sends_document(
        self, content: bytes, name: str = "surat.pdf", mime: str = "application/pdf"
    ) -> Message:
        file = self.world.keep(content, name, mime)
        return self.app.sends_document(self.person, file)

    def sends_other(self, kind: str) -> Message:
        """Send a sticker, voice or video."""
        return self.app.sends_other(self.person, kind)

    def shares_location(self, place: tuple[float, float] = MOJOKERTO) -> Message:
        return self.app.shares_location(self.person, place)

    def reads(self) -> None:
        """Look at the chat, so that the program gets its read receipts."""
        self.app.reads(self.person)

    def blocks_bot(self, blocked: bool = True) -> None:
        self.chat.bot = "blocked" if blocked else "member"

    def unsubscribes(self, stopped: bool = True) -> None:
        """Be on Twilio's own list of people who wrote STOP (code 21610)."""
        self.chat.stopped = stopped

    @property
    def failures(self) -> list[int]:
        """The error codes of messages to this person that did not arrive, oldest first."""
        events = self.world.after(0)
        mine = (e for e in events if e.kind == "failed" and e.chat == self.chat.key)
        return [e.extra["code"] for e in mine]
