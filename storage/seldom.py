"""Which of several cases have what few cases have, asked in one question.

Nearly every case has no visit in vain, no linked report, no referral, and no photo that was read:
the rows themselves are asked for only where there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.statements import placed, places, room_for, run
from storage.tables import CardReadingRow, Case, Document, Note, Referral

ATTEMPTS, LINKED, REFERRALS, READINGS = "attempts", "linked", "referrals", "readings"


def kept(session: Session, case_ids: Collection[int]) -> Mapping[str, frozenset[int]]:
    """By what it is, the ids of the cases that have it."""
    found: dict[str, set[int]] = {kind: set() for kind in (ATTEMPTS, LINKED, REFERRALS, READINGS)}
    for kind, case_id in run(session, _kept(room_for(case_ids)), placed("of", case_ids)):
        found[kind].add(case_id)
    return {kind: frozenset(ids) for kind, ids in found.items()}


@cache
def _kept(room: int) -> Executable:
    def those(
        kind: str, of: InstrumentedAttribute[Any], *which: ColumnElement[bool]
    ) -> Select[Any]:
        # Written out, so that the databases need no word on what kind of value it is.
        name = literal(kind, literal_execute=True)
        return select(name, of).where(of.in_(places(of, "of", room)), *which)

    # For each photo, and not the other way round, whatever a database believes of the sizes.
    became = select(CardReadingRow.status).where(CardReadingRow.document_id == Document.id)
    return union_all(
        those(ATTEMPTS, Note.case_id, Note.event == "attempt"),
        those(LINKED, Case.duplicate_of),
        those(REFERRALS, Referral.case_id),
        those(READINGS, Document.case_id, became.scalar_subquery() == "read"),
    )
