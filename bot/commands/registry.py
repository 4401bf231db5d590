"""`sambung registry`: load the social registry, look into it, take a batch back."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.opening import Complaint, office
from flows.masking import mask_numbers
from handlers.registry import importing, keeping, mismatches
from handlers.registry.finding import find_from_desk
from handlers.registry.importing import Imported, Wanted
from storage.registry.presets import presets

QUARTER = 92


@click.group()
def registry() -> None:
    """Load the social registry (DTKS/DTSEN) and ask it.

    \b
    Examples:
      sambung registry import dtsen-oktober.csv --as-of 2026-10-15 --dry-run
      sambung registry import dtsen-oktober.csv --as-of 2026-10-15
      sambung registry batches
      sambung registry diff --csv berubah.csv
      sambung registry find "Soekarno Contoh" --village 35.76.02.1010
      sambung registry rollback 7
    """


@registry.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the data stand for; residents are told it.",
)
@click.option(
    "--preset",
    default="",
    metavar="NAME",
    help="The file's shape (`sambung registry presets`); found by its columns if left out.",
)
@click.option(
    "--map",
    "named",
    multiple=True,
    metavar="NAME=COLUMN",
    help="Which column is what, like nik=KOLOM. May be repeated.",
)
@click.option(
    "--source",
    default="",
    type=click.Choice(["", "DTKS", "DTSEN"]),
    help="How residents know it; by the preset if left out.",
)
@click.option("--period", default="", help="The period as the ministry names it, like 2026-TW4.")
@click.option("--importer", default="", help="Who imports; the system's user if left out.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Where refused lines are written; beside the file if left out.",
)
@click.option(
    "--processes",
    type=click.IntRange(0, 8),
    default=None,
    help="How many processes check lines beside this one, some 60 MB each; by the file's size and "
    "the machine's processors if left out.",
)
@click.option("--dry-run", is_flag=True, help="Only check the file; nothing is stored.")
@click.option("--again", is_flag=True, help="Load it although the same file is active.")
def import_(  # noqa: PLR0913  the options
    file: Path, as_of: datetime, preset: str, named: tuple[str, ...], source: str, period: str,
    importer: str, report: Path | None, *, processes: int | None, dry_run: bool, again: bool,
) -> None:  # fmt: skip
    """Load a file: CSV (with , ; or |; UTF-8 or Windows-1252) or XLSX.

    The chat keeps answering. The new data are asked only when all of it is there; until then,
    and if anything goes wrong, the batch before is.
    """
    wanted = Wanted(
        path=file,
        as_of=as_of.date(),
        importer=importer or getpass.getuser(),
        preset=preset,
        columns=dict(_pair(one) for one in named),
        source=source,
        period=period,
        report=report or file.with_name(f"{file.stem}.ditolak.csv"),
        dry_run=dry_run,
        again=again,
        processes=processes,
    )
    with office() as house, _bar("Memeriksa" if dry_run else "Memuat") as progress:
        done = importing.import_file(house, wanted, progress)
    _tell(done, as_of.date())


def _pair(given: str) -> tuple[str, str]:
    ours, sign, column = given.partition("=")
    if not sign or not column:
        raise click.UsageError("Write --map like nik=KOLOM.")
    return ours.strip(), column.strip()


@contextmanager
def _bar(words: str) -> Iterator[importing.Progress]:
    columns = (TextColumn(words), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, size: bar.update(task, completed=done, total=size)


def _tell(done: Imported, as_of: date) -> None:
    head = f"Batch {done.batch_id} is active" if done.batch_id else "Checked, nothing stored"
    click.echo(f"{head}: {done.rows} rows as of {as_of} (preset {done.preset}).")
    if done.unplaced:
        click.echo(f"  {done.unplaced} taken without a kelurahan that we know (see the report).")
    for fault, count in sorted(done.rejected.items(), key=lambda one: -one[1]):
        click.echo(f"  {count} refused: {fault.value}")
    if done.report is not None:
        click.echo(f"  Line by line: {done.report}")
    if not done.rows:
        raise Complaint("not one line could be taken.")
    if done.counts is not None:
        counts = done.counts
        click.echo(
            f"Against the batch before: {counts.fresh} new, {counts.gone} gone, "
            f"{counts.decile_changed} in another decile."
        )


@registry.command(name="presets")
def presets_() -> None:
    """Show the shapes of file that are known."""
    table = Table("Preset", "Shape", "Known by its columns", box=None)
    for one in presets().values():
        table.add_row(one.name, one.title, ", ".join(one.needs))
    Console().print(table)


@registry.command()
def batches() -> None:
    """Show what was loaded, by whom, and which batch is asked now."""
    with office() as house:
        rows, zone = keeping.list_batches(house), house.zone
    if not rows:
        click.echo("Nothing was loaded yet.")
        return
    table = Table("Batch", "State", "Register", "As of", "Rows", "Refused", "New", "Gone",
                  "Decile", "Loaded", "By", "File", box=None)  # fmt: skip
    for one in rows:
        loaded = one.started_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(one.id), one.state, one.register, one.as_of, str(one.row_count),
            str(one.rejected), str(one.fresh), str(one.gone), str(one.decile_changed), loaded,
            one.importer, one.file_hash[:12],
        )  # fmt: skip
    Console(width=160).print(table)


@registry.command()
@click.argument("batch_id", type=int)
def rollback(batch_id: int) -> None:
    """Take the active batch back: the one before it is asked again."""
    with office() as house:
        before = keeping.roll_back(house, batch_id)
    asked = f"Batch {before} is asked again." if before else "No batch is asked now."
    click.echo(f"Batch {batch_id} was taken back. {asked}")


@registry.command()
@click.argument("batch_id", type=int, required=False)
@click.option(
    "--csv",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write every difference to this file, NIK masked.",
)
def diff(batch_id: int | None, path: Path | None) -> None:
    """Show what changed against the batch before (of the active batch if none is named)."""
    with office() as house:
        batch, before = keeping.difference(house, batch_id)
        click.echo(
            f"Batch {batch.id} against {before.id if before else 'nothing'}: {batch.fresh} new, "
            f"{batch.gone} gone, {batch.decile_changed} in another decile."
        )
        if path is not None and before is not None:
            count = keeping.write_difference(house, before.id, batch.id, path)
            click.echo(f"{count} lines written to {path}.")


@registry.command()
@click.argument("name")
@click.option(
    "--village",
    "village",
    default="",
    metavar="CODE",
    help="The kelurahan (`sambung staff areas`).",
)
@click.option("--whole-city", is_flag=True, help="Every kelurahan; slower, and shows more people.")
def find(name: str, village: str, *, whole_city: bool) -> None:
    """Find somebody by name, also misspelt or in old spelling. The look is on record."""
    if not village and not whole_city:
        raise click.UsageError("Give --village CODE, or --whole-city.")
    with office() as house:
        hits = find_from_desk(house, name, "" if whole_city else village)
    if not hits:
        click.echo("Nobody of a similar name.")
        return
    table = Table("Name", "NIK", "Born", "Kelurahan", "RT/RW", "Decile", "Alike", box=None)
    for hit in hits:
        one = hit.entry
        table.add_row(
            one.name, mask_numbers(one.nik), one.birth[:4], one.village, f"{one.rt}/{one.rw}",
            one.decile or "-", f"{hit.likeness:.0f}",
        )  # fmt: skip
    Console(width=120).print(table)


@registry.command()
@click.option("--csv", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--again", is_flag=True, help="Also those that were written before.")
def proposals(path: Path, *, again: bool) -> None:
    """Write the changes that supervisors accepted, for SIKS-NG: who, and which reason code."""
    with office() as house:
        count = mismatches.export(house, path, again=again)
    click.echo(f"{count} proposals written to {path}.")


@registry.command()
@click.option("--days", default=QUARTER, show_default=True, help="Not asked for so many days.")
def purge(days: int) -> None:
    """Delete the rows of old batches."""
    with office() as house:
        gone = keeping.purge(house, timedelta(days=days))
    click.echo(f"Rows of {len(gone)} batches deleted.")
