"""Each message once; what failed is parked, and not handled out of order."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from storage import inbox
from storage.database import Database
from storage.tables import Inbox


def _insert(session: Session, provider_id: str, now: datetime, contact: int | None = None) -> int:
    row = inbox.insert_once(session, "telegram", provider_id, {"text": "halo"}, now, contact)
    assert row is not None
    return row


def test_a_message_is_stored_with_its_content(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        row = _insert(session, "1", now, contact)

    with database.read() as session:
        stored = session.get_one(Inbox, row)
    assert (stored.contact_id, stored.content, stored.status) == (contact, {"text": "halo"}, "done")


def test_the_same_message_again_is_none(database: Database, now: datetime) -> None:
    with database.write() as session:
        _insert(session, "1", now)
    with database.write() as session:
        assert inbox.insert_once(session, "telegram", "1", {}, now) is None


def test_the_same_id_on_another_channel_is_another_message(
    database: Database, now: datetime
) -> None:
    with database.write() as session:
        _insert(session, "1", now)
        assert inbox.insert_once(session, "whatsapp", "1", {}, now) is not None


def test_of_eight_at_once_one_wins(database: Database, now: datetime) -> None:
    start = threading.Barrier(8)

    def insert(_: int) -> int | None:
        start.wait(5)
        with database.write() as session:
            return inbox.insert_once(session, "telegram", "1", {}, now)

    with ThreadPoolExecutor(8) as pool:
        won = [row for row in pool.map(insert, range(8)) if row is not None]
    assert len(won) == 1


def test_a_rolled_back_message_can_come_again(database: Database, now: datetime) -> None:
    with database.write() as session:
        _insert(session, "1", now)
        session.rollback()
    with database.write() as session:
        _insert(session, "1", now)


def test_a_parked_message_is_found_with_its_error(database: Database, now: datetime) -> None:
    with database.write() as session:
        row = _insert(session, "1", now)
        inbox.park(session, row, "KeyError at resident.py:12")
        found = inbox.parked_row(session, row)

    assert found is not None
    assert (found.error, found.content) == ("KeyError at resident.py:12", {"text": "halo"})


def test_parked_messages_are_listed_without_their_words(database: Database, now: datetime) -> None:
    with database.write() as session:
        _insert(session, "1", now)
        row = _insert(session, "2", now)
        inbox.park(session, row, "KeyError")
    with database.read() as session:
        (found,) = inbox.parked(session)

        with pytest.raises(InvalidRequestError):
            _ = found.content
    assert (found.id, found.error) == (row, "KeyError")


def test_a_settled_message_is_not_parked_any_more(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        row = _insert(session, "1", now)
        inbox.park(session, row, "KeyError")
        inbox.settle(session, row, contact, "done")

        assert inbox.parked_row(session, row) is None
    with database.read() as session:
        assert session.get_one(Inbox, row).error is None


def test_a_later_message_of_the_same_person_was_handled(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        first, second = _insert(session, "1", now, contact), _insert(session, "2", now, contact)

        assert inbox.later_handled(session, first)
        assert not inbox.later_handled(session, second)


def test_a_later_message_that_is_parked_too_was_not_handled(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        first, second = _insert(session, "1", now, contact), _insert(session, "2", now, contact)
        inbox.park(session, second, "KeyError")

        assert not inbox.later_handled(session, first)


def test_another_persons_later_message_does_not_count(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        first = _insert(session, "1", now, contact)
        _insert(session, "2", now, None)

        assert not inbox.later_handled(session, first)


def test_an_earlier_parked_message_is_known(
    database: Database, contact: int, now: datetime
) -> None:
    with database.write() as session:
        first, second = _insert(session, "1", now, contact), _insert(session, "2", now, contact)
        inbox.park(session, first, "KeyError")

        assert inbox.parked_before(session, contact, second)
        assert not inbox.parked_before(session, contact, first)
