"""What must hold for every screen a person ever sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.words import Text
from locales import LANGUAGES, has
from tests.flows.tester import Screen

MOST_SENTENCES = 3
QUICK_REPLY, LIST_ROW = 20, 24
"""Characters of a label: up to three buttons, or the rows of a longer list (WhatsApp)."""
WAYS_OUT = re.compile(r"\b(MENU|BATAL|KEMBALI|PETUGAS|CEK|DATA SAYA)\b")
_QUOTED = re.compile("“[^”]*”")
_END = re.compile(r"[.?!](?=\s|$)")
_IDENTITY = re.compile(r"\d(?:[ .\-]?\d){15}")


def faults(screen: Screen, *, staff: bool) -> Iterator[str]:
    """What is wrong with one screen."""
    if sentences(screen.text) > MOST_SENTENCES:
        yield f"more than {MOST_SENTENCES} sentences: {screen.text}"
    if _IDENTITY.search(screen.text):
        yield "a full identity number is shown"
    few = len(screen.choices) <= 3
    languages = ("id",) if staff else LANGUAGES
    for choice in screen.choices:
        # The catalogue's own labels may make a list of few rows.
        limit = QUICK_REPLY if few and "words" not in choice.label.values else LIST_ROW
        for label in (choice.label.render(language) for language in languages):
            if len(label) > limit:
                yield f"the label {label} is longer than {limit}"
    if not staff:
        yield from (f"not in Javanese: {s}" for s in _untranslated(screen.words))
        for choice in screen.choices:
            yield from (f"not in Javanese: {s}" for s in _untranslated(choice.label))


def leads_on(screens: Sequence[Screen]) -> bool:
    """Whether the last of a turn's screens says how to go on or out."""
    return not screens or bool(screens[-1].choices or WAYS_OUT.search(screens[-1].text))


def sentences(text: str) -> int:
    """Our sentences; a person's own words in the recap are not counted."""
    return len(_END.findall(_QUOTED.sub("", text)))


def _untranslated(text: Text) -> Iterator[str]:
    worded = re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", text.sentence))
    if worded and not text.literal and not has("jv", text.sentence):
        yield text.sentence
    for value in (*text.values.values(), *text.parts):
        if isinstance(value, Text):
            yield from _untranslated(value)
