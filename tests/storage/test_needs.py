"""One open case a person and need, and what earlier rows become."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from storage import needs, persons
from storage.database import Database, connect
from storage.migrate import config
from storage.secrets import Keyring
from storage.tables import Case, Person


def a_case(address: int, contact: int, person: int | None, talk: int, now: datetime) -> Case:
    return Case(
        ticket=f"26-00000{talk}-0",
        contact_id=contact,
        talk=talk,
        address_id=address,
        person_id=person,
        need="dropped:PKH",
        category="social",
        story="Cerita CONTOH",
        state="submitted",
        opened_at=now,
        state_since=now,
        due_at=now,
    )


@pytest.fixture
def person(database: Database, now: datetime) -> int:
    with database.write() as session:
        return persons.meet(
            session, nik="3576014508829991", kk="", name="CONTOH", birth=None, sex="", now=now
        ).id


def test_a_second_open_case_of_a_need_is_refused(
    database: Database, address: int, contact: int, person: int, now: datetime
) -> None:
    with database.write() as session:
        session.add(a_case(address, contact, person, 1, now))
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(a_case(address, contact, person, 2, now))


@pytest.mark.parametrize("over", ["closed", "cancelled", "unreachable"])
def test_a_case_that_is_over_makes_room(
    database: Database, address: int, contact: int, person: int, now: datetime, over: str
) -> None:
    with database.write() as session:
        ended, again = (a_case(address, contact, person, talk, now) for talk in (1, 2))
        ended.state = over
        session.add_all([ended, again])
        session.flush()
        assert needs.open_need(session, person, "dropped:PKH") is again


def test_somebody_without_a_person_row_may_have_several(
    database: Database, address: int, contact: int, now: datetime
) -> None:
    with database.write() as session:
        session.add_all(a_case(address, contact, None, talk, now) for talk in (1, 2))


def test_the_same_nik_is_the_same_person(database: Database, person: int, now: datetime) -> None:
    with database.write() as session:
        found = persons.meet(
            session, nik="3576014508829991", kk="1", name="X", birth=None, sex="", now=now
        )
        assert (found.id, found.name, found.kk) == (person, "CONTOH", "1")


def test_without_a_nik_nobody_is_found_again(database: Database, now: datetime) -> None:
    with database.write() as session:
        for _report in range(2):
            persons.meet(session, nik="", kk="", name="CONTOH", birth=None, sex="", now=now)
        assert len(session.scalars(select(Person)).all()) == 2


@pytest.fixture
def old(fresh_url: str, keyring: Keyring) -> Iterator[Database]:
    """A database of the release before persons."""
    opened = connect(fresh_url, keyring)
    with opened.engine.begin() as connection:
        command.upgrade(config(connection), "0002")
    yield opened
    opened.close()


def test_a_case_from_before_persons_stays_what_it_was(old: Database) -> None:
    with old.engine.begin() as connection:
        for words in OLD_ROWS:
            connection.execute(text(words))
        command.upgrade(config(connection), "0003")
        row = connection.execute(text("SELECT ticket, priority, rank, need FROM cases")).one()
    assert tuple(row) == ("26-000001-5", "normal", 2, "")


MOMENT = "'2026-11-21 07:00:00'"
OLD_ROWS = (
    f"INSERT INTO contact (id, language, created_at) VALUES (1, 'id', {MOMENT})",
    "INSERT INTO address (id, contact_id, channel, key, external)"
    " VALUES (1, 1, 'telegram', 'k', '')",
    "INSERT INTO area (code, level, name) VALUES ('35.76.02.1010', 'village', 'Wates')",
    "INSERT INTO cases (id, ticket, contact_id, talk, address_id, village_code, category, story,"
    " state, version, opened_at, state_since, due_at) VALUES (1, '26-000001-5', 1, 1, 1,"
    f" '35.76.02.1010', 'health', '', 'submitted', 0, {MOMENT}, {MOMENT}, {MOMENT})",
)
