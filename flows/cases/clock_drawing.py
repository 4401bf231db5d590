"""The clocks of a case as a table, for docs/cases.md.

    python -m flows.cases.clock_drawing

prints what stands between the markers there; a test fails when the copy is old.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta

from flows.cases.clock_table import CLOCKS
from flows.cases.clocks import Clock
from flows.cases.profiles import Place
from flows.cases.rows import Tell
from flows.cases.states import Stage, State

BEGIN = "<!-- from the clocks: python -m flows.cases.clock_drawing -->"
END = "<!-- end of what comes from the clocks -->"
_DAY = timedelta(days=1)
_HEADING = ("clock", "length", "counts", "runs while", "rests while", "tells", "at its end")


def page() -> str:
    """All of it, between the markers of docs/cases.md."""
    lines = [_HEADING, tuple("---" for _ in _HEADING), *(_cells(clock) for clock in CLOCKS)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{BEGIN}\n\n{table}\n\n{END}"


def _cells(clock: Clock) -> tuple[str, ...]:
    return (
        f"`{clock.kind}`",
        span(clock.length),
        _counted(clock),
        _places(clock.runs_in)
        + (f"; goes on in {_places(clock.goes_on_in)}" if clock.goes_on_in else ""),
        ", ".join(f"`{state}`" for state in sorted(clock.rests_in)),
        "; ".join(_warnings(clock)),
        f"`{clock.ends_with}` by the system" if clock.ends_with else "",
    )


def _counted(clock: Clock) -> str:
    if not clock.office:
        return "calendar days"
    return "the city's hours, not at night" if clock.stands_still_at_night else "the city's hours"


def _warnings(clock: Clock) -> Iterator[str]:
    for warn in clock.warns:
        if warn.tells:
            yield f"{span(warn.after)}: {_told(warn.tells)}"
    if clock.again is not None:
        yield f"then every {span(clock.again.every)}: {_told(clock.again.tells)}"


def _told(tells: tuple[Tell, ...]) -> str:
    return ", ".join(f"{tell.audience} `{tell.notice}`" for tell in tells)


def _places(places: frozenset[Place]) -> str:
    """States in the order of a case's life; the stages where not all of a state count."""
    shown = []
    for state in State:
        stages = [stage for stage in Stage if (state, stage) in places]
        if len(stages) == len(Stage):
            shown.append(f"`{state}`")
        elif len(stages) == 1:
            shown.append(f"`{state}` ({stages[0]})")
        elif stages:
            without = ", ".join(stage for stage in Stage if stage not in stages)
            shown.append(f"`{state}` (not {without})")
    return ", ".join(shown)


def span(length: timedelta) -> str:
    """`48 h`, `14 days`: hours up to two days."""
    if length <= 2 * _DAY:
        return f"{length // timedelta(hours=1)} h"
    return f"{length // _DAY} days"


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
