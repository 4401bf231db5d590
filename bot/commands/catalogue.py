"""`sambung catalogue`: services, programs, questions and papers, and changing them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.opening import office
from handlers import catalogue as held
from handlers.catalogue import EntryLine


@click.group()
def catalogue() -> None:
    """Services and programs: change their words, or close one.

    A release brings the catalogue; what you change counts before it until you take it back.
    docs/catalogue.md explains it step by step. NAME is a code of `list` (PKH), or one with its
    kind before it: ask.story, document.ktp, complaint.not_paid.

    \b
    Examples:
      sambung catalogue list
      sambung catalogue show MJK_BECAK > becak.toml
      sambung catalogue change becak.toml
      sambung catalogue check
    """


@catalogue.command()
@click.option("--stored", is_flag=True, help="Check what this city's database holds instead.")
def check(stored: bool) -> None:
    """Find gaps: a missing language, a label too long, a paper nobody knows, and the like.

    Reads the files of this release for every city and needs no settings. Prints a line for each
    gap. The exit code is 1 when there is one.
    """
    if stored:
        with office() as house:
            found = held.check(house, house.clock())
    else:
        found = held.check_release(datetime.now(UTC))
    for gap in found:
        click.echo(gap)
    if found:
        raise SystemExit(1)


@catalogue.command(name="list")
def list_() -> None:
    """Show every service and program of this city, open or closed."""
    with office() as house:
        entries = held.list_entries(house, house.clock())
    table = Table("Code", "Kind", "Label", "Standing", box=None)
    for one in entries:
        table.add_row(one.code, one.kind, one.label, _standing(one))
    Console().print(table)


def _standing(one: EntryLine) -> str:
    return ("open" if one.open else "closed") + (", changed by you" if one.changed else "")


@catalogue.command()
@click.argument("name")
def show(name: str) -> None:
    """Show one piece as it counts now, as text that `change` reads."""
    with office() as house:
        click.echo(held.show(house, name), nl=False)


@catalogue.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def change(file: Path) -> None:
    """Let the pieces in FILE count from now on. Refused, with every reason, if one has a gap."""
    try:
        words = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file.name} is not saved as UTF-8 text.") from None
    with office() as house:
        changed = held.change(house, words, file.name, house.clock())
    click.echo(f"Changed: {', '.join(changed)}." if changed else "That is how it was already.")


@catalogue.command()
@click.argument("code")
@click.option("--id", "indonesian", required=True, help="What people are told, in Indonesian.")
@click.option("--jv", "javanese", required=True, help="The same in krama Javanese.")
@click.option(
    "--last-day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day it can be asked for. Without it: closed at once.",
)
def close(code: str, indonesian: str, javanese: str, last_day: datetime | None) -> None:
    """Close a service or program, and say why and what there is instead.

    \b
    Example:
      sambung catalogue close MJK_BECAK --last-day 2026-12-15 \\
        --id "Bansos becak tahun ini sudah selesai." \\
        --jv "Bansos becak taun menika sampun rampung."
    """
    with office() as house:
        day = last_day.date() if last_day else None
        held.close(house, code, (indonesian, javanese), day, house.clock())
    click.echo(f"{code} closes after {day}." if day else f"{code} is closed.")


@catalogue.command(name="take-back")
@click.argument("name")
def take_back(name: str) -> None:
    """Undo your changes of one piece: the words of the release count again."""
    with office() as house:
        held.take_back(house, name, house.clock())
    click.echo(f"{name} is as the release brought it.")
