"""`sambung privacy`: requests about people's own data, and what is past its time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from bot.opening import office
from handlers.privacy.office import Waiting, delete_now, due, waiting


@click.group()
def privacy() -> None:
    """See requests about own data, and what is past its time.

    \b
    Examples:
      sambung privacy requests
      sambung privacy retention --dry-run
    """


@privacy.command(name="requests")
def requests_() -> None:
    """List the requests that an officer has to act on within 3 x 24 hours.

    Who asked and what they wrote is shown in the officer's chat only.
    """
    with office() as house:
        found, zone = waiting(house), house.zone
    if not found:
        click.echo("No request waits.")
        return
    table = Table("Request", "Wants", "Asked", "Due", "Verified", "Late", box=None)
    for one in found:
        table.add_row(*_cells(one, zone))
    Console(width=100).print(table)


def _cells(one: Waiting, zone: ZoneInfo) -> tuple[str, ...]:
    asked, until = (at.astimezone(zone).strftime("%Y-%m-%d %H:%M") for at in (one.asked, one.due))
    yes = {True: "yes", False: "no"}
    return (f"P{one.number}", one.kind, asked, until, yes[one.verified], yes[one.late])


@privacy.command()
@click.option("--dry-run", is_flag=True, help="Count only; nothing is deleted, nobody is told.")
def retention(*, dry_run: bool) -> None:
    """Delete what is past its time now, as every night (docs/privacy.md)."""
    with office() as house:
        counted = due(house) if dry_run else delete_now(house)
    rows = {name: count for name, count in counted.items() if count}
    for name, count in rows.items():
        click.echo(f"{count:>9}  {name}")
    if not rows:
        click.echo("Nothing is past its time.")
    elif dry_run:
        click.echo("Nothing was deleted (dry run).")
