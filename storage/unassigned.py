"""Cases that wait for a facilitator because nobody could take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Case


@dataclass(frozen=True, slots=True)
class Waiting:
    """One of them."""

    case_id: int
    village_code: str | None


def waiting(session: Session, state: str, stage: str, most: int) -> Sequence[Waiting]:
    """Those that stand there, the most pressing first; reports that follow another and those whose
    data were frozen wait for nobody."""
    found = session.execute(
        select(Case.id, Case.village_code)
        .where(Case.state == state, Case.stage == stage)
        .where(Case.duplicate_of.is_(None), Case.frozen_at.is_(None))
        .order_by(Case.rank, Case.due_at, Case.id)
        .limit(most)
    )
    return [Waiting(*row) for row in found]
