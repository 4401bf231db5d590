"""People by name: every name of a kelurahan is compared, so that no slip hides anybody.

The names of one kelurahan lie sealed on one page, folded and with their words sorted, so that one
quick comparison in C (rapidfuzz) finds the few hundred that are at all alike. Those are compared
word by word. Never in a transaction that writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.cases.name_folding import fold, in_order, old_spelling
from storage.columns import keys_of
from storage.registry import batches, looking
from storage.registry.packing import NUMBER, Entry, open_page, row_id
from storage.tables import RegistryNames

BEST = 10
FEWEST = 55
"""Of 100: below that a name has nothing to do with what was looked for."""
ALIKE = 300
"""So many of a kelurahan are compared word by word."""
_TYPED = 0.8
"""How much the words that were typed count; the rest is for the words of the list's name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be meant."""

    row: int
    """Where the row is (`looking.row`)."""
    likeness: float
    entry: Entry


def search(
    session: Session, name: str, villages: Sequence[str], limit: int = BEST
) -> tuple[Hit, ...]:
    """The likeliest people of these kelurahan (every one of the city where none is named)."""
    batch = batches.active(session)
    asked = tuple(dict.fromkeys(filter(None, map(in_order, (fold(name), old_spelling(name))))))
    if batch is None or not asked:
        return ()
    pages = select(RegistryNames).where(RegistryNames.batch_id == batch.id)
    if villages:
        pages = pages.where(RegistryNames.village_code.in_(villages))
    found: list[tuple[float, int]] = []
    keys = keys_of(session.get_bind().dialect)
    for page in session.scalars(pages.execution_options(yield_per=4)):
        names, numbers = open_page(keys, page.sealed, page.name_count)
        found.extend(
            (score, int.from_bytes(numbers[at * NUMBER : (at + 1) * NUMBER], "big"))
            for score, at in _best(asked, names, limit)
        )
        session.expunge(page)
    found.sort(key=lambda one: (-one[0], one[1]))
    rows = ((score, row_id(batch.id, number)) for score, number in found[:limit])
    return tuple(
        Hit(row, score, entry)
        for score, row in rows
        if (entry := looking.row(session, row)) is not None
    )


def _best(asked: Sequence[str], names: list[str], limit: int) -> list[tuple[float, int]]:
    best: dict[int, float] = {}
    for words in asked:
        whole = process.cdist([words], names, scorer=fuzz.ratio, dtype=np.float32)[0]
        some = _highest(whole, ALIKE)
        scores = by_word(words.split(), [names[n].split() for n in some])
        # Words that ran together are alike as a whole only.
        scores = 0.85 * scores + 0.15 * whole[some]
        for n, score in zip(some, scores.tolist(), strict=True):
            best[n] = max(score, best.get(n, 0.0))
    ranked = sorted(best.items(), key=lambda one: -one[1])[:limit]
    return [(score, n) for n, score in ranked if score >= FEWEST]


def _highest(scores: NDArray[np.float32], count: int) -> list[int]:
    if len(scores) <= count:
        return list(range(len(scores)))
    found: list[int] = np.argpartition(-scores, count)[:count].tolist()
    return found


def by_word(asked: Sequence[str], names: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """0-100 for each name: each word with the one it is most like, long words counting more;
    what was typed has to be there rather than what stands there has to be typed."""
    flat = [word for name in names for word in name]
    if not flat:
        return np.zeros(len(names), dtype=np.float32)
    starts = np.cumsum([0, *(len(name) for name in names)])[:-1]
    alike = process.cdist(asked, flat, scorer=OSA.normalized_similarity, dtype=np.float32)
    typed = np.array([len(word) for word in asked], dtype=np.float32)
    there = np.array([len(word) for word in flat], dtype=np.float32)
    of_typed = typed @ np.maximum.reduceat(alike, starts, axis=1) / typed.sum()
    of_there = np.add.reduceat(alike.max(axis=0) * there, starts) / np.add.reduceat(there, starts)
    scores: NDArray[np.float32] = 100 * (_TYPED * of_typed + (1 - _TYPED) * of_there)
    return scores
