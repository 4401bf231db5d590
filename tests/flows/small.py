"""A small catalogue for tests of the engine itself: two complaints that ask where and what."""

from __future__ import annotations

from flows.cases.asking import Ask
from flows.cases.bilingual import Bilingual
from flows.cases.catalogue import Catalogue
from flows.cases.complaint_types import SubType


def both(words: str) -> Bilingual:
    return Bilingual(words, words)


WHERE = Ask("village", "village", both("Di kelurahan mana?"), both("Kelurahan"))
WHAT = Ask("story", "write", both("Ceritakan keluhan Anda."), both("Cerita"), at_least=10)
CARD = SubType("card", "membership", both("Kartu tidak aktif"), "health", asks=(WHERE, WHAT))
NEVER = SubType("never", "membership", both("Belum pernah dapat"), "social", asks=(WHERE, WHAT))

SMALL = Catalogue((), (), (CARD, NEVER))
