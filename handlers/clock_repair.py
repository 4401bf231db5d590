"""No case waits without a clock: what should run and does not is started when the program starts.

Cases from before there were clocks get theirs as of the moment at which each would have begun,
so that what they were promised still holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from flows.cases.clock_table import BY_KIND, CLOCKS, running_in
from flows.cases.clocks import Kind
from flows.cases.states import Stage, State
from flows.words import _staff
from handlers import clocks
from handlers.case_timers import for_case
from handlers.house import House
from handlers.telling import tell_office
from storage import cases
from storage import clocks as rows
from storage.tables import Case, ClockRow

log = structlog.get_logger()
TIMED = tuple({state for clock in CLOCKS for state, _ in clock.runs_in})
"""States in which some clock runs."""
REPAIRED = _staff(
    "{count} laporan berjalan tanpa pengingat batas waktu; pengingatnya sudah dipasang lagi. "
    "Yang sudah lewat batas diberitahukan sekarang."
)


def unclocked(house: House) -> list[int]:
    """Cases that lack a clock which should run, or whose running clock nothing will remember."""
    with house.database.read() as session:
        lacking = {
            case_id
            for case_id, state, stage, kinds in rows.running_kinds(session, TIMED)
            if running_in((State(state), Stage(stage))) - kinds
        }
        return sorted(lacking | {row.case_id for row in _forgotten(session)})


def _forgotten(session: Session) -> list[ClockRow]:
    """Running clocks that have something to say and no timer."""
    return [
        row
        for row in rows.without_timer(session)
        if row.kind in BY_KIND and BY_KIND[row.kind].still_warns(row.warned, row.length)
    ]


def repair(house: House) -> int:
    """Start the clocks that are missing, each case by itself, and tell the office; how many."""
    count = sum(_repair(house, case_id) for case_id in unclocked(house))
    if count:
        log.warning("clocks_repaired", count=count)
        with house.database.write() as session:
            words = REPAIRED.format(count=count)
            tell_office(session, house.city_code, house.city_code, words, house.clock())
        house.wake()
    return count


def _repair(house: House, case_id: int) -> bool:
    with house.database.write() as session:
        case = cases.lock(session, case_id)
        if case is None or case.duplicate_of is not None:
            return False
        here = for_case(house, session, case)
        started = clocks.align(here, case, None, since=dict(_should_have_begun(case)))
        forgotten = [row for row in _forgotten(session) if row.case_id == case.id]
        for row in forgotten:
            clocks.run_on(here, row)
    return bool(started or forgotten)


def _should_have_begun(case: Case) -> Iterator[tuple[Kind, datetime]]:
    """The promise with the ticket, everything else with the state."""
    for kind in Kind:
        yield kind, case.opened_at if kind is Kind.HANDLING else case.state_since
