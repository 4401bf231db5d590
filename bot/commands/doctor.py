"""`sambung doctor`: is everything in place?"""

from __future__ import annotations

import click

from bot.doctor import examine
from bot.logs import configure_logs
from bot.opening import plain_words


@click.command(short_help="Check everything; say what is still to do.")
def doctor() -> None:
    """Check settings, database, platforms and staff; say what is still to do.

    Changes nothing. The exit code is 1 when something is to do.
    """
    configure_logs()
    well = True
    with plain_words():
        for finding in examine():
            well = well and finding.fine
            click.echo(_line(finding.fine, f"{finding.what}. {finding.to_do}".strip()))
    if not well:
        raise SystemExit(1)


def _line(fine: bool, words: str) -> str:
    return f"{'OK   ' if fine else 'TO DO'}  {words}"
