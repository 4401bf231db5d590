"""Lines of the table, ready to be found in a message; a match never crosses a negation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.intents.reading import BREAK, spelt
from flows.intents.spelling import FILLERS
from flows.intents.table import GROUPS, PHRASES, TELLING, WEAK, WEAK_WORDS
from flows.matching import squeezed, vocabulary

GAP, WIDE = 3, 8
"""So many other words may stand between two of a line."""
NEGATING = vocabulary("tidak belum bukan sanes jangan tanpa")
DENYING = vocabulary("bukan sanes jangan emoh wegah moh")
"""What stands behind them, to the end of the clause, is not meant."""
_REFUSED = vocabulary("usah perlu butuh mau gelem jadi sido purun sudi")
"""With `tidak` before them they deny what follows as well."""
_TURNS = vocabulary(
    f"{BREAK} tapi tp cuma hanya mung ning nanging cuman malah melainkan tetapi kecuali"
)
_FILLERS = frozenset(squeezed(FILLERS).split())
_TRANSPARENT = _FILLERS | vocabulary("mau minta tolong sudah pernah")
STRONG = 0.75
"""Each `!` at the end of a line counts so much more."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the table."""

    intent: str
    words: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]
    """How many others may stand before each word; the first is not used."""
    alone: bool
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A line that stands in a message."""

    phrase: Phrase
    places: tuple[int, ...]


def compiled(table: Mapping[str, str] = PHRASES) -> dict[str, tuple[Phrase, ...]]:
    """The lines by each of the words that may begin them."""
    found: dict[str, list[Phrase]] = {}
    for intent, lines in table.items():
        for line in filter(None, (raw.strip() for raw in lines.splitlines())):
            for phrase in _phrases(intent, line):
                for word in phrase.words[0]:
                    found.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


def _phrases(intent: str, line: str) -> Iterator[Phrase]:
    strong, alone = len(line) - len(line.rstrip("!")), line.startswith("^")
    halves = line.strip("!^ ").split("&")
    orders = [halves] if len(halves) == 1 else [halves, halves[::-1]]
    for order in orders:
        yield _phrase(intent, " .. ".join(order), alone=alone, extra=STRONG * strong)


def _phrase(intent: str, line: str, *, alone: bool, extra: float) -> Phrase:
    words: list[frozenset[str]] = []
    gaps: list[int] = []
    gap = GAP
    for part in line.split():
        if part == "..":
            gap = WIDE
            continue
        words.append(_either(part))
        gaps.append(gap)
        # What is denied stands right behind its "not": "bisa cek tidak, saya dapat" denies nothing.
        gap = 0 if words[-1] <= NEGATING else GAP
    score = sum(WEAK if word <= WEAK_WORDS else TELLING for word in words) + extra
    return Phrase(intent, tuple(words), tuple(gaps), alone, score)


def _either(part: str) -> frozenset[str]:
    found: set[str] = set()
    for name in part.split("/"):
        found |= set(GROUPS[name].split()) if name.isupper() else {name}
    found |= {squeezed(word) for word in found}
    # A line may name a word as people type it: what is read then is the one spelling of it.
    return frozenset(found | {spelt(word) for word in found})


_INDEX = compiled()


def find(words: Sequence[str]) -> Iterator[Found]:
    """Every line that stands in these words and is not denied there."""
    denied = _denied(words)
    bare = [w for w in words if w not in _FILLERS and w != BREAK]
    for at, word in enumerate(words):
        for phrase in _INDEX.get(word, ()):
            if phrase.alone and len(bare) > len(phrase.words):
                continue
            places = _follow(words, at, phrase, 1)
            if places and not _is_denied(words, places, denied):
                yield Found(phrase, places)


def _follow(words: Sequence[str], at: int, phrase: Phrase, number: int) -> tuple[int, ...]:
    """Where the rest of the line stands, behind this word; nothing where it does not."""
    if number == len(phrase.words):
        return (at,)
    passed = 0
    for place in range(at + 1, len(words)):
        word = words[place]
        if word in phrase.words[number]:
            rest = _follow(words, place, phrase, number + 1)
            if rest:
                return (at, *rest)
        if word in NEGATING:
            return ()
        passed += word not in _FILLERS and word != BREAK
        if passed > phrase.gaps[number]:
            return ()
    return ()


def _denied(words: Sequence[str]) -> tuple[int, ...]:
    """For each word where the denial began under which it stands; -1 where there is none."""
    since, found = -1, []
    for at, word in enumerate(words):
        if word in _TURNS:
            since = -1
        elif since < 0 and (word in DENYING or _refuses(words, at)):
            since = at
        found.append(since)
    return tuple(found)


def _refuses(words: Sequence[str], at: int) -> bool:
    return words[at] == "tidak" and at + 1 < len(words) and words[at + 1] in _REFUSED


def _is_denied(words: Sequence[str], places: Sequence[int], denied: Sequence[int]) -> bool:
    """By a denial that began before the line, or by a negation right before it."""
    first = places[0]
    if 0 <= denied[first] < first:
        return True
    before = next((w for w in reversed(words[:first]) if w not in _TRANSPARENT), "")
    return before in NEGATING
