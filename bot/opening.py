"""Opening the house for a command: settings read, database reached, errors in plain words."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot import hours
from bot.clock import system_clock
from bot.environment import WrongSettings, read_settings
from bot.logs import configure_logs
from bot.rules import Use
from bot.settings import Settings
from handlers.house import House, Unavailable
from handlers.pictures import reading_room
from handlers.refused import Refused
from storage import areas
from storage.database import Busy, Database, connect
from storage.files import Files
from storage.jobs import WrongProcrastinate
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
    """The database of this installation; its folder is made, for this user only.

    Raises Refused when the folder cannot be had.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return connect(settings.database_url, Keyring.from_secrets(settings.secret_keys))
    except OSError as error:
        raise Refused(
            f"SAMBUNG_DATA_DIR: the folder cannot be used ({os.strerror(error.errno or 0)}). "
            "Check its path and rights."
        ) from None


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
    zone = ZoneInfo(city.zone)
    return House(
        database=database,
        files=Files(settings.files_place, database.keys),
        clock=clock,
        city_code=settings.city,
        public_url=settings.public_url,
        zone=zone,
        calendar=settings.calendar(zone),
        office_address=settings.office_address,
        office_phone=settings.office_phone,
        complaint_route=settings.complaint_route,
        quiet=hours.quiet(settings.quiet_hours),
        registry=settings.registry,
        settling=timedelta(seconds=settings.notice_delay),
        keeping=settings.keeping,
        data_officer=settings.data_officer,
        cards=reading_room.reader(),
    )


@contextmanager
def office() -> Iterator[House]:
    """The house for one command of the office; whatever goes wrong is one line."""
    with open_office() as (_settings, house):
        yield house


@contextmanager
def open_office() -> Iterator[tuple[Settings, House]]:
    """The same, with the settings."""
    configure_logs()
    settings = settings_for(Use.OFFICE)
    with plain_words():
        database = open_database(settings)
        try:
            check_schema(database)
            yield settings, open_house(settings, database)
        finally:
            database.close()


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what can go wrong outside our own code into one line that says what to do."""
    try:
        yield
    except (Refused, WrongProcrastinate) as refused:
        raise Complaint(str(refused)) from None
    except (OperationalError, PoolTimeout, Busy, Unavailable) as error:
        raise Complaint(
            f"the database does not answer ({type(error).__name__}). "
            "Is it running, and is SAMBUNG_DATABASE_URL right?"
        ) from None
    except Unreadable:
        raise Complaint(
            "something stored cannot be opened. Is every old key still in SAMBUNG_SECRET_KEYS?"
        ) from None
    except OSError as error:
        if not _cannot_listen(error):
            raise
        raise Complaint(
            f"nothing can listen there ({os.strerror(error.errno or 0)}). "
            "Is another program on SAMBUNG_PORT, and is SAMBUNG_HOST an address of this machine?"
        ) from None


def _cannot_listen(error: OSError) -> bool:
    taken = {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}
    return isinstance(error, socket.gaierror) or error.errno in taken


def check_schema(database: Database) -> None:
    """Raises Refused when the database is not of this release."""
    if revision(database) != newest():
        raise Refused("The database is not of this release. Run `sambung migrate` first.")
