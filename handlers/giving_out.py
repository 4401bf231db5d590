"""A case that nobody could take is given out as soon as somebody can: an absence is over, a new
facilitator was hired, a shut chat is open again. Nobody has to press *Cari petugas* for that."""

from __future__ import annotations

import structlog

from flows.cases.lifecycle import NotAllowed
from flows.cases.profiles import WAITS_FOR_FACILITATOR
from flows.cases.states import Stage, State
from handlers import assigning
from handlers.case_timers import for_case
from handlers.house import House
from storage import cases, unassigned
from storage.unassigned import Waiting

log = structlog.get_logger()
MOST = 500
"""Cases looked at in one go."""


def look(house: House) -> int:
    """Give out what waits, each case by itself; how many were."""
    with house.database.read() as session:
        waiting = unassigned.waiting(session, *WAITS_FOR_FACILITATOR, MOST)
    deserted: set[str | None] = set()
    count = sum(_give(house, one, deserted) for one in waiting)
    if count:
        log.info("given_out", count=count)
        house.wake()
    return count


def _give(house: House, one: Waiting, deserted: set[str | None]) -> bool:
    """Villages without anybody at work are not asked about again and again."""
    if one.village_code in deserted:
        return False
    with house.database.write() as session:
        case = cases.lock(session, one.case_id)
        if case is None or (State(case.state), Stage(case.stage)) != WAITS_FOR_FACILITATOR:
            return False
        here = for_case(house, session, case)
        if not assigning.at_work(here, case):
            deserted.add(case.village_code)
            return False
        try:
            return assigning.assign(here, case)
        except NotAllowed:  # frozen or followed another meanwhile
            return False
