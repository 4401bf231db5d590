"""Notices that may wait: at night until the morning, and a moment in which the next one may make
them unnecessary.

Asked when a message is about to leave, so that it holds whatever wrote it, and whenever it
became due. Answers to what somebody just did are no notices and never wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.notices import NOTICES
from flows.cases.rows import Audience
from flows.messages import Lane
from flows.quiet import AWAKE
from handlers.house import House
from storage.line import QUIET, SETTLING
from storage.tables import Address, Outbox


@dataclass(frozen=True, slots=True)
class Aside:
    """How long a message waits, and why."""

    until: datetime
    reason: str


def wait(house: House, session: Session, row: Outbox, now: datetime) -> Aside | None:
    """Whether that message waits for a better moment; none: it may leave now."""
    notice = NOTICES.get(row.notice)
    if row.lane < Lane.NOTICE or (notice is not None and notice.urgent):
        return None
    if notice is None and row.group_id is not None:
        return None
    morning = house.quiet.until(now, house.zone)
    if morning is not None and not _awake(session, row, now):
        return Aside(morning, QUIET)
    settled = row.created_at + house.settling
    if notice is not None and notice.audience is Audience.RESIDENT and settled > now:
        return Aside(settled, SETTLING)
    return None


def _awake(session: Session, row: Outbox, now: datetime) -> bool:
    """Whether the person is writing with us just now; a group never is."""
    if row.address_id is None:
        return False
    heard = session.get_one(Address, row.address_id).last_in_at
    return heard is not None and now - heard < AWAKE
