"""Due timers, one transaction each: whom or what it is about is locked first, and a stale timer
does nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog
from sqlalchemy.orm import Session

from flows import engine
from handlers import case_timers, digest, late_list, resident
from handlers.effects import CONVERSATION
from handlers.following import following
from handlers.following_up import asking, feedback, visit_ratings
from handlers.here import Here
from handlers.house import House
from handlers.meter import Slow
from handlers.placing import place_of
from handlers.privacy import ageing, clock, copying, deciding
from handlers.reaching import home
from handlers.registry import operators
from storage import people, timers
from storage.clocks import SUBJECT
from storage.database import is_transient
from storage.timers import DueTimer

log = structlog.get_logger()
AT_ONCE = 100
AGAIN = timers.PUT_OFF
"""When a timer that failed is tried again."""


def tick(house: House) -> int:
    """Fire what is due; how many fired. Several processes may tick at once."""
    with house.database.read() as session:
        due = timers.due(session, house.clock(), AT_ONCE)
    fired = sum(_try(house, timer) for timer in due)
    if fired:
        house.wake()
    return fired


def _try(house: House, timer: DueTimer) -> bool:
    """One timer that fails must not stop the others: our own mistake puts it off, a busy
    database leaves it due."""
    try:
        with following(timer_id=timer.id, kind=timer.kind, contact_id=timer.subject_id):
            return _measured(house, timer)
    except Exception as error:  # noqa: BLE001  the loop: what fails is put off and recorded
        log.error("timer_failed", timer_id=timer.id, kind=timer.kind, error=place_of(error))
        if not is_transient(error):
            _put_off(house, timer)
        return False


def _measured(house: House, timer: DueTimer) -> bool:
    result = "failed"
    try:
        with house.meter.timed(Slow.TIMER, timer.kind):
            result = "fired" if fire(house, timer) else "stale"
    finally:
        house.meter.timer(timer.kind, result)
    lag = (house.clock() - timer.due_at).total_seconds()
    log.info("timer", status=result, lag=round(lag, 3))
    return result == "fired"


def _put_off(house: House, timer: DueTimer) -> None:
    with house.database.write() as session:
        timers.put_off(session, timer.id, timer.sequence, house.clock() + AGAIN)


def fire(house: House, timer: DueTimer) -> bool:
    """Fire one timer unless somebody else did, or it was set anew or unset meanwhile."""
    with house.database.write() as session:
        fired = _SUBJECTS[timer.subject](house, session, timer)
        if fired:
            house.reached("before_timer_commit")
    return fired


def _fire_talk(house: House, session: Session, timer: DueTimer) -> bool:
    """A talk that was left: its person is locked."""
    people.lock(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    # Also where they blocked us: what they wrote is purged all the same.
    address = home(session, timer.subject_id) or people.last_address(session, timer.subject_id)
    if address is not None:
        here = Here(house, session, address, house.clock())
        before = people.conversation(session, timer.subject_id)
        facts = resident.facts_for(here, frozenset())
        resident.carry_out(here, engine.expire(before, timer.kind, facts))
    return True


def _fire_morning(house: House, session: Session, timer: DueTimer) -> bool:
    """What the whole city hears in the morning."""
    fire_it = digest.fire if timer.kind == digest.KIND else late_list.fire
    return fire_it(house, session, timer)


_SUBJECTS: Mapping[str, Callable[[House, Session, DueTimer], bool]] = {
    CONVERSATION: _fire_talk,
    SUBJECT: case_timers.fire,
    late_list.SUBJECT: _fire_morning,
    operators.SUBJECT: operators.fire,
    deciding.SUBJECT: clock.fire,
    copying.SUBJECT: copying.fire,
    ageing.SUBJECT: ageing.fire,
    asking.SUBJECT: asking.fire,
    feedback.SUBJECT: feedback.fire,
    visit_ratings.SUBJECT: visit_ratings.fire,
}
"""What a timer is about, and how it is fired."""
