"""Opening the house for a command: settings read, database reached, errors in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import system_clock
from bot.environment import WrongSettings, read_settings
from bot.logs import configure_logs
from bot.rules import Use
from bot.settings import Settings
from handlers.house import House, Unavailable
from handlers.refused import Refused
from storage import areas
from storage.database import Busy, Database, connect
from storage.files import Files
from storage.migrate import newest, revision
from storage.secrets import Keyring, Unreadable


class Complaint(click.ClickException):
    """One line for people on stderr; exit code 1."""

    def show(self, file: object = None) -> None:
        """Write it; click's own way would put `Error:` before it."""
        del file
        click.echo(f"sambung: {self.message}", err=True)


def settings_for(use: Use) -> Settings:
    """The settings; every wrong one is a line on stderr, and the program ends with code 2."""
    try:
        return read_settings(use)
    except WrongSettings as wrong:
        click.echo("sambung: the settings are not complete yet (docs/settings.md):", err=True)
        for problem in wrong.problems:
            click.echo(f"  {problem}", err=True)
        raise SystemExit(2) from None


def open_database(settings: Settings) -> Database:
    """The database of this installation; its folder is made, for this user only."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return connect(settings.database_url, Keyring.from_secrets(settings.secret_keys))


def open_house(
    settings: Settings, database: Database, clock: Callable[[], datetime] = system_clock
) -> House:
    """The house of a migrated database; Refused when it does not know the city."""
    try:
        with database.read() as session:
            city = areas.city(session, settings.city)
    except LookupError:
        known = ", ".join(areas.CITIES)
        raise Refused(f"SAMBUNG_CITY: we know no such city. Use one of {known}.") from None
    return House(
        database=database,
        files=Files(settings.data_dir / "files", database.keys),
        clock=clock,
        city_code=settings.city,
        zone=ZoneInfo(city.zone),
    )


@contextmanager
def office() -> Iterator[House]:
    """The house for one command of the office; whatever goes wrong is one line."""
    configure_logs()
    settings = settings_for(Use.OFFICE)
    with plain_words():
        database = open_database(settings)
        try:
            _check_schema(database)
            yield open_house(settings, database)
        finally:
            database.close()


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what can go wrong outside our own code into one line that says what to do."""
    try:
        yield
    except Refused as refused:
        raise Complaint(str(refused)) from None
    except (SQLAlchemyError, Busy, Unavailable) as error:
        _say_unreachable(error)
    except Unreadable:
        raise Complaint(
            "something stored cannot be opened. Is every old key still in SAMBUNG_SECRET_KEYS?"
        ) from None
    except OSError as error:
        raise Complaint(
            f"the data folder cannot be used ({type(error).__name__}). "
            "Check SAMBUNG_DATA_DIR and its rights."
        ) from None


def _say_unreachable(error: Exception) -> NoReturn:
    raise Complaint(
        f"the database does not answer ({type(error).__name__}). "
        "Is it running, and is SAMBUNG_DATABASE_URL right?"
    ) from None


def _check_schema(database: Database) -> None:
    if revision(database) != newest():
        raise Complaint("the database is not of this release. Run `sambung migrate` first.")
