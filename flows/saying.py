"""How much is said in one breath: at most three sentences stand in one message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.cases.bilingual import Bilingual
from flows.words import Text, lines
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
    """Longer words as several messages: broken between lines, and the catalogue's own words
    between sentences."""
    if sentences(text) <= MOST_SENTENCES:
        return (text,)
    spoken: list[list[Text]] = [[]]
    for part in (piece for line in _lines(text) for piece in _pieces(line)):
        if spoken[-1] and sum(map(sentences, (*spoken[-1], part))) > MOST_SENTENCES:
            spoken.append([])
        spoken[-1].append(part)
    return tuple(lines(first, *more) for first, *more in spoken)


def _lines(text: Text) -> Iterator[Text]:
    yield replace(text, parts=())
    for part in text.parts:
        yield from _lines(part)


def _pieces(line: Text) -> tuple[Text, ...]:
    """Words of the catalogue in pieces of at most three sentences; anything else as it is."""
    words = line.values.get("words")
    if not isinstance(words, Bilingual) or words.values:
        return (line,)
    said = [_BREAK.split(words.id), _BREAK.split(words.jv or words.id)]
    count = max(-(-len(parts) // MOST_SENTENCES) for parts in said)
    if count < 2:
        return (line,)
    both = zip(*(_spread(parts, count) for parts in said), strict=True)
    return tuple(Bilingual(one, other).text() for one, other in both)


def _spread(parts: list[str], count: int) -> list[str]:
    """The sentences in so many pieces, evenly."""
    borders = [round(n * len(parts) / count) for n in range(count + 1)]
    return [" ".join(parts[borders[n] : borders[n + 1]]) for n in range(count)]
