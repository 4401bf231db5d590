"""What people name in words of their own: a sub-type of complaint, a service, a program.

A hint of the catalogue is found when its words stand in the message in their order, with at
most two words between ("KIS saya sudah mati" holds "kis mati"), but never across a negation
("KIS saya tidak mati" does not). The longest hint wins; a tie is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flows.cases.catalogue import Catalogue, Entry, SubType
from flows.matching import DENIALS, LONGEST_HINT, NEGATIONS, named, words_of

GAP = 2
"""So many other words may stand between two words of a hint."""


def sub_type_in(text: str, catalogue: Catalogue) -> SubType | None:
    """The one sub-type that the words give away."""
    things = ((s.code, (*s.hints, s.label.id, s.label.jv)) for s in catalogue.sub_types)
    return catalogue.sub_type(_best(text, things))


def service_in(text: str, catalogue: Catalogue, city: str, on: date) -> Entry | None:
    """The one open service of the city that the words give away."""
    services = catalogue.services(city, on)
    return catalogue.entry(_best(text, ((e.code, _names(e)) for e in services)))


def entry_in(text: str, catalogue: Catalogue, kind: str) -> Entry | None:
    """The one service or program that the words name, open or closed."""
    entries = (e for e in catalogue.entries if e.kind == kind)
    return catalogue.entry(_best(text, ((e.code, _names(e)) for e in entries)))


def _names(entry: Entry) -> tuple[str, ...]:
    return (*entry.hints, entry.label.id, entry.name.id)


def _best(text: str, things: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    words = words_of(text)
    if not words or len(words) > LONGEST_HINT or DENIALS & set(words):
        return ""
    scored = {
        code: max((len(named(hint)) for hint in hints if _holds(words, named(hint))), default=0)
        for code, hints in things
    }
    best = max(scored.values(), default=0)
    found = [code for code, score in scored.items() if score == best]
    return found[0] if best and len(found) == 1 else ""


def _holds(words: Sequence[str], hint: Sequence[str]) -> bool:
    """Whether the hint's words stand there in their order, close together."""
    if not hint:
        return False
    return any(
        word == hint[0] and not _denied(words, at) and _follows(words[at + 1 :], hint[1:])
        for at, word in enumerate(words)
    )


def _denied(words: Sequence[str], at: int) -> bool:
    """Whether a negation stands right before that word."""
    return at > 0 and words[at - 1] in NEGATIONS


def _follows(words: Sequence[str], hint: Sequence[str]) -> bool:
    if not hint:
        return True
    for at, word in enumerate(words[: GAP + 1]):
        if word == hint[0] and _follows(words[at + 1 :], hint[1:]):
            return True
        if word in NEGATIONS:
            return False
    return False
