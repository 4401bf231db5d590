"""Photos and papers: those that answer one question, and those of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import Audit, Document


def of_question(session: Session, like: Document) -> Sequence[Document]:
    """All files that answer the same question of the same talk, the oldest first."""
    return session.scalars(
        select(Document)
        .where(
            Document.contact_id == like.contact_id,
            Document.talk == like.talk,
            Document.question == like.question,
            Document.status != "purged",
        )
        .order_by(Document.id)
    ).all()


def poor_of_cases(session: Session, contact_id: int, since: datetime) -> Sequence[Document]:
    """Poor photos of a contact's reports whose sender was told so since then, the newest
    first."""
    return session.scalars(
        select(Document)
        .where(
            Document.contact_id == contact_id,
            Document.case_id.is_not(None),
            Document.verdict == "poor",
            Document.told_at >= since,
        )
        .order_by(Document.id.desc())
    ).all()


def of_case(session: Session, case_id: int) -> Sequence[Document]:
    """All files of a case, the oldest first."""
    return session.scalars(
        select(Document).where(Document.case_id == case_id).order_by(Document.id)
    ).all()


def openings(
    session: Session, document_id: int, staff_id: int, action: str, since: datetime
) -> int:
    """How often that viewer has opened that file since then."""
    theirs = (
        Audit.subject == "document",
        Audit.subject_id == document_id,
        Audit.staff_id == staff_id,
        Audit.action == action,
        Audit.at >= since,
    )
    return session.scalar(select(func.count()).select_from(Audit).where(*theirs)) or 0
