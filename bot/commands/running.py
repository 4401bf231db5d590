"""Commands that run the program: demo, serve, web, work, migrate."""

from __future__ import annotations

import click

from bot.logs import configure_logs
from bot.opening import check_schema, open_database, plain_words, settings_for
from bot.rules import Use
from bot.settings import Settings
from storage.migrate import migrate as bring_up_to_date
from storage.migrate import newest, revision


@click.command()
def serve() -> None:
    """Run everything in one process. This is all a city needs.

    It brings the database up to date, listens for WhatsApp and Telegram, sends, and works the
    jobs. Without SAMBUNG_PUBLIC_URL it asks Telegram for news by itself. Stop it with Ctrl-C.

    \b
    Example:
      SAMBUNG_SECRET_KEYS=... SAMBUNG_TELEGRAM_TOKEN=... sambung serve
    """
    configure_logs()
    settings = settings_for(Use.SERVE)
    from bot.run import serve as run

    with plain_words():
        run(settings)


@click.command()
def web() -> None:
    """Only answer the platforms. Run several of them beside `sambung work`.

    Needs PostgreSQL and SAMBUNG_PUBLIC_URL. Run `sambung migrate` first.
    """
    configure_logs()
    settings = settings_for(Use.WEB)
    from bot.run import web as run

    with plain_words():
        _check(settings)
        run(settings)


@click.command()
def work() -> None:
    """Only send and work the jobs. Any number of them may run.

    Needs PostgreSQL. One of them sends at a time, the others stand by.
    """
    configure_logs()
    settings = settings_for(Use.WORK)
    from bot.run import work as run

    with plain_words():
        _check(settings)
        run(settings)


def _check(settings: Settings) -> None:
    """Several processes share the database, so none of them changes it unasked."""
    database = open_database(settings)
    try:
        check_schema(database)
    finally:
        database.close()


@click.command(short_help="Bring the database up to date.")
def migrate() -> None:
    """Bring the database up to date with this release, and load the areas.

    Safe to run twice. `serve` does it by itself; before `web` and `work` run it once.
    """
    configure_logs()
    settings = settings_for(Use.OFFICE)
    with plain_words():
        database = open_database(settings)
        try:
            before = revision(database)
            bring_up_to_date(database)
        finally:
            database.close()
    done = "was up to date already" if before == newest() else "is up to date now"
    click.echo(f"The database {done} ({newest()}).")
