"""`sambung case`: where a case stands and how it came there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.opening import office
from flows.cases.states import STATE_LABELS, State
from handlers.history import CaseHistory, MoveLine, history_of


@click.group()
def case() -> None:
    """Look at one case."""


@case.command()
@click.argument("ticket")
def show(ticket: str) -> None:
    """Show the history of a case. Names, stories and reasons are not shown.

    \b
    Example:
      sambung case show 26-004217-4
    """
    with office() as house:
        found, zone = history_of(house, ticket, house.clock()), house.zone
    for line in (*_head(found, zone), *(_move(move, zone) for move in found.moves)):
        click.echo(line)


def _head(found: CaseHistory, zone: ZoneInfo) -> list[str]:
    files = ", ".join(f"{count} {status}" for status, count in sorted(found.documents.items()))
    return [
        f"Case {found.ticket}: {_state(found.state)}, since {_when(found.since, zone)}",
        f"  In the logs: case_id {found.case_id}",
        f"  Due:         {_when(found.due, zone)}",
        f"  Village:     {found.village or 'not known'}",
        f"  About:       {found.about} ({found.need or found.category})",
        f"  Priority:    {found.priority}",
        *([f"  Linked with: {found.follows}"] if found.follows else []),
        f"  Reporter:    contact {found.contact_id} (story of {found.story_length} characters)",
        f"  Facilitator: {_staff(found.facilitator_id)}",
        f"  Files:       {files or 'none'}",
        *(f"  Paper:       {paper}" for paper in found.papers),
        "History:",
    ]


def _move(move: MoveLine, zone: ZoneInfo) -> str:
    who = move.role.value if move.staff_id is None else f"{move.role.value} {move.staff_id}"
    reason = f", reason of {move.reason_length} characters" if move.reason_length else ""
    by = f" by {move.channel}" if move.channel else ""
    return (
        f"  {_when(move.at, zone)}  {move.origin} -> {move.target}  "
        f"({move.event}, {who}{by}{reason})"
    )


def _state(state: State) -> str:
    return f"{state.value} ({STATE_LABELS[state].render('id')})"


def _staff(staff_id: int | None) -> str:
    return "nobody" if staff_id is None else f"staff {staff_id}"


def _when(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
