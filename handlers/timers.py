"""Due timers, one transaction each: the person is locked first, a stale timer does nothing."""

from __future__ import annotations

import structlog

from flows import engine
from handlers import resident
from handlers.effects import CONVERSATION
from handlers.here import Here
from handlers.house import House
from handlers.inbound import place_of
from handlers.reaching import home
from storage import people, timers
from storage.database import DATABASE_FAILURES
from storage.timers import DueTimer

log = structlog.get_logger()
AT_ONCE = 100


def tick(house: House) -> int:
    """Fire what is due; how many fired. Several processes may tick at once."""
    with house.database.read() as session:
        due = timers.due(session, house.clock(), AT_ONCE)
    fired = sum(_try(house, timer) for timer in due)
    if fired:
        house.wake()
    return fired


def _try(house: House, timer: DueTimer) -> bool:
    """One timer that fails must not stop the others; it stays due and is tried again."""
    try:
        return fire(house, timer)
    except DATABASE_FAILURES as error:
        log.error("timer_failed", timer_id=timer.id, kind=timer.kind, error=place_of(error))
        return False


def fire(house: House, timer: DueTimer) -> bool:
    """Fire one timer unless somebody else did, or it was set anew or unset meanwhile."""
    with house.database.write() as session:
        if timer.subject != CONVERSATION:
            raise ValueError(timer.subject)
        people.lock(session, timer.subject_id)
        if not timers.take(session, timer.id, timer.sequence):
            return False
        address = home(session, timer.subject_id)
        if address is not None:
            here = Here(house, session, address, house.clock())
            before = people.conversation(session, timer.subject_id)
            facts = resident.facts_for(here, frozenset())
            resident.carry_out(here, engine.expire(before, timer.kind, facts))
        house.reached("before_timer_commit")
    return True
