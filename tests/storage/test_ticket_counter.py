"""Numbers of reports: each once, and nobody waits for another's."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.ticket_numbers import next_number


def test_each_number_is_given_once(database: Database) -> None:
    given = []
    for _ in range(3):
        with database.write() as session:
            given.append(next_number(session, 2026))
    assert given == [1, 2, 3]


def test_each_year_counts_for_itself(database: Database) -> None:
    with database.write() as session:
        next_number(session, 2026)
        assert next_number(session, 2027) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_takes_a_number_keeps_nobody_waiting(database: Database) -> None:
    with database.write() as slow, database.write() as quick:
        assert (
            next_number(slow, 2026),
            next_number(quick, 2026),
        ) == (1, 2)


def test_a_number_that_was_rolled_back_is_not_given_beside_a_newer_one(database: Database) -> None:
    with database.write() as session:
        lost = next_number(session, 2026)
        session.rollback()
    with database.write() as session:
        later = [
            next_number(session, 2026),
            next_number(session, 2026),
        ]
    assert len(set(later)) == 2
    assert min(later) >= lost
