"""The clocks of a case follow its moves, in the same transaction.

Each running clock has one timer, due at its next warning; what fires is in `case_timers`.
`Case.due_at` is what the resident was promised, or asked for, as the case stands now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.cases.calendar import Calendar, Counts
from flows.cases.clock_table import BY_KIND, CLOCKS, PROMISES
from flows.cases.clocks import Clock, Kind, Want
from flows.cases.profiles import Place
from flows.cases.states import Event, Stage, State
from handlers.here import Here
from storage import clocks, needs, timers
from storage.clocks import SUBJECT
from storage.tables import Case, ClockRow

FROZEN = "frozen"
"""Why a clock rests whose case holds data that were frozen."""


def follow(here: Here, case: Case, origin: State, event: Event) -> None:
    """Start, pause, resume and stop what the move from `origin` asks for."""
    del origin  # the rows say what ran
    align(here, case, event)


def begin(here: Here, case: Case) -> None:
    """A case came into being, or a linked report became one: its clocks begin. What was promised
    when it was opened holds."""
    align(here, case, None, since={Kind.HANDLING: case.opened_at})


def align(
    here: Here, case: Case, event: Event | None, *, since: dict[Kind, datetime] | None = None
) -> list[Kind]:
    """Make the clocks what the case's place asks for; the kinds that were started.

    `since` is when each should have started, where that is not now.
    """
    place = (State(case.state), Stage(case.stage))
    rows = clocks.of_case(here.session, case.id)
    started: list[Kind] = []
    for clock in CLOCKS:
        row = rows.get(clock.kind)
        if _begins(clock, row, place, event):
            at = (since or {}).get(clock.kind, here.now)
            rows[clock.kind] = _start(here, case, clock, row, at)
            started.append(clock.kind)
        elif row is not None and row.ended_at is None:
            _go_on(here, row, clock.want(place))
    here.session.flush()
    _promise(here, case, rows)
    return started


def _begins(clock: Clock, row: ClockRow | None, place: Place, event: Event | None) -> bool:
    if clock.want(place) is not Want.RUN:
        return False
    return row is None or row.ended_at is not None or event in clock.restarts


def _start(here: Here, case: Case, clock: Clock, row: ClockRow | None, at: datetime) -> ClockRow:
    counts = clock.counts(here.house.calendar.counts)
    row = clocks.start(here.session, row, case.id, clock.kind, clock.length, at, counts)
    run_on(here, row)
    return row


def _go_on(here: Here, row: ClockRow, want: Want) -> None:
    """What a clock does that had begun."""
    runs = row.running_since is not None
    if want in {Want.RUN, Want.GO_ON} and not runs:
        row.running_since, row.paused_for = here.now, ""
        run_on(here, row)
    elif want is Want.REST and runs:
        _halt(here, row)
        row.paused_for = State.NEEDS_DOCUMENTS
    elif want is Want.END:
        _halt(here, row)
        row.ended_at, row.paused_for = here.now, ""


def rest(here: Here, case: Case) -> None:
    """Every running clock of the case stands still, until `align` lets it go on."""
    for row in clocks.of_case(here.session, case.id).values():
        if row.running_since is not None:
            _halt(here, row)
            row.paused_for = FROZEN
    here.session.flush()


def _halt(here: Here, row: ClockRow) -> None:
    """It counts no further; a broken one says for good when it broke."""
    row.spent = int(ran(here, row).total_seconds())
    row.running_since = None
    row.due_at = None
    timers.unset_timer(here.session, SUBJECT, row.case_id, row.kind)


def run_on(here: Here, row: ClockRow) -> None:
    """Say when a running clock is over, and let its timer wait for the next warning."""
    row.due_at = moment_of(here, row, timedelta(seconds=row.length))
    clock = BY_KIND[row.kind]
    following = clock.next_after(timedelta(seconds=row.warned), timedelta(seconds=row.length))
    if following is None:
        timers.unset_timer(here.session, SUBJECT, row.case_id, row.kind)
        return
    due = moment_of(here, row, following.after)
    timers.set_timer(here.session, SUBJECT, row.case_id, row.kind, due)


def ran(here: Here, row: ClockRow) -> timedelta:
    """How long it has run until now."""
    before = timedelta(seconds=row.spent)
    if row.running_since is None:
        return before
    return before + _calendar(here, row).between(row.running_since, here.now)


def moment_of(here: Here, row: ClockRow, after: timedelta) -> datetime:
    """When a running clock has run that long; a moment that has passed is the one it had."""
    assert row.running_since is not None
    left = after - timedelta(seconds=row.spent)
    return _calendar(here, row).after(row.running_since, left)


def _calendar(here: Here, row: ClockRow) -> Calendar:
    """As it was counted when it was started, whatever the city says now."""
    return here.house.calendar.counting(Counts(row.counts))


def _promise(here: Here, case: Case, rows: dict[str, ClockRow]) -> None:
    """The end of the promise that holds now; the last one where none does. Reports that follow
    the case wait for the same, and no shorter than they were promised themselves."""
    running = (rows.get(kind) for kind in PROMISES)
    row = next((one for one in running if one is not None and one.running_since), None)
    if row is None or row.due_at is None:
        return
    case.due_at = row.due_at
    for report in needs.linked(here.session, case.id):
        report.due_at = max(row.due_at, _own_promise(here, report, row))


def _own_promise(here: Here, report: Case, row: ClockRow) -> datetime:
    if row.kind != Kind.HANDLING:
        return report.opened_at
    return _calendar(here, row).after(report.opened_at, timedelta(seconds=row.length))
