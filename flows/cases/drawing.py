"""The table of a case's life as a drawing and as tables, for docs/cases.md.

    python -m flows.cases.drawing

prints what stands between the markers there; a test fails when the copy is old.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from flows.cases.states import OVER, STATE_LABELS, Event, Role, State
from flows.cases.table import TABLE, Guard, Row

BEGIN = "<!-- from the table: python -m flows.cases.drawing -->"
END = "<!-- end of what comes from the table -->"

_GUARDS = {
    Guard.ITS_FACILITATOR: "the case is theirs",
    Guard.NOT_SURVEYOR: "did not survey it",
    Guard.NOT_REPORTER: "did not report it",
    Guard.ITS_REPORTER: "reported it",
    Guard.REASON: "gives a reason",
}


def mermaid() -> str:
    """The states and moves as a Mermaid state diagram; one arrow for each row."""
    used = [state for state in State if _is_used(state)]
    names = (f"    {state}: {STATE_LABELS[state].render('id')}" for state in used)
    arrows = (f"    {row.state} --> {row.target}: {row.event}" for row in TABLE)
    ends = (f"    {state} --> [*]" for state in used if state in OVER)
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {State.SUBMITTED}", *arrows, *ends])


def role_matrix() -> str:
    """Who may do what, and while the case stands where, as a Markdown table."""
    roles = [role for role in Role if any(role in row.roles for row in TABLE)]
    rows = ([f"`{event}`", *(_from_states(event, role) for role in roles)] for event in Event)
    return _table(["event", *(f"`{role}`" for role in roles)], rows)


def rows() -> str:
    """The table itself, row by row, as a Markdown table."""
    return _table(
        ["while it is", "event", "by", "who", "becomes", "told"], (_cells(row) for row in TABLE)
    )


def labels() -> str:
    """Every state with what a resident reads, as a Markdown table."""
    return _table(
        ["state", "what a resident reads", "in use"],
        ([f"`{s}`", STATE_LABELS[s].render("id"), "yes" if _is_used(s) else ""] for s in State),
    )


def page() -> str:
    """All of it, between the markers of docs/cases.md."""
    parts = (
        BEGIN,
        f"```mermaid\n{mermaid()}\n```",
        "### The rows",
        rows(),
        "### Who may do what, and when",
        role_matrix(),
        "### The states",
        labels(),
        END,
    )
    return "\n\n".join(parts)


def _is_used(state: State) -> bool:
    return any(state in (row.state, row.target) for row in TABLE)


def _from_states(event: Event, role: Role) -> str:
    states = (row.state for row in TABLE if row.event is event and role in row.roles)
    return ", ".join(f"`{state}`" for state in states)


def _cells(row: Row) -> list[str]:
    return [
        f"`{row.state}`",
        f"`{row.event}`",
        ", ".join(f"`{role}`" for role in row.roles),
        ", ".join(_GUARDS[guard] for guard in row.guards),
        f"`{row.target}`",
        ", ".join(f"{tell.audience}: `{tell.notice}`" for tell in row.tells),
    ]


def _table(heading: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
