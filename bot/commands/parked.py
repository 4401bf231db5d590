"""`sambung parked`: messages whose handling failed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from bot.opening import office
from handlers import parked as waiting
from handlers.parked import ParkedLine, ParkedMessage
from handlers.refused import Refused


@click.group(short_help="Messages that could not be handled.")
def parked() -> None:
    """Messages that could not be handled because of a fault in this program.

    Nothing is lost: the message is kept, and its writer was told. Update the program, then run
    it again with `retry`. What a person wrote is never shown here.

    \b
    Examples:
      sambung parked list
      sambung parked retry 412
    """


@parked.command(name="list")
def list_() -> None:
    """Show all parked messages, the oldest first."""
    with office() as house:
        messages, zone = waiting.list_parked(house), house.zone
    if not messages:
        click.echo("No message is parked.")
        return
    table = Table("Id", "Came", "Channel", "From", "Fault", box=None)
    for one in messages:
        table.add_row(str(one.id), _came(one, zone), one.channel, _writer(one), one.error)
    Console().print(table)


def _came(one: ParkedLine, zone: ZoneInfo) -> str:
    return one.received_at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")


def _writer(one: ParkedLine) -> str:
    return "unknown" if one.contact_id is None else f"contact {one.contact_id}"


@parked.command()
@click.argument("inbox_id", type=int)
def show(inbox_id: int) -> None:
    """Show one of them: kind, length and fault. Not its words."""
    with office() as house:
        one, zone = waiting.show(house, inbox_id), house.zone
    where = "in private" if one.private else "in a group"
    click.echo(f"Message {inbox_id} came {_came(one.line, zone)} by {one.line.channel}.")
    click.echo(f"  From:  {_writer(one.line)}, {where}")
    click.echo(f"  What:  {one.kind}, {one.characters} characters, {one.files} files (not shown)")
    click.echo(f"  Fault: {one.line.error}")
    click.echo(f"  Next:  {_next(one)}")


def _next(one: ParkedMessage) -> str:
    drop_it = f"sambung parked drop {one.line.id}"
    if one.overtaken:
        return f"an officer asks the person, since they have gone on; then {drop_it}"
    return f"sambung parked retry {one.line.id}, or {drop_it}"


@parked.command()
@click.argument("inbox_id", type=int)
def retry(inbox_id: int) -> None:
    """Handle one again. Refused when its writer has gone on since."""
    from handlers.inbound import Received, rerun

    with office() as house:
        before = waiting.show(house, inbox_id)
        if before.overtaken:
            raise Refused(f"Message {inbox_id} stays parked: {_next(before)}.")
        if rerun(house, inbox_id) is not Received.DONE:
            raise Refused(f"Message {inbox_id} failed again: see `sambung parked show`.")
    click.echo(f"Message {inbox_id} is handled.")


@parked.command()
@click.argument("inbox_id", type=int)
@click.confirmation_option(prompt="It will not be handled any more. Go on?")
def drop(inbox_id: int) -> None:
    """Give one up. The message stays stored, but is not handled any more."""
    with office() as house:
        waiting.drop(house, inbox_id, house.clock())
    click.echo(f"Message {inbox_id} is dropped.")
