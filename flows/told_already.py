"""What the words of a report answer already of its own questions ("bpjs mati": which card)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.asked import key_of
from flows.cases.asking import Ask, AskOption
from flows.intents.reading import read
from flows.matching import NEGATIONS

Words = Sequence[str]


def told(asks: Iterable[Ask], text: str) -> dict[str, str]:
    """Answers to the questions that let themselves be `told`; two choices named are none."""
    words = read(text)
    found: dict[str, str] = {}
    for ask in (one for one in asks if one.told):
        meant = [option.value for option in ask.options if _names(option, words)]
        if len(meant) == 1:
            found[key_of(ask)] = meant[0]
    return found


def _names(option: AskOption, words: Words) -> bool:
    return any(_stands(read(name), words) for name in (*option.synonyms, *option.hints))


def _stands(name: Words, words: Words) -> bool:
    """Whether the name stands there whole, and is not denied right before it."""
    size = len(name)
    return any(
        tuple(words[at : at + size]) == tuple(name) and not (at and words[at - 1] in NEGATIONS)
        for at in range(len(words) - size + 1)
    )
