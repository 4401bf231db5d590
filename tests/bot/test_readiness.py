"""Whether work may be given to a process: `/ready`."""

from __future__ import annotations

from pathlib import Path

from bot.readiness import AWAY, OLDER, STOPPING, Readiness
from storage.database import Database, connect
from storage.migrate import migrate
from storage.secrets import Keyring


def test_a_migrated_database_is_ready(database: Database) -> None:
    assert Readiness(database).look().ok


def test_a_process_that_was_told_to_end_is_not_ready(database: Database) -> None:
    readiness = Readiness(database)
    readiness.end()
    found = readiness.look()
    assert (found.ok, found.why) == (False, STOPPING)


def test_a_database_of_no_release_is_not_ready_until_it_is_migrated(
    fresh_url: str, keyring: Keyring
) -> None:
    fresh = connect(fresh_url, keyring)
    readiness = Readiness(fresh)
    assert readiness.look().why == OLDER
    migrate(fresh)
    assert readiness.look().ok
    fresh.close()


def test_a_database_that_does_not_answer_is_not_ready(tmp_path: Path, keyring: Keyring) -> None:
    away = connect("postgresql://nobody@127.0.0.1:1/nothing", keyring)
    assert Readiness(away).look().why == AWAY
    away.close()
