"""What the demo's page shows: which phones, in whose hands, and how its clock is moved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.demo.chat import Json


@dataclass(frozen=True)
class Holder:
    """One person who may hold a phone: the key of a Person, and what they do."""

    person: str
    role: str = ""


@dataclass(frozen=True)
class Phone:
    """One phone on the page.

    `app` is green (WhatsApp-like) or blue (Telegram-like). With several holders the page lets one
    choose who acts. `opens` is the chat shown first: private or group. `greeting` is what one
    press sends in an empty chat.
    """

    key: str
    title: str
    app: Literal["green", "blue"]
    holders: tuple[Holder, ...]
    opens: Literal["private", "group"] = "private"
    greeting: str = "halo"


@dataclass(frozen=True)
class Step:
    """One thing to try, in Indonesian and in English."""

    words: str
    english: str


def nothing_due() -> datetime | None:
    return None


@dataclass(frozen=True)
class Stage:
    """Everything the page needs to know from the program around it.

    `forward` moves the clock by so much, visiting each due time in order; `next_due` is the next
    moment at which something will happen by itself, if there is one.
    """

    phones: tuple[Phone, ...]
    forward: Callable[[timedelta], None]
    next_due: Callable[[], datetime | None] = nothing_due
    city: str = "Kota Mojokerto"
    bot_name: str = "SLRT Kota Mojokerto"
    zone: str = "Asia/Jakarta"
    zone_name: str = "WIB"
    steps: tuple[Step, ...] = field(default_factory=tuple)
    replay: Callable[[float], bool] | None = None
    """Begins to play a whole case by itself, or stops it; says which. None where there is none."""

    def as_json(self) -> Json:
        """The parts that do not change while the page is open."""
        return {
            "city": self.city,
            "bot": self.bot_name,
            "zone": self.zone,
            "zoneName": self.zone_name,
            "replays": self.replay is not None,
            "steps": [{"words": step.words, "english": step.english} for step in self.steps],
        }
