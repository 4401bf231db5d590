"""The first steps of a case on its route: the desk looks at it, or nobody needs to."""

from __future__ import annotations

from flows.cases.lifecycle import SYSTEM
from flows.cases.priority import Priority
from flows.cases.profiles import profile_of
from flows.cases.states import Event, Role
from flows.cases.table import ANNOUNCED
from handlers import assigning, audiences, moving
from handlers.here import Here
from handlers.telling import staff_of_area
from storage.tables import Case

AT_THE_DESK = (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR)


def announce(here: Here, case: Case) -> None:
    """The desk of the kelurahan hears of it, where there is one and no alarm has told it."""
    there = any(staff_of_area(here.session, role, case.village_code) for role in AT_THE_DESK)
    if there and case.village_code and case.priority != Priority.URGENT:
        for one in ANNOUNCED:
            audiences.tell(here, case, one)


def start(here: Here, case: Case) -> None:
    """A route that screens by itself goes straight to a facilitator; else the desk is asked."""
    if not profile_of(case.profile).screens_itself:
        moving.carry(here, case, Event.SCREEN, SYSTEM, case.version)
        return
    announce(here, case)
    if not assigning.assign(here, case):
        moving.carry(here, case, Event.SCREENED, SYSTEM, case.version)
        assigning.tell_nobody(here, case)
