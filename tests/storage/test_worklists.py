"""A page of what waits for somebody, counted and read in one question."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage import worklists
from storage.database import Database
from storage.worklists import Desk, Mine
from tests.storage.test_needs import a_case

CITY = Mine(1, desks=(Desk("35.76", (("submitted", None),)),))


@pytest.fixture
def waiting(database: Database, address: int, contact: int, now: datetime) -> list[int]:
    """Three cases, the last one due first and late."""
    with database.write() as session:
        rows = [a_case(address, contact, None, talk, now) for talk in (1, 2, 3)]
        for hours, row in zip((3, 2, -1), rows, strict=True):
            row.due_at = now + timedelta(hours=hours)
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def test_a_page_holds_the_first_of_all_that_are_counted(
    database: Database, waiting: list[int], now: datetime
) -> None:
    with database.read() as session:
        page = worklists.page(session, CITY, now, 2)
        assert [case.id for case in page.cases] == [waiting[2], waiting[1]]
        assert (page.counts.open, page.counts.late) == (3, 1)
        assert [case.story for case in page.cases] == ["Cerita CONTOH"] * 2


def test_the_next_page_goes_on_where_the_first_ended(
    database: Database, waiting: list[int], now: datetime
) -> None:
    with database.read() as session:
        assert [c.id for c in worklists.page(session, CITY, now, 2, 2).cases] == [waiting[0]]


def test_behind_the_last_page_all_are_counted_still(
    database: Database, waiting: list[int], now: datetime
) -> None:
    with database.read() as session:
        page = worklists.page(session, CITY, now, 2, 4)
        assert (page.cases, page.counts.open) == ([], len(waiting))


def test_for_whom_nothing_can_wait_nothing_is_counted(
    database: Database, waiting: list[int], now: datetime
) -> None:
    with database.read() as session:
        assert worklists.page(session, Mine(1), now, 2).counts.open == 0
        assert worklists.counts(session, CITY, now, now + timedelta(hours=2.5)).due == 1


def test_cases_of_a_neighbouring_area_wait_for_somebody_else(
    database: Database, waiting: list[int], now: datetime
) -> None:
    with database.write() as session:
        for case, code in zip(
            worklists.page(session, CITY, now, 3).cases,
            ("35.76.01", "35.76.02.1010", "35.76.02"),
            strict=True,
        ):
            case.village_code = code
    district = Mine(1, desks=(Desk("35.76.02", (("submitted", None),)),))
    with database.read() as session:
        found = {case.village_code for case in worklists.page(session, district, now, 3).cases}
    assert found == {"35.76.02", "35.76.02.1010"}
