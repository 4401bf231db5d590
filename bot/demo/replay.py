"""One button plays a whole case: invented people act by themselves, at reading speed.

A script is written with hands: `hand.says(...)`, `hand.presses(...)`, `hand.reads(...)`. Each
waits for the words it answers and then as long as somebody needs to read them, and the page is
told who acts, so that it shows the right phone in the right hands.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.demo.chat import Message
from bot.demo.speakers import TelegramGroup, TelegramPerson, WhatsAppPerson
from bot.demo.world import World

log = structlog.get_logger()
PATIENCE = 60.0
"""Seconds for an answer to come."""
LETTERS_A_SECOND = 45.0
"""What a practised eye skims on a page with five phones."""
SHORTEST, LONGEST = 0.6, 5.0
"""Seconds before somebody acts."""


class Stopped(Exception):
    """Whoever watches pressed the button again, or the demo ends."""


@dataclass
class Pace:
    """How fast the script goes; `speed` 0 does not wait at all."""

    speed: float = 1.0

    def seconds(self, words: str) -> float:
        """How long somebody reads that."""
        if not self.speed:
            return 0.0
        return min(max(len(words) / LETTERS_A_SECOND, SHORTEST), LONGEST) / self.speed


class Hand:
    """Somebody who acts by a script, on a phone that the page shows."""

    def __init__(
        self, person: TelegramPerson | WhatsAppPerson, phone: str, rest: Callable[[str], None]
    ) -> None:
        """`rest` waits as long as those words take to read; it raises Stopped."""
        self.person, self._phone, self._rest = person, phone, rest
        person.begins()

    def reads(self, words: str) -> Message:
        """Wait for a message with those words, and read it."""
        self._hold()
        message = self.person.wait_for(words, PATIENCE)
        self._rest(message.text)
        return message

    def says(self, text: str) -> None:
        """Write it."""
        self._hold()
        self.person.says(text)

    def presses(self, label: str) -> None:
        """Press the newest button of that name."""
        self._hold()
        self.person.presses(label)

    def decides(self, ticket: str, label: str, group: TelegramGroup | None = None) -> None:
        """Read the newest card of that ticket, here or in a group, and press that button on it: an
        older case may have left one of the same name."""
        assert isinstance(self.person, TelegramPerson)
        self._hold()
        card = _card(group or self.person, label, ticket)
        self._rest("" if group else card.text)
        self.person.presses(label, group, on=card)

    def sends(self, *photos: bytes) -> None:
        """Send photos."""
        self._hold()
        self.person.sends_photos(*photos)

    def shares_place(self) -> None:
        """Send where one stands."""
        self._hold()
        self.person.shares_location()

    def _hold(self) -> None:
        world = self.person.world
        world.log("hold", phone=self._phone, person=self.person.person.key)
        self._rest("")


def _card(where: TelegramGroup | TelegramPerson, label: str, ticket: str) -> Message:
    """The newest card of that case which has that button."""
    while True:
        seen = where.world.last
        for message in reversed(where.cards):
            if ticket in message.text and any(label == one for one in message.labels):
                return message
        if not where.world.after(seen, PATIENCE):
            raise AssertionError(f"no card of {ticket} with {label!r}")


class Replay:
    """Plays one script at a time in the background."""

    def __init__(self, world: World, script: Callable[[Callable[[str], None]], None]) -> None:
        """`script` is given the rest between two acts."""
        self._world, self._script = world, script
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._pace = Pace()

    @property
    def playing(self) -> bool:
        """Whether it goes on now."""
        return self._thread is not None and self._thread.is_alive()

    def toggle(self, speed: float = 1.0) -> bool:
        """Begin, or stop what goes on; whether it plays now."""
        if self.playing:
            self.stop()
            return False
        self._pace = Pace(speed)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="replay", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """End it at the next rest, and wait for that."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        self._world.log("playing", on=True, words="")
        words = "Selesai. Satu kasus sudah diputar dari awal sampai akhir."
        try:
            self._script(self._rest)
        except Stopped:
            words = "Pemutaran dihentikan."
        except AssertionError:
            # What was waited for did not come, e.g. because somebody pressed in between.
            log.warning("replay_lost_its_thread")
            words = "Pemutaran berhenti: percakapan berjalan lain dari naskah."
        self._world.log("playing", on=False, words=words)

    def _rest(self, words: str) -> None:
        if self._stopping.wait(self._pace.seconds(words)) or self._world.closed:
            raise Stopped
