"""A post that was passed on, as the platform itself says: what goes round about aid, money and
links is answered with a word of caution and never taken for a wish of who passed it on.

Inside a talk it is an answer like any other: somebody may pass on what they complain about. A
trouble or a danger in it is heard as if they had written it, too: a neighbour may have.
"""

from __future__ import annotations

from flows.intents import alarming, understand
from flows.intents.reading import read
from flows.matching import vocabulary
from flows.messages import Incoming
from flows.talks.danger import SCAM, alarm
from flows.turning import Stage

_GOES_ROUND = vocabulary(
    "bantuan bansos pkh bpnt sembako blt kis bpjs kks kip pip bst subsidi alamatweb link daftar"
    " klik klaim undian hadiah pulsa kuota dtks desil cair"
)
_OFFERS = frozenset(
    {"scam_check", "apply", "requirements", "ask_schedule", "check_registry", "entitled", "my_data",
     "number_change", "nearest", "about", "complain", "menu", "help", "greeting", "thanks"}
)  # fmt: skip
"""Intents of which a post that goes round is full; every other one tells of somebody's trouble."""


def answered(stage: Stage, incoming: Incoming) -> bool:
    """Whether it was such a post, and was answered."""
    text = incoming.text
    if not incoming.forwarded or stage.staff or stage.flow is not None:
        return False
    if alarm(text) is not None or alarming(text) or not _goes_round(text):
        return False
    stage.change(pending="", misses=0, subject={})
    stage.say(SCAM)
    if not stage.facts.language:
        stage.ask()
    return True


def _goes_round(text: str) -> bool:
    meaning = understand(text)
    offers = meaning is None or meaning.intent in _OFFERS
    return offers and bool(_GOES_ROUND & set(read(text)))
