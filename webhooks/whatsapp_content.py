"""Buttons and lists on WhatsApp, through Twilio's Content API.

A button is part of a stored content, but what we say holds names and numbers of people. So a
content holds no words at all, only a shape: how many lines and choices, each of them a blank.
A dozen shapes serve every question in every language, and nothing of anybody stays at Twilio.

Each line is a blank of its own because Twilio refuses a value with a line break (error 21656).
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from typing import Any

from twilio.rest.content.v1.content import (  # type: ignore[import-untyped, unused-ignore]
    ContentList,
)

from flows import layout
from flows.messages import Outgoing
from flows.words import _
from webhooks.sending import GiveUp

MOST_BLANKS = 100
"""Variables of one content."""
PREFIX = "sambung"


@dataclass(frozen=True, slots=True)
class Filled:
    """A shape with the values of its blanks, in order: they are called 1, 2, 3 ..."""

    types: dict[str, Any]
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        """The same for every message of this shape."""
        shape = json.dumps(self.types, sort_keys=True)
        return f"{PREFIX}_{hashlib.sha256(shape.encode()).hexdigest()[:24]}"

    @property
    def variables(self) -> str:
        """ContentVariables."""
        return json.dumps(_numbered(self.values), ensure_ascii=False)

    def request(self) -> Any:
        """What creates the content. Twilio wants an example for each blank."""
        return ContentList.ContentCreateRequest(
            {
                "friendly_name": self.name,
                "language": "id",
                "variables": _numbered(("contoh",) * len(self.values)),
                "types": self.types,
            }
        )


def fill(message: Outgoing) -> Filled | None:
    """The message as quick replies or a list; none when WhatsApp cannot show it so."""
    if layout.fits_quick_reply(message):
        body, values = _blanks(message)
        actions = [
            {"type": "QUICK_REPLY", "title": _blank(n), "id": _blank(n + 1)}
            for n in _choices(message, values)
        ]
        types = {"twilio/quick-reply": {"body": body, "actions": actions}}
    elif layout.fits_list(message):
        body, values = _blanks(message)
        items = [{"item": _blank(n), "id": _blank(n + 1)} for n in _choices(message, values)]
        values.append(_("Pilih").render(message.language))
        button = _blank(len(values))
        types = {"twilio/list-picker": {"body": body, "button": button, "items": items}}
    else:
        return None
    return Filled(types, tuple(values)) if len(values) <= MOST_BLANKS else None


class ContentBook:
    """The contents of one account, each created when it is first needed."""

    def __init__(self, contents: Any) -> None:
        """`contents` is the twilio client's list of contents."""
        self._contents = contents
        self._lock = threading.Lock()
        self._sids: dict[str, str] | None = None
        self._refused: set[str] = set()

    def sid(self, filled: Filled) -> str:
        """The ContentSid of that shape. Raises what the client raises, and GiveUp for a shape
        that was refused before."""
        with self._lock:
            if filled.name in self._refused:
                raise GiveUp("content:refused")
            if self._sids is None:
                self._sids = {c.friendly_name: c.sid for c in self._contents.stream()}
            if filled.name not in self._sids:
                self._sids[filled.name] = str(self._contents.create(filled.request()).sid)
            return self._sids[filled.name]

    def refuse(self, filled: Filled) -> None:
        """Do not try that shape again while this program runs."""
        with self._lock:
            self._refused.add(filled.name)


def _blanks(message: Outgoing) -> tuple[str, list[str]]:
    """The text with every line a blank, and the lines."""
    values: list[str] = []
    body = []
    for line in message.text.strip().split("\n"):
        if words := one_line(line):
            values.append(words)
            body.append(_blank(len(values)))
        else:
            body.append("")
    return "\n".join(body), values


def _choices(message: Outgoing, values: list[str]) -> list[int]:
    """Add label and data of every button; the blank each label stands in."""
    places = []
    for button in message.buttons:
        values += (button.label, button.data)
        places.append(len(values) - 1)
    return places


def one_line(words: str) -> str:
    """The words as Twilio accepts them in a blank: no line break or tab, no long gap."""
    return re.sub(r"\s+", " ", words).strip()


def _blank(number: int) -> str:
    return "{{" + str(number) + "}}"


def _numbered(values: tuple[str, ...]) -> dict[str, str]:
    return {str(n): value for n, value in enumerate(values, start=1)}
