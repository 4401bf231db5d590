"""What was read on a case's photos, beside what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from flows.cases.card_doubts import Typed, doubts
from flows.cases.card_reading import CardReading, Kind, Wants
from flows.cases.papers import REPLACED
from storage import readings
from storage.tables import CardReadingRow, Document


def doubts_of(session: Session, documents: Sequence[Document], typed: Typed) -> tuple[str, ...]:
    """Codes of doubts; none of a photo that a better one replaced, or that is to be deleted."""
    counted = [d.id for d in documents if d.status == "fetched" and d.verdict != REPLACED]
    found = readings.of_documents(session, counted)
    rows = [found[number] for number in counted if number in found]
    return doubts([(Wants(row.wants), _reading(row)) for row in rows], typed)


def _reading(row: CardReadingRow) -> CardReading:
    return CardReading.from_json(row.content) if row.content else CardReading(Kind(row.kind))
