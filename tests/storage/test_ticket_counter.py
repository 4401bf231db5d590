"""Numbers of reports: each once, and nobody waits for another's."""

from __future__ import annotations

import pytest

from storage import cases
from storage.database import Database


def test_each_number_is_given_once(database: Database) -> None:
    given = []
    for _ in range(3):
        with database.write() as session:
            given.append(cases.next_number(session, 2026))
    assert given == [1, 2, 3]


def test_each_year_counts_for_itself(database: Database) -> None:
    with database.write() as session:
        cases.next_number(session, 2026)
        assert cases.next_number(session, 2027) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_takes_a_number_keeps_nobody_waiting(database: Database) -> None:
    with database.write() as slow, database.write() as quick:
        assert (cases.next_number(slow, 2026), cases.next_number(quick, 2026)) == (1, 2)


def test_a_number_that_was_rolled_back_is_not_given_beside_a_newer_one(database: Database) -> None:
    with database.write() as session:
        lost = cases.next_number(session, 2026)
        session.rollback()
    with database.write() as session:
        later = [cases.next_number(session, 2026), cases.next_number(session, 2026)]
    assert len(set(later)) == 2
    assert min(later) >= lost
