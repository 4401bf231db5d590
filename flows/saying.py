"""How much is said in one breath: at most three sentences stand in one message."""

from __future__ import annotations

import re

from flows.cases.bilingual import Bilingual
from flows.words import Text
from locales import LANGUAGES

MOST_SENTENCES = 3
_BREAK = re.compile(r"(?<=[.?!])\s+")
_END = re.compile(r"[.?!](?=\s|$)")
_QUOTED = re.compile("“[^”]*”")


def sentences(text: Text) -> int:
    """Our sentences in the wordier language; a person's own quoted words are not counted."""
    said = (_QUOTED.sub("", text.render(language)) for language in LANGUAGES)
    return max(len(_END.findall(words)) for words in said)


def in_breaths(text: Text) -> tuple[Text, ...]:
    """Longer words of the catalogue as several messages; anything else stays as it is."""
    words = text.values.get("words")
    if text.parts or not isinstance(words, Bilingual) or words.values:
        return (text,)
    said = [_BREAK.split(words.id), _BREAK.split(words.jv or words.id)]
    count = max(-(-len(parts) // MOST_SENTENCES) for parts in said)
    if count < 2:
        return (text,)
    both = zip(*(_spread(parts, count) for parts in said), strict=True)
    return tuple(Bilingual(one, other).text() for one, other in both)


def _spread(parts: list[str], count: int) -> list[str]:
    """The sentences in so many pieces, evenly."""
    borders = [round(n * len(parts) / count) for n in range(count + 1)]
    return [" ".join(parts[borders[n] : borders[n + 1]]) for n in range(count)]
