"""News that later news makes unnecessary: what has not left yet does not."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage.statements import run
from storage.tables import Address, Outbox

COMBINED = "combined"
_MAY_BE_DROPPED = (
    select(Outbox.id)
    .where(Outbox.case_id == bindparam("about"), Outbox.status.in_(("waiting", "held")))
    .limit(1)
)


def drop(session: Session, contact_id: int, case_id: int, notices: Collection[str]) -> int:
    """Take what waits of these notices about that case, for that person by whatever channel, out
    of the line; how many."""
    if not notices or not run(session, _MAY_BE_DROPPED, {"about": case_id}):
        return 0
    theirs = select(Address.id).where(Address.contact_id == contact_id)
    dropped = session.scalars(
        update(Outbox)
        .where(Outbox.address_id.in_(theirs), Outbox.case_id == case_id)
        .where(Outbox.notice.in_(notices), Outbox.status.in_(("waiting", "held")))
        .values(status="dropped", reason=COMBINED)
        .returning(Outbox.id)
    )
    return len(dropped.all())
