"""`sambung brochures`: everything on paper, for printing and passing on."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from bot.contact_ways import ways_now
from bot.opening import Complaint, open_office, plain_words
from handlers import leaflets, printing
from locales import LANGUAGES


@click.command()
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder; it is made. A second run makes only what changed.",
)
@click.option("--only", default="", metavar="CODE", help="One service or program, such as PKH.")
@click.option("--language", type=click.Choice(LANGUAGES), help="One language instead of both.")
def brochures(into: Path, only: str, language: str | None) -> None:
    """Make the brochures, posters, pictures and posts.

    Each bears its version and date, and codes that open that service in WhatsApp and Telegram;
    old codes open what stands in the catalogue then. The way of a complaint becomes pictures,
    and a film where the extra `video` is installed. `daftar.html` lists everything.

    \b
    Examples:
      sambung brochures --into cetak
      sambung brochures --into cetak --only MJK_BECAK --language jv
    """
    with open_office() as (settings, house):
        ways = ways_now(settings)
        with house.database.read() as session:
            rack = leaflets.rack(house, session, ways)
    for name, way in (("WhatsApp", ways.whatsapp), ("Telegram", ways.telegram)):
        if not way:
            click.echo(f"Without a {name} code: the channel is not set, or does not answer.")
    with plain_words():
        wanted = list(printing.sheets(rack, (language,) if language else LANGUAGES, only))
    with plain_words(), Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Brochures", total=len(wanted))
        try:
            done = printing.write(
                into, wanted, whole=not only and not language, told=lambda: progress.advance(task)
            )
        except OSError as error:
            raise Complaint(f"{into} cannot be written: {error.strerror}.") from None
    click.echo(f"{done.made} made, {done.kept} as they were, {done.removed} taken away.")
    if not done.film and not only:
        click.echo("No film: install the extra `video` for one. The pictures are there.")
    click.echo(f"See {into / printing.PAGE}.")
