"""`sambung case`: where a case stands and how it came there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.opening import office
from flows.cases.states import STATE_LABELS, State
from handlers.history import CaseHistory, history_of
from handlers.history_lines import Line


@click.group()
def case() -> None:
    """Look at one case."""


@case.command()
@click.argument("ticket")
def show(ticket: str) -> None:
    """Show the history of a case: who did, saw and was told what, when and why.

    Nobody's story is shown, numbers in reasons are masked, and the look is on record.

    \b
    Example:
      sambung case show 26-004217-4
    """
    with office() as house:
        found, zone = history_of(house, ticket, house.clock()), house.zone
    for line in (*_head(found, zone), *(_line(line, zone) for line in found.lines)):
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
        f"  Route:       {found.profile or 'not set'}, stage {found.stage}",
        f"  Registry:    {found.registry}",
        *([f"  Linked with: {found.follows}"] if found.follows else []),
        *([f"  Split from:  {found.split_from}"] if found.split_from else []),
        *(f"  Referral:    {program}: {state}" for program, state in found.referrals.items()),
        f"  Reporter:    contact {found.contact_id} (story of {found.story_length} characters)",
        f"  Facilitator: {_staff(found.facilitator_id)}",
        f"  Files:       {files or 'none'}",
        *(f"  Paper:       {paper}" for paper in found.papers),
        "History:",
    ]


def _line(line: Line, zone: ZoneInfo) -> str:
    way = f"{line.origin} -> {line.target}  " if line.target else ""
    who = " ".join(filter(None, (line.role, line.who)))
    told = ", ".join(filter(None, (line.what, line.about, who, line.channel)))
    reason = f": {line.reason}" if line.reason else ""
    return f"  {_when(line.at, zone)}  {way}{told}{reason}"


def _state(state: State) -> str:
    return f"{state.value} ({STATE_LABELS[state].render('id')})"


def _staff(staff_id: int | None) -> str:
    return "nobody" if staff_id is None else f"staff {staff_id}"


def _when(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
