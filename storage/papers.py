"""Photos and papers: those that answer one question, and those of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.statements import entities
from storage.tables import Audit, Document

_WHOSE = Document.contact_id == bindparam("whose")
_OF_QUESTION = (
    select(*Document.__table__.c)
    .where(_WHOSE, Document.talk == bindparam("talk"), Document.status != "purged")
    .where(Document.question == bindparam("question"))
    .order_by(Document.id)
)
_POOR = (
    select(*Document.__table__.c)
    .where(_WHOSE, Document.case_id.is_not(None), Document.verdict == "poor")
    .where(Document.told_at >= bindparam("since", type_=UtcDateTime()))
    .order_by(Document.id.desc())
)


def of_question(session: Session, like: Document) -> Sequence[Document]:
    """All files that answer the same question of the same talk, the oldest first."""
    which = {"whose": like.contact_id, "talk": like.talk, "question": like.question}
    return entities(session, Document, _OF_QUESTION, which)


def poor_of_cases(session: Session, contact_id: int, since: datetime) -> Sequence[Document]:
    """Poor photos of a contact's reports whose sender was told so since then, the newest
    first."""
    return entities(session, Document, _POOR, {"whose": contact_id, "since": since})


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
