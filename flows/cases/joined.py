"""A second report of what is open already: it gets its own ticket and follows the first case.

Its reporter must not learn from us that there is another case. So they hear what anybody hears
who reports, and who asks is shown a life that begins with their own report: their case follows
what happens to the first one from then on, and nothing of what happened before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.cases.states import State


@dataclass(frozen=True, slots=True)
class Shown:
    """The state that a reporter is told."""

    state: State
    since: datetime


def as_shown(opened_at: datetime, main: State, main_since: datetime, *, held: bool) -> Shown:
    """How a linked report stands for its reporter, who sent it at `opened_at`.

    `main` is where the first case stands, and `held` whether a facilitator has or had it.
    """
    if main_since > opened_at:
        return Shown(main, main_since)
    return Shown(State.ASSIGNED if held else State.SUBMITTED, opened_at)
