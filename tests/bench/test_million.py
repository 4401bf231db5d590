"""The invented city is stored as the program stores, and can be measured."""

from __future__ import annotations

from storage import cases
from storage.database import Database
from storage.figures import figures
from storage.tables import Person
from tests.bench.filling import fill
from tests.bench.million import NOW, city_of, everything, house_of, measured

CASES = 300


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
    assert all(p95 > 0 for _, p95 in found.values())


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
