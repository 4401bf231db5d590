"""Reading one chat as a test does: what was heard, what is waited for, which buttons there are."""

import time
from collections.abc import Iterator

from bot.demo.chat import Button, Chat, Event, Message
from bot.demo.world import World

QUIET = 0.15
SOON = 30.0
"""Seconds to wait for what comes at once on a machine that has nothing else to do."""


def fits(wanted: str, text: str) -> bool:
    """Whether those words stand in the text, in any case."""
    return wanted.casefold() in text.casefold()


class Listener:
    """Whoever reads one chat. What was heard once is not heard again."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self._chat, self._heard = world, chat, world.last

    @property
    def chat(self) -> Chat:
        """The chat, also after it became a supergroup."""
        return self.world.chats.get(self._chat.moved_to, self._chat)

    def begins(self) -> None:
        """Hear only what is said from now on."""
        self._heard = self.world.last

    @property
    def messages(self) -> list[Message]:
        """Everything that stands in the chat now, oldest first."""
        with self.world.changed:
            return self.chat.latest()

    @property
    def cards(self) -> list[Message]:
        """The program's messages that have buttons now, oldest first."""
        return [m for m in self.messages if m.from_bot and m.buttons]

    @property
    def last_heard(self) -> Message:
        """The program's newest message. Raises AssertionError if there is none."""
        found = [m for m in self.messages if m.from_bot]
        assert found, "the program has not said anything here"
        return found[-1]

    def hears(self, timeout: float = SOON) -> list[str]:
        """What the program said since the last time: waits for the first word, then for quiet."""
        heard: list[str] = []
        end = time.monotonic() + timeout
        while event := self._next(min(end, time.monotonic() + QUIET) if heard else end):
            assert event.message
            heard.append(event.message.text or f"[{event.message.kind}]")
        return heard

    def wait_for(self, words: str, timeout: float = SOON) -> Message:
        """The next message or edit of the program with those words, also on its buttons;
        `this | that` waits for either.

        Raises AssertionError, saying what was heard instead.
        """
        heard: list[str] = []
        end = time.monotonic() + timeout
        while event := self._next(end):
            assert event.message
            said = "\n".join([event.message.text, *event.message.labels])
            if any(fits(one, said) for one in words.split(" | ")):
                return event.message
            heard.append(said)
        raise AssertionError(f"nobody said {words!r} within {timeout} s; heard: {heard}")

    def hears_nothing(self, seconds: float = 0.3) -> None:
        """Raises AssertionError if the program says anything within so many seconds."""
        event = self._next(time.monotonic() + seconds)
        if event is not None:
            raise AssertionError(f"heard {event.message}")

    def button(self, label: str, timeout: float = SOON) -> tuple[Message, Button]:
        """The newest button with that label. Raises AssertionError if none comes in time."""
        end = time.monotonic() + timeout
        while True:
            seen = self.world.last
            found = next(self._buttons(label), None)
            if found:
                return found
            left = end - time.monotonic()
            labels = [message.labels for message in self.cards]
            assert left > 0, f"no button {label!r}; there are {labels}"
            self.world.after(seen, left)

    def _buttons(self, label: str) -> Iterator[tuple[Message, Button]]:
        newest = list(reversed(self.cards))
        for exact in (True, False):
            for message in newest:
                for button in (b for row in message.buttons for b in row):
                    same = button.label.casefold() == label.casefold()
                    if same if exact else fits(label, button.label):
                        yield message, button

    def _next(self, end: float) -> Event | None:
        while True:
            left = end - time.monotonic()
            for event in self.world.after(self._heard, max(0.0, left)):
                self._heard = event.seq
                mine = event.chat == self.chat.key and event.kind in ("message", "edit")
                if mine and event.message and event.message.from_bot:
                    return event
            if left <= 0:
                return None
