"""The papers of a case: taken from the talk that opened it, and read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import (
    Executable,
    and_,
    bindparam,
    case,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from storage import together
from storage.statements import (
    entities,
    placed,
    places,
    room_for,
)
from storage.tables import (
    Case,
    Document,
)

_TOLD = and_(Document.verdict == "poor", Document.told_at.is_not(None))
_TAKE_PAPERS = (
    update(Document)
    .where(Document.contact_id == bindparam("whose"), Document.talk == bindparam("which"))
    .where(Document.case_id.is_(None))
    .values(case_id=bindparam("to"), verdict=case((_TOLD, "accepted_poor"), else_=Document.verdict))
    .returning(*Document.__table__.c)
)
_ORIGIN = select(Case.split_from).where(Case.id == bindparam("of")).scalar_subquery()
_INHERITED = and_(Document.case_id == _ORIGIN, Document.question.startswith("paper"))
_PAPERS_OF = (
    select(*Document.__table__.c)
    .where(or_(Document.case_id == bindparam("of"), _INHERITED))
    .order_by(Document.id)
)


def take_documents(
    session: Session, contact_id: int, talk: int, case_id: int
) -> Sequence[Document]:
    """The papers of the talk become papers of the case; those of another case stay there. A poor
    one whose sender was told so was sent as it is. What was taken, as it came."""
    taken = {"whose": contact_id, "which": talk, "to": case_id}
    theirs = entities(session, Document, _TAKE_PAPERS, taken)
    return sorted(theirs, key=lambda document: document.id)


def documents(session: Session, case_id: int) -> Sequence[Document]:
    """Papers of a case in the order in which they came; a proposal that was split off has those
    of the case it came from."""
    held: Sequence[Document] | None = together.known(session, "documents", case_id)
    if held is not None:
        return held
    return entities(session, Document, _PAPERS_OF, {"of": case_id})


def documents_of(session: Session, some: Collection[Case]) -> dict[int, list[Document]]:
    """The same of several cases, by their ids."""
    origins = {case.split_from for case in some if case.split_from is not None}
    wanted = {case.id for case in some} | origins
    rows = entities(session, Document, _papers_of_any(room_for(wanted)), placed("of", wanted))
    return {
        case.id: [
            row
            for row in rows
            if row.case_id == case.id
            or (row.case_id == case.split_from and row.question.startswith("paper"))
        ]
        for case in some
    }


@cache
def _papers_of_any(room: int) -> Executable:
    theirs = Document.case_id.in_(places(Document.case_id, "of", room))
    return select(*Document.__table__.c).where(theirs).order_by(Document.id)
