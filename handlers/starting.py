"""The first steps of a case on its route: the desk looks at it, or nobody needs to."""

from __future__ import annotations

from flows.cases.lifecycle import SYSTEM
from flows.cases.profiles import profile_of
from flows.cases.states import Event
from handlers import assigning, moving
from handlers.here import Here
from storage.tables import Case


def start(here: Here, case: Case) -> None:
    """A route that screens by itself goes straight to a facilitator; else the desk is asked."""
    if not profile_of(case.profile).screens_itself:
        moving.carry(here, case, Event.SCREEN, SYSTEM, case.version)
    elif not assigning.assign(here, case):
        moving.carry(here, case, Event.SCREENED, SYSTEM, case.version)
        assigning.tell_nobody(here, case)
