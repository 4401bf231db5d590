"""The clocks of a case follow its moves, in the same transaction.

Each running clock has one timer, due at its next warning; what fires is in `case_timers`.
`Case.due_at` is what the resident was promised, or asked for, as the case stands now.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    changed: list[ClockRow] = []
    for clock in CLOCKS:
        row = rows.get(clock.kind)
        if _begins(clock, row, place, event):
            at = (since or {}).get(clock.kind, here.now)
            rows[clock.kind] = _start(here, case, clock, row, at)
            started.append(clock.kind)
            changed.append(rows[clock.kind])
        elif row is not None and row.ended_at is None and _go_on(here, row, clock.want(place)):
            changed.append(row)
    here.session.flush()
    _remember(here, case.id, changed)
    _promise(here, case, rows)
    return started


def _begins(clock: Clock, row: ClockRow | None, place: Place, event: Event | None) -> bool:
    if clock.want(place) is not Want.RUN:
        return False
    return row is None or row.ended_at is not None or event in clock.restarts


def _start(here: Here, case: Case, clock: Clock, row: ClockRow | None, at: datetime) -> ClockRow:
    counts = clock.counts(here.house.calendar.counts)
    row = clocks.start(here.session, row, case.id, clock.kind, clock.length, at, counts)
    row.due_at = _over(here, row)
    return row


def _go_on(here: Here, row: ClockRow, want: Want) -> bool:
    """What a clock does that had begun; whether that changes when its timer is due."""
    runs = row.running_since is not None
    if want in {Want.RUN, Want.GO_ON} and not runs:
        row.running_since, row.paused_for = here.now, ""
        row.due_at = _over(here, row)
    elif want is Want.REST and runs:
        _halt(here, row)
        row.paused_for = State.NEEDS_DOCUMENTS
    elif want is Want.END:
        _halt(here, row)
        row.ended_at, row.paused_for = here.now, ""
    else:
        return False
    return True


def rest(here: Here, case: Case) -> None:
    """Every running clock of the case stands still, until `align` lets it go on."""
    running = [
        row
        for row in clocks.of_case(here.session, case.id).values()
        if row.running_since is not None
    ]
    for row in running:
        _halt(here, row)
        row.paused_for = FROZEN
    here.session.flush()
    _remember(here, case.id, running)


def _halt(here: Here, row: ClockRow) -> None:
    """It counts no further; a broken one says for good when it broke."""
    row.spent = int(ran(here, row).total_seconds())
    row.running_since = None
    row.due_at = None


def run_on(here: Here, row: ClockRow) -> None:
    """Say when a running clock is over, and let its timer wait for the next warning."""
    row.due_at = _over(here, row)
    _remember(here, row.case_id, [row])


def _remember(here: Here, case_id: int, rows: Sequence[ClockRow]) -> None:
    """The timers of these clocks wait for their next warnings, or for nothing."""
    moments = {row.kind: _next_warning(here, row) for row in rows}
    waits = {kind: due for kind, due in moments.items() if due is not None}
    rests = moments.keys() - waits.keys()
    timers.unset_timers(here.session, SUBJECT, case_id, sorted(rests))
    timers.set_timers(here.session, SUBJECT, case_id, waits)


def _over(here: Here, row: ClockRow) -> datetime:
    return moment_of(here, row, timedelta(seconds=row.length))


def _next_warning(here: Here, row: ClockRow) -> datetime | None:
    if row.running_since is None:
        return None
    clock = BY_KIND[row.kind]
    following = clock.next_after(timedelta(seconds=row.warned), timedelta(seconds=row.length))
    return moment_of(here, row, following.after) if following is not None else None


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
