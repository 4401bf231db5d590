"""A second report of what is open already: it gets its own ticket and follows the first case.

Its reporter must not learn from us that there is another case. So they hear what anybody hears
who reports, and who asks is shown a life that begins with their own report: their case follows
what happens to the first one from then on, and nothing of what happened before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.cases.profiles import Place, profile_of
from flows.cases.states import Event, Stage, State


@dataclass(frozen=True, slots=True)
class Shown:
    """The state and stage that a reporter is told."""

    state: State
    since: datetime
    stage: Stage = Stage.SCREENING


def as_shown(
    opened_at: datetime, main: Place, main_since: datetime, *, held: bool, profile: str = ""
) -> Shown:
    """How a linked report stands for its reporter, who sent it at `opened_at`.

    `main` is where the first case stands, `held` whether a facilitator has or had it, and
    `profile` its route: a report begins where any report of that route begins.
    """
    if main_since > opened_at:
        # Papers are asked of the first reporter alone.
        asked = main[0] is State.NEEDS_DOCUMENTS
        return Shown(State.SCREENING if asked else main[0], main_since, main[1])
    state, stage = (State.ASSIGNED, Stage.FIELD) if held else _first_place(profile)
    return Shown(state, opened_at, stage)


def _first_place(profile: str) -> Place:
    """Where a report waits that nobody has yet."""
    route = profile_of(profile)
    if not route.screens_itself:
        return State.SCREENING, Stage.SCREENING
    place = route.next_place((State.SUBMITTED, Stage.SCREENING), Event.SCREENED, listed=True)
    return place or (State.SCREENING, Stage.SCREENING)
