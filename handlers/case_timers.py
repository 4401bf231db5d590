"""A clock of a case says that a warning is due, or that its time is over.

The system acts here: nobody talks, so only the case is locked. After an outage only the
highest warning that is due is given, and the next one is waited for.
"""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Clock, Kind, Warn
from flows.cases.lifecycle import SYSTEM
from flows.cases.states import Event, Role
from flows.words import _staff
from handlers import assigning, clocks, late_list, moving
from handlers.here import Here
from handlers.house import House
from handlers.warning import warn
from storage import casebook, cases, timers
from storage import clocks as clock_rows
from storage.tables import Case, ClockRow
from storage.timers import DueTimer

log = structlog.get_logger()
NOT_ACCEPTED = _staff("tugas tidak diterima dalam batas waktunya")


def for_case(house: House, session: Session, case: Case) -> Here:
    """Where the system acts on a case. The address is the reporter's, who is not locked: it is
    for their language and channel, and nothing is answered there."""
    return Here(house, session, cases.home_of(session, case), house.clock())


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Fire a clock's timer, if it still stands; whether it did."""
    case = cases.lock(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    clock = BY_KIND.get(timer.kind)
    if case is not None and clock is not None:
        row = clock_rows.of_case(session, case.id).get(timer.kind)
        if row is not None and row.running_since is not None:
            _run_down(for_case(house, session, case), case, clock, row)
    return True


def _run_down(here: Here, case: Case, clock: Clock, row: ClockRow) -> None:
    length = timedelta(seconds=row.length)
    due = clock.due(timedelta(seconds=row.warned), clocks.ran(here, row), length)
    if due is not None:
        row.warned = int(due.after.total_seconds())
        _give(here, case, clock, row, due)
    if row.running_since is not None:
        clocks.run_on(here, row)
    here.session.flush()


def _give(here: Here, case: Case, clock: Clock, row: ClockRow, due: Warn) -> None:
    over = row.warned >= row.length
    breaks = over and clock.office and row.breached_at is None
    if breaks:
        row.breached_at = row.due_at
    event = "breached" if breaks else "warned"
    casebook.note(
        here.session, case.id, event, here.now, casebook.Doer(Role.SYSTEM), code=clock.kind
    )
    log.info("clock_due", case_id=case.id, kind=clock.kind, what=event)
    warn(here, case, row, due.tells)
    if breaks and clock.kind is Kind.HANDLING:
        late_list.expect(here.house, here.session)
    if over:
        _end(here, case, clock)


def _end(here: Here, case: Case, clock: Clock) -> None:
    """What the system itself does when the time is over."""
    if clock.ends_with is Event.LAPSE:
        moving.carry(here, case, Event.LAPSE, SYSTEM, case.version)
    elif clock.ends_with is Event.REASSIGN:
        words = NOT_ACCEPTED.render("id")
        if not assigning.reassign(here, case, reason=words):
            assigning.tell_no_other(here, case, words)
