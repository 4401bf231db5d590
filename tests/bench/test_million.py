"""The invented city is stored as the program stores, and can be measured."""

from __future__ import annotations

import random

import pytest

from storage import cases
from storage.database import Database
from storage.figures import figures
from storage.tables import Person
from tests.bench.asked import statements_of
from tests.bench.filling import fill
from tests.bench.million import NOW, city_of, everything, house_of, looks_of, measured, turns
from tests.storage.plans import heard

CASES = 300
# PostgreSQL chooses by what it has counted, and among few rows a second one may be as good.
BY_INDEX = {
    "queue of a facilitator (turn)": ("ix_cases_work", "ix_cases_given"),
    "queue of a supervisor (turn)": ("ix_cases_queue", "ix_cases_near"),
    "laporan saya (turn)": ("ix_cases_contact_id",),
    "case by ticket": ("uq_cases_ticket", "sqlite_autoindex_cases"),
    "loads before a case is given": ("ix_cases_work", "ix_cases_given"),
}

ASKED = {
    "queue of a facilitator (turn)": 14,
    "queue of a supervisor (turn)": 16,
    "laporan saya (turn)": 17,
    "search by ticket (turn)": 17,
}
"""So many questions at most, besides one line for each message that is stored."""


def test_a_small_city_is_filled_sealed_and_measured(database: Database) -> None:
    city = city_of(database, CASES)
    assert fill(database, everything(city)) > 15 * CASES
    with database.read() as session:
        last = cases.by_ticket(session, city.ticket(CASES))
        assert last is not None
        assert last.story.startswith("Sejak Mei")
        assert session.get_one(Person, last.person_id).name.endswith("Contoh")
        assert figures(session, NOW).backlog
    found = measured(house_of(database), city, 2)
    assert all(took.p95 > 0 for took in found.values())


def test_lists_of_staff_and_residents_come_from_indexes(database: Database) -> None:
    city = city_of(database, 10 * CASES)
    fill(database, everything(city))
    looks = {**looks_of(house_of(database), city), **turns(house_of(database), city)}
    dice = random.Random(1)
    for name, wanted in BY_INDEX.items():
        with heard(database) as asked:
            looks[name](dice)
        used = asked.indexes(database)
        of_cases = [by for words, by in used.items() if "FROM cases" in words]
        assert all(of_cases), (name, used)
        assert any(one.startswith(wanted) for by in of_cases for one in by), (name, of_cases)


@pytest.mark.parametrize(("name", "most"), ASKED.items())
def test_a_list_asks_few_questions(database: Database, name: str, most: int) -> None:
    city = city_of(database, CASES)
    fill(database, everything(city))
    look = turns(house_of(database), city)[name]
    look(random.Random(1))  # what is kept from one turn to the next
    with heard(database) as asked:
        look(random.Random(1))
    assert 0 < sum(asked.times.values()) <= most, asked.times


def test_what_a_list_asks_is_named_with_who_asks_it(database: Database) -> None:
    city = city_of(database, CASES)
    fill(database, everything(city))
    look = turns(house_of(database), city)["queue of a supervisor (turn)"]
    found = statements_of(database, look)
    assert found[-1].startswith("INSERT INTO audit")
    assert found[-1].endswith("storage/cases:all_seen < handlers/tasks:show")
    assert any("storage/worklists:page < handlers/tasks:show" in one for one in found)


def test_the_program_goes_on_counting_where_the_filling_ended(database: Database) -> None:
    city = city_of(database, CASES)
    fill(database, everything(city))
    with database.write() as session:
        row = Person(name="Warga Baru Contoh", made_at=NOW)
        session.add(row)
        session.flush()
        assert row.id == city.persons + 1


def test_nobody_has_the_same_need_twice(database: Database) -> None:
    city = city_of(database, CASES)
    rows = [row for name, row in everything(city) if name == "cases"]
    needs = [(row["person_id"], row["need"]) for row in rows]
    assert len(needs) == len(set(needs)) == CASES
