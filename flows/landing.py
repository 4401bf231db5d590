"""Where the codes on a brochure lead: straight into the talk about that service.

    https://wa.me/62...?text=Syarat%20PKH%20%23PKH      the words are written already
    https://t.me/<bot>?start=s-PKH                      Telegram sends `/start s-PKH`

A code of an entry is a promise: paper hangs for years. What is printed names the code alone, so
that an old sheet opens the words of today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from flows.cases.catalogue import Entry

START = "s-"
LONGEST = 64
"""Signs of Telegram's start payload."""
_CODE = r"([A-Za-z][A-Za-z0-9_]{1,40})"
_STARTED = re.compile(rf"/start(?:@\w+)?\s+{START}{_CODE}\s*", re.IGNORECASE)
_TOLD = re.compile(rf"(?:[^#\n]{{0,80}}\s)?#{_CODE}[.!?\s]*")


@dataclass(frozen=True, slots=True)
class Ways:
    """How one writes to us."""

    whatsapp: str = ""
    """Digits of our number, with the country; empty where there is none."""
    telegram: str = ""
    """The bot's username, without @."""


def links(ways: Ways, entry: Entry) -> tuple[str, str]:
    """The WhatsApp and the Telegram link of an entry; empty for a channel that is not there."""
    words = quote(f"Syarat {entry.label.id} #{entry.code}")
    whatsapp = f"https://wa.me/{ways.whatsapp}?text={words}" if ways.whatsapp else ""
    telegram = f"https://t.me/{ways.telegram}?start={START}{entry.code}" if ways.telegram else ""
    return whatsapp, telegram


def front_door(ways: Ways) -> tuple[str, str]:
    """The WhatsApp and the Telegram link to us, about no service; empty as above."""
    whatsapp = f"https://wa.me/{ways.whatsapp}?text=MENU" if ways.whatsapp else ""
    return whatsapp, f"https://t.me/{ways.telegram}" if ways.telegram else ""


def landing_in(text: str) -> str | None:
    """The code that a scanned brochure brought, in capitals; none in words of one's own.

    Only a whole message of that shape counts: `#` in the middle of a story is a story.
    """
    found = _STARTED.fullmatch(text) or _TOLD.fullmatch(text.strip())
    return found[1].upper() if found else None
