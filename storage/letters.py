"""What became of a case's messages of a kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Outbox


def messages(session: Session, case_id: int, notices: Collection[str]) -> Sequence[Outbox]:
    """Messages about that case which carry one of these notices and were not dropped."""
    theirs = select(Outbox).where(Outbox.case_id == case_id, Outbox.notice.in_(notices))
    return session.scalars(theirs.where(Outbox.status != "dropped").order_by(Outbox.id)).all()
