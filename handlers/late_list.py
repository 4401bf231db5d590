"""The agency head's daily list: each morning the cases whose promise is broken, while there are
any. The first breach sets the timer; a morning without a late case lets it rest."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from flows.cases.clocks import Kind
from flows.cases.notices import NOTICES, Values
from flows.cases.states import Role
from handlers.house import House
from handlers.naming import village_of
from handlers.telling import notify_staff, staff_of_area
from storage import clocks, timers
from storage.tables import Case
from storage.timers import DueTimer

SUBJECT, KIND = "city", "late_list"
THE_CITY = 0
"""A timer of the whole city is about nothing with a number."""
MORNING = time(7, 30)
SHOWN = 15
"""As many are named; the rest is counted."""


def expect(house: House, session: Session) -> None:
    """There is something to list tomorrow morning."""
    due = next_morning(house, house.clock())
    timers.set_timer(session, SUBJECT, THE_CITY, KIND, due)


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Send the list of this morning, and wait for the next one."""
    if not timers.take(session, timer.id, timer.sequence):
        return False
    late = clocks.broken(session, Kind.HANDLING)
    if late:
        _tell(house, session, late)
        expect(house, session)
    return True


def _tell(house: House, session: Session, late: list[Case]) -> None:
    """The agency head, or the manager where there is none."""
    named = [_named(session, case) for case in late[:SHOWN]]
    more = [f"+{len(late) - SHOWN}"] if len(late) > SHOWN else []
    values: Values = {"count": len(late), "list": ", ".join([*named, *more])}
    whom = staff_of_area(session, Role.AGENCY_HEAD, None)
    for member in whom or staff_of_area(session, Role.MANAGER, None):
        notify_staff(
            session,
            member,
            NOTICES["late_list"].text(values),
            house.clock(),
            notice="late_list",
            values=values,
        )


def _named(session: Session, case: Case) -> str:
    village = village_of(session, case)
    return f"{case.ticket} ({village})" if village else case.ticket


def next_morning(house: House, now: datetime) -> datetime:
    """The next 07.30 of the city, never this very moment."""
    here = now.astimezone(house.zone)
    morning = datetime.combine(here.date(), MORNING, house.zone)
    if morning <= here:
        morning = datetime.combine(here.date() + timedelta(days=1), MORNING, house.zone)
    return morning.astimezone(UTC)
