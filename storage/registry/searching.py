"""People by name: every name of a kelurahan is compared, so that no slip hides anybody.

The names of one kelurahan lie sealed on one page; it is opened, compared by rapidfuzz in C, and
the few best rows are opened. Never in a transaction that writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.cases.name_folding import fold, old_spelling
from storage.columns import keys_of
from storage.registry import batches, looking
from storage.registry.packing import NUMBER, Entry, open_page, row_id
from storage.tables import RegistryNames

BEST = 10
FEWEST = 60
"""Of 100: below that a name has nothing to do with what was looked for."""
_SHARE = 0.3
"""How much it counts that all words of the shorter name stand in the longer one."""


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
    asked = tuple(dict.fromkeys(filter(None, (fold(name), old_spelling(name)))))
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
    scores = likeness(asked, names)
    if len(scores) > limit:
        some = np.argpartition(-scores, limit)[:limit]
    else:
        some = np.arange(len(scores))
    return [(float(scores[n]), int(n)) for n in some.tolist() if scores[n] >= FEWEST]


def likeness(asked: Sequence[str], names: list[str]) -> NDArray[np.float32]:
    """0-100 for each folded name: how near it is to the nearest of the spellings asked for."""
    whole = process.cdist(asked, names, scorer=fuzz.token_sort_ratio, dtype=np.float32)
    part = process.cdist(asked, names, scorer=fuzz.token_set_ratio, dtype=np.float32)
    scores: NDArray[np.float32] = ((1 - _SHARE) * whole + _SHARE * part).max(axis=0)
    return scores
