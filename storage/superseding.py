"""News that later news makes unnecessary: what has not left yet does not."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import Executable, String, bindparam, or_, select, update
from sqlalchemy.orm import Session

from storage.statements import run
from storage.tables import Address, Outbox

COMBINED = "combined"
_WHOSE = select(Address.id).where(Address.contact_id == bindparam("whose"))


def drop(session: Session, contact_id: int, case_id: int, notices: Collection[str]) -> int:
    """Take what waits of these notices about that case, for that person by whatever channel, out
    of the line; how many."""
    if not notices:
        return 0
    named = {f"notice_{place}": notice for place, notice in enumerate(sorted(notices))}
    return len(run(session, _drop(len(named)), {"whose": contact_id, "about": case_id, **named}))


@cache
def _drop(count: int) -> Executable:
    notices = [bindparam(f"notice_{place}", type_=String()) for place in range(count)]
    return (
        update(Outbox)
        .where(Outbox.case_id == bindparam("about"), Outbox.status.in_(("waiting", "held")))
        .where(or_(*(Outbox.notice == notice for notice in notices)))
        .where(Outbox.address_id.in_(_WHOSE))
        .values(status="dropped", reason=COMBINED)
        .returning(Outbox.id)
    )
