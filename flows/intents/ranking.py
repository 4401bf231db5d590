"""Which intent is meant, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from flows.intents.phrases import Found, find
from flows.intents.reading import read
from flows.intents.table import EMERGENCIES, PHRASES, SMALL
from flows.matching import vocabulary

ENOUGH = 1.0
"""So much must be told to guess at all."""
MORE = 0.2
"""Each further line of the same intent counts so much, up to three."""
LONG, LONG_ENOUGH = 14, 1.5
"""In so many words a single one may be there by chance."""
SHORT = 8
"""Words; courtesy in a longer text is not what it is about."""
STORY = 8
_ABOUT_AID = vocabulary("bantuan bansos pkh bpnt sembako blt kis bpjs kks kip pip dtks desil")
_ORDER = {intent: at for at, intent in enumerate(PHRASES)}
_KIND = ("🙏", "👍", "❤", "😊", "🥰", "😍", "👌", "💐")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words seem to ask for."""

    intent: str
    score: float
    words: tuple[str, ...]
    """In one spelling."""
    alarming: bool = False
    """Somebody may be in danger, whatever else is asked."""


def understand(text: str) -> Meaning | None:
    """The intent that these words tell best; none where they tell too little."""
    words = read(text)
    if not words:
        return Meaning("thanks", ENOUGH, ()) if any(sign in text for sign in _KIND) else None
    scores = _scores(tuple(find(words)))
    danger = any(intent in EMERGENCIES for intent in scores)
    asked = {i: s for i, s in scores.items() if i not in SMALL}
    if not asked and len(words) <= SHORT:
        asked = scores
    if not asked and danger is False and _is_a_story(words):
        return Meaning("complain", ENOUGH, words)
    if not asked:
        return None
    best = min(asked, key=lambda intent: (-round(asked[intent], 3), _ORDER[intent]))
    if asked[best] < (LONG_ENOUGH if len(words) > LONG else ENOUGH):
        return None
    return Meaning(best, asked[best], words, danger)


def _is_a_story(words: tuple[str, ...]) -> bool:
    """Whether somebody tells at length of aid or a card, without saying what they want."""
    return len(words) >= STORY and bool(_ABOUT_AID & set(words))


def alarming(text: str) -> bool:
    """Whether the words tell of somebody who may be in danger."""
    return any(found.phrase.intent in EMERGENCIES for found in find(read(text)))


def _scores(found: tuple[Found, ...]) -> dict[str, float]:
    """By intent: its best line, and a little for each further one of other words."""
    best: dict[str, Found] = {}
    for one in found:
        intent = one.phrase.intent
        if intent not in best or one.phrase.score > best[intent].phrase.score:
            best[intent] = one
    scores = {}
    for intent, top in best.items():
        others = {f.places for f in found if f.phrase.intent == intent}
        more = sum(not set(places) & set(top.places) for places in others)
        scores[intent] = top.phrase.score + MORE * min(more, 3)
    return scores
