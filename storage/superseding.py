"""News that later news makes unnecessary: what has not left yet does not."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.orm import Session

from storage.statements import placed, places, room_for, run
from storage.tables import Address, Outbox

COMBINED = "combined"
_WHOSE = select(Address.id).where(Address.contact_id == bindparam("whose"))


def drop(session: Session, contact_id: int, case_id: int, notices: Collection[str]) -> int:
    """Take what waits of these notices about that case, for that person by whatever channel, out
    of the line; how many."""
    if not notices:
        return 0
    values = {"whose": contact_id, "about": case_id, **placed("notice", notices)}
    return len(run(session, _drop(room_for(notices)), values))


@cache
def _drop(room: int) -> Executable:
    return (
        update(Outbox)
        .where(Outbox.case_id == bindparam("about"), Outbox.status.in_(("waiting", "held")))
        .where(Outbox.notice.in_(places(Outbox.notice, "notice", room)))
        .where(Outbox.address_id.in_(_WHOSE))
        .values(status="dropped", reason=COMBINED)
        .returning(Outbox.id)
    )
