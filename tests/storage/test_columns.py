"""Moments keep their zone, and personal words are not in the file."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from storage.database import Database, connect
from storage.marks import get_mark, set_mark
from storage.secrets import Keyring, Unreadable
from storage.tables import ConversationRow

WIB = timezone(timedelta(hours=7))


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    with database.write() as session:
        set_mark(session, "seen", datetime(2026, 11, 23, 14, 0, tzinfo=WIB))

    with database.read() as session:
        found = get_mark(session, "seen")
    assert found is not None
    assert found.isoformat() == "2026-11-23T07:00:00+00:00"


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), database.write() as session:
        set_mark(session, "seen", datetime(2026, 11, 23, 14, 0))  # noqa: DTZ001


def _store(database: Database, contact: int, state: Any, now: datetime) -> None:
    with database.write() as session:
        session.add(ConversationRow(contact_id=contact, state=state, updated_at=now))


def test_sealed_json_comes_back(database: Database, contact: int, now: datetime) -> None:
    state = {"name": "Ibu CONTOH", "for": ["b", "a"], "count": 2, "none": None}
    _store(database, contact, state, now)

    with database.read() as session:
        assert session.get_one(ConversationRow, contact).state == state


def test_what_is_stored_is_not_what_was_said(
    database: Database, contact: int, now: datetime
) -> None:
    _store(database, contact, {"name": "KENARI"}, now)

    with database.read() as session:
        raw = session.scalar(text("SELECT state FROM conversation"))
    assert b"KENARI" not in bytes(raw)


def test_another_installations_keys_do_not_open_it(
    database: Database, contact: int, now: datetime
) -> None:
    _store(database, contact, {"name": "KENARI"}, now)
    stranger = connect(database.url, Keyring.from_secrets("x" * 32))

    with pytest.raises(Unreadable), stranger.read() as session:
        session.get_one(ConversationRow, contact)
    stranger.close()
