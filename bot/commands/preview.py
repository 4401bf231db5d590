"""`sambung preview`: every question and notice on one page, for sign-off."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Print every text, in both languages, for sign-off.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page for the browser to this file instead.",
)
def preview(page: Path | None) -> None:
    """Print everything that residents and staff can be told, in both languages.

    For those who must agree to the words. Needs no settings and no database.

    \b
    Example:
      sambung preview --html preview.html
    """
    from flows.preview import render_preview
    from storage.catalogue import release_catalogue

    words = render_preview(release_catalogue(), html=page is not None)
    if page is None:
        click.echo(words)
        return
    page.write_text(words, encoding="utf-8")
    click.echo(f"Written to {page}.")
