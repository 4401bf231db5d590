"""The life of a case as drawings and as tables, for docs/cases.md.

    python -m flows.cases.drawing

prints what stands between the markers there; a test fails when the copy is old.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from flows.cases.actors import CaseFacts
from flows.cases.holding import holder
from flows.cases.lifecycle import leads_to
from flows.cases.profiles import PROFILES, Place, Profile
from flows.cases.states import (
    OVER,
    ROLE_LABELS,
    STATE_LABELS,
    Event,
    Role,
    Stage,
    State,
    label_of_place,
)
from flows.cases.table import TABLE, Arrow, Guard, Row

BEGIN = "<!-- from the table: python -m flows.cases.drawing -->"
END = "<!-- end of what comes from the table -->"

_GUARDS = {
    Guard.ITS_FACILITATOR: "the case is theirs (a facilitator)",
    Guard.NOT_SURVEYOR: "did not survey it",
    Guard.NOT_REPORTER: "did not report it",
    Guard.ITS_REPORTER: "reported it (a resident)",
    Guard.REASON: "gives a reason",
    Guard.HELP_RECORDED: "says what help, from whom",
    Guard.PROGRAMS_CHOSEN: "chose the programs",
    Guard.DRAFTED: "attached a draft",
    Guard.AGENCY_NAMED: "names the agency",
    Guard.MAIN_NAMED: "names the main case",
    Guard.PAPERS_NAMED: "names the papers, each with a reason",
    Guard.PROOF: "says how it was delivered",
    Guard.CHANGED: "changed something",
    Guard.TRIED_THREE_TIMES: "came three times",
    Guard.LIST_CHECKED: "the registry was looked into",
    Guard.OBJECTABLE: "somebody said no, within 14 days, once",
    Guard.REOPENABLE: "within 30 days, no newer case of the need",
    Guard.UNSIGNED: "no letter was signed",
    Guard.HELP_OFFERED: "help was recorded",
}
_TARGETS = {
    Arrow.NEXT: "the route's next",
    Arrow.BACK: "where it was asked from",
    Arrow.SAME: "(stays)",
}
_ASIDE = frozenset({Event.CANCEL, Event.REQUEST_DOCUMENTS, Event.DOCUMENTS, Event.LAPSE})
"""Left out of the drawings, where they would hide the way; they are in the rows."""


def mermaid(profile: Profile) -> str:
    """The way of a case on that route as a Mermaid state diagram."""
    arrows = list(_arrows(profile))
    places = dict.fromkeys(place for one in arrows for place in (one[0], one[2]))
    named = {_node(place): label_of_place(*place).render("id") for place in places}
    names = (f"    {node}: {label}" for node, label in named.items())
    lines = dict.fromkeys(f"    {_node(a)} --> {_node(b)}: {event}" for a, event, b in arrows)
    ends = dict.fromkeys(f"    {_node(place)} --> [*]" for place in places if place[0] in OVER)
    start = f"    [*] --> {_node((State.SUBMITTED, Stage.SCREENING))}"
    return "\n".join(["stateDiagram-v2", *names, start, *lines, *ends])


def _arrows(profile: Profile) -> Iterator[tuple[Place, Event, Place]]:
    """Every arrow that a case can come to, in the order in which it does."""
    waiting, seen = [(State.SUBMITTED, Stage.SCREENING)], set[Place]()
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        for row in TABLE:
            if row.state is here[0] and row.event not in _ASIDE and row.target is not Arrow.SAME:
                for there in _theres(profile, here, row):
                    yield here, row.event, there
                    waiting.append(there)


def _theres(profile: Profile, here: Place, row: Row) -> list[Place]:
    """Where the row leads from there: for who is in the registry, and who is not."""
    found = (leads_to(_standing_at(here, profile, listed=listed), row) for listed in (True, False))
    return list(dict.fromkeys(place for place in found if place))


def role_matrix() -> str:
    """Who may do what, and while the case stands where, as a Markdown table."""
    roles = [role for role in Role if any(role in row.roles for row in TABLE)]
    rows = ([f"`{event}`", *(_from_states(event, role) for role in roles)] for event in Event)
    return _table(["event", *(f"`{role}`" for role in roles)], rows)


def rows() -> str:
    """The table itself, row by row, as a Markdown table."""
    return _table(
        ["while it is", "event", "by", "if", "becomes", "told"], (_cells(row) for row in TABLE)
    )


def routes() -> str:
    """Every arrow that depends on the route, as a Markdown table."""
    cells = (
        [f"`{profile.name}`", f"`{a}` / {b}", f"`{event}`", f"`{there[0]}` / {there[1]}", who]
        for profile in PROFILES.values()
        for who, arrows in (("", profile.arrows), ("not in the registry", profile.if_unlisted))
        for (a, b, event), there in (arrows or {}).items()
    )
    return _table(["route", "from", "event", "to", "only for"], cells)


def labels() -> str:
    """Every state with what a resident reads and whose turn it is, as a Markdown table."""
    return _table(
        ["state", "what a resident reads", "whose turn"],
        ([f"`{s}`", STATE_LABELS[s].render("id"), _turn(s)] for s in State),
    )


def page() -> str:
    """All of it, between the markers of docs/cases.md."""
    drawings = (
        f"### {profile.name}: {' → '.join(profile.stages)}\n\n```mermaid\n{mermaid(profile)}\n```"
        for profile in PROFILES.values()
    )
    parts = (
        BEGIN,
        *drawings,
        "### The rows",
        rows(),
        "### The arrows of each route",
        routes(),
        "### Who may do what, and when",
        role_matrix(),
        "### The states",
        labels(),
        END,
    )
    return "\n\n".join(parts)


def _standing_at(place: Place, profile: Profile, *, listed: bool) -> CaseFacts:
    """A case at that place, with nothing else known of it."""
    return CaseFacts(
        id=0,
        ticket="",
        state=place[0],
        version=0,
        village_code="",
        facilitator_id=None,
        surveyed_by=None,
        reporter_id=0,
        profile=profile.name,
        stage=place[1],
        listed=listed,
    )


def _node(place: Place) -> str:
    state, stage = place
    own = state is State.AWAITING_MANAGER or label_of_place(*place) is not STATE_LABELS[state]
    return f"{state}_{stage}" if own else state


def _turn(state: State) -> str:
    role = holder(state, Stage.SCREENING)
    return ROLE_LABELS[role].render("id") if role else ""


def _from_states(event: Event, role: Role) -> str:
    states = (row.state for row in TABLE if row.event is event and role in row.roles)
    return ", ".join(f"`{state}`" for state in states)


def _cells(row: Row) -> list[str]:
    target = _TARGETS[row.target] if isinstance(row.target, Arrow) else f"`{row.target}`"
    return [
        f"`{row.state}`",
        f"`{row.event}`",
        ", ".join(f"`{role}`" for role in row.roles),
        ", ".join(_GUARDS[guard] for guard in row.guards),
        target,
        ", ".join(f"{tell.audience}: `{tell.notice}`" for tell in row.tells),
    ]


def _table(heading: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
