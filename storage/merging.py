"""Making two contacts one, and parting them again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Address, Case, Consent, ContactMerge, Document, Feedback

Owned = Address | Consent | Document
_OWNED: dict[str, type[Owned]] = {
    "addresses": Address,
    "consents": Consent,
    "documents": Document,
}
"""Of the documents only those of a case: the papers of an unfinished talk stay with it."""


def merge(session: Session, kept_id: int, merged_id: int, now: datetime) -> ContactMerge:
    """Everything of the merged contact becomes the kept one's. Both must be locked.

    A moved case gets a talk number below zero: the kept contact's own talks count from one.
    """
    moved: dict[str, Any] = {
        name: _hand_over(session, table, merged_id, kept_id) for name, table in _OWNED.items()
    }
    moved["cases"] = []
    for case in session.scalars(select(Case).where(Case.contact_id == merged_id)):
        moved["cases"].append([case.id, case.talk])
        case.contact_id, case.talk = kept_id, -case.id
    moved["feedback"] = []
    for sent in session.scalars(select(Feedback).where(Feedback.contact_id == merged_id)):
        moved["feedback"].append([sent.id, sent.talk])
        sent.contact_id, sent.talk = kept_id, -sent.id
    row = ContactMerge(kept_id=kept_id, merged_id=merged_id, moved=moved, at=now)
    session.add(row)
    session.flush()
    return row


def _hand_over(session: Session, table: type[Owned], giver: int, taker: int) -> list[int]:
    theirs = select(table).filter_by(contact_id=giver)
    if table is Document:
        theirs = theirs.where(Document.case_id.is_not(None))
    rows: list[Owned] = list(session.scalars(theirs))
    for row in rows:
        row.contact_id = taker
    return [row.id for row in rows]


def kept(session: Session, contact_id: int) -> int:
    """The contact who has everything of that one now; itself when it was not merged."""
    into = session.scalar(
        select(ContactMerge.kept_id)
        .where(ContactMerge.merged_id == contact_id, ContactMerge.undone_at.is_(None))
        .order_by(ContactMerge.id.desc())
        .limit(1)
    )
    return contact_id if into is None else into


def part(session: Session, merge_id: int, now: datetime) -> bool:
    """Give back what `merge` moved; `False` when there is nothing to undo."""
    row = session.get(ContactMerge, merge_id, with_for_update=True)
    if row is None or row.undone_at is not None:
        return False
    for name, table in _OWNED.items():
        for owned_id in row.moved[name]:
            owned = cast(Owned | None, session.get(table, owned_id))
            if owned is not None:
                owned.contact_id = row.merged_id
    for case_id, talk in row.moved["cases"]:
        case = session.get_one(Case, case_id)
        case.contact_id, case.talk = row.merged_id, talk
    for feedback_id, talk in row.moved.get("feedback", ()):
        sent = session.get_one(Feedback, feedback_id)
        sent.contact_id, sent.talk = row.merged_id, talk
    row.undone_at = now
    session.flush()
    return True
