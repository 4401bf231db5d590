"""A house on each database, and the people around it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from flows.cases.states import Role
from flows.messages import Channel
from handlers.house import House
from storage import catalogue
from storage.database import Database
from storage.files import Files
from storage.secrets import Keyring
from tests.handlers.people import CITY, EXAMPLE, MAGERSARI, WATES, Clock, Group, Person, staff


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def house(database: Database, keyring: Keyring, tmp_path: Path, clock: Clock) -> House:
    if database.is_sqlite:
        # A test's database need not survive a power cut.
        event.listen(
            database.engine,
            "connect",
            lambda connection, _record: connection.execute("PRAGMA synchronous=OFF").close(),
        )
    with database.write() as session:
        catalogue.change(session, EXAMPLE, clock.now)
    return House(database, Files(tmp_path / "files", keyring), clock, CITY)


@pytest.fixture
def warga(house: House) -> Person:
    """A resident on WhatsApp."""
    return Person(house, Channel.WHATSAPP, "whatsapp:+628990000001")


@pytest.fixture
def siti(house: House) -> Person:
    """A resident on Telegram."""
    return Person(house, Channel.TELEGRAM, "990001")


@pytest.fixture
def fasilitator(house: House) -> Person:
    return staff(house, "Fasilitator Contoh", Role.FACILITATOR, WATES, "880001")


@pytest.fixture
def supervisor(house: House) -> Person:
    return staff(house, "Supervisor Contoh", Role.SUPERVISOR, MAGERSARI, "880002")


@pytest.fixture
def group(house: House, supervisor: Person) -> Group:
    """The staff group of the supervisor's area."""
    bound = Group(house).bound(supervisor)
    bound.hears()
    return bound


@pytest.fixture
def surveyed(warga: Person, fasilitator: Person, group: Group) -> str:
    """A case whose survey waits for the supervisor; its ticket. The card is shown."""
    ticket = warga.complains()
    fasilitator.accepts()
    fasilitator.surveys()
    for person in (warga, fasilitator):
        person.hears()
    group.shows()
    return ticket
