"""Somebody stops working here, for a while or for good: what they had goes to others.

Switched off they have no rights and get no new cases. Their open visits are given to the next
facilitator in the same transaction; where nobody else is there the supervisors are told.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.states import Role
from handlers import assigning
from handlers.here import Here
from handlers.house import House
from handlers.staffing import existing, roles_of
from storage import cases, loads, staff

NOT_ACTIVE = "petugas sebelumnya sedang tidak bertugas"
"""Reason in the history, and to the supervisors."""


def set_active(house: House, staff_id: int, now: datetime, *, active: bool) -> int:
    """Switch a staff member on or off; how many cases went to others or wait for a supervisor.

    Off means no rights and no new cases, and an invitation that was not used stops working.
    Raises Refused where there is no such member.
    """
    with house.database.write() as session:
        member = existing(session, staff_id)
        if member.active == active:
            return 0
        member.active = active
        staff.note(session, f"staff_{'on' if active else 'off'}", "staff", staff_id, now)
        if active:
            return 0
        staff.end_links(session, staff_id, now)
        return hand_over_cases(house, session, staff_id, now)


def hand_over_cases(house: House, session: Session, staff_id: int, now: datetime) -> int:
    """Give their open visits to others; how many there were."""
    session.flush()
    theirs = loads.of_staff(session, staff_id, assigning.BUSY)
    return sum(_hand_over(house, session, case_id, staff_id, now) for case_id in theirs)


def hand_over_elsewhere(house: House, session: Session, staff_id: int, now: datetime) -> int:
    """The same for visits in areas where they are no facilitator any more."""
    areas = [area for role, area in roles_of(session, staff_id) if role is Role.FACILITATOR]
    theirs = loads.of_staff(session, staff_id, assigning.BUSY)
    return sum(
        _hand_over(house, session, case_id, staff_id, now)
        for case_id in theirs
        if not assigning.works_in(areas, loads.village_of(session, case_id))
    )


def _hand_over(house: House, session: Session, case_id: int, staff_id: int, now: datetime) -> bool:
    case = cases.lock(session, case_id)
    if case is None or case.facilitator_id != staff_id or case.state not in assigning.BUSY:
        return False
    here = Here(house, session, cases.home_of(session, case), now)
    if not assigning.reassign(here, case, reason=NOT_ACTIVE):
        assigning.tell_no_other(here, case, NOT_ACTIVE)
    return True
