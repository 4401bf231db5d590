"""Photos of cards that are to be read, and what was read on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage import jobs, together
from storage.tables import CardReadingRow, Document

READ = "read_card"


def want(session: Session, document_id: int, wants: str, now: datetime) -> None:
    """Have that photo read once it was fetched and looked at; `wants` says which card it should
    show. What was wanted before stays."""
    if session.get(CardReadingRow, document_id) is None:
        session.add(CardReadingRow(document_id=document_id, wants=wants, wanted_at=now))
        session.flush()


def is_wanted(session: Session, document_id: int) -> bool:
    """Whether that photo is to be read."""
    row = session.get(CardReadingRow, document_id)
    return row is not None and row.status == "wanted"


def order(session: Session, document: Document, now: datetime) -> None:
    """The photo is there: read it now, if that is wanted and not done."""
    if is_wanted(session, document.id):
        jobs.order(session, READ, document.id, now)


def of_documents(session: Session, ids: Collection[int]) -> Mapping[int, CardReadingRow]:
    """What was read on these photos, by their numbers."""
    if not ids:
        return {}
    held = [together.known(session, "readings", number) for number in ids]
    if None not in held:
        return {row.document_id: row for rows in held for row in rows}
    found = select(CardReadingRow).where(
        CardReadingRow.document_id.in_(ids), CardReadingRow.status == "read"
    )
    return {row.document_id: row for row in session.scalars(found)}


def all_of(session: Session, ids: Collection[int]) -> dict[int, list[CardReadingRow]]:
    """The same as lists of one or none, to be held while several cases are shown."""
    found = of_documents(session, ids)
    return {number: [found[number]] if number in found else [] for number in ids}


def forget(session: Session, ids: Collection[int]) -> None:
    """The photos are to go: what was read on them goes at once. Where the record of a photo is
    deleted the database does this itself."""
    if ids:
        session.execute(delete(CardReadingRow).where(CardReadingRow.document_id.in_(ids)))
