"""Buttons about one's own data: `u:<what>:<id>[:<answer>]`."""

from __future__ import annotations

import re

from handlers.here import Heard
from handlers.privacy import deciding, numbers

_DATA = re.compile(r"u:([a-z]):(\d{1,18})(?::([a-z]))?")


def is_press(data: str) -> bool:
    """Whether a button is one of these."""
    return _DATA.fullmatch(data) is not None


def press(here: Heard) -> None:
    """Do what the button says."""
    found = _DATA.fullmatch(here.incoming.press.data if here.incoming.press else "")
    if found is None:
        return
    if found[1] == "o":
        numbers.press(here, int(found[2]), found[3] or "")
    else:
        deciding.press(here, int(found[2]), found[1])
