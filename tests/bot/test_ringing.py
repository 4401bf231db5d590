"""Processes on one PostgreSQL ring one another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue

import pytest
from sqlalchemy import text

from bot.ringing import Ringing
from flows.messages import Channel
from storage.database import Database

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
PATIENCE = 30.0
"""Seconds; a bell that works is heard within milliseconds."""
Heard = Queue[frozenset[str]]


@contextmanager
def process(database: Database, *leads: str) -> Iterator[tuple[Ringing, Heard]]:
    """One that leads those channels, and what it is rung for."""
    heard: Heard = Queue()
    ringing = Ringing(database, heard.put, list(Channel), lambda: leads)
    ringing.start()
    yield ringing, heard
    ringing.stop()


def until(true: Callable[[], bool]) -> None:
    """Look again and again; fails when it never comes true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def until_heard(database: Database, many: int) -> None:
    """So many listen by now."""
    listening = text("select count(*) from pg_stat_activity where query ~ '^LISTEN' "
                     "and datname = current_database()")  # fmt: skip
    with database.read() as session:

        def heard() -> bool:
            session.execute(text("select pg_stat_clear_snapshot()"))
            return bool(session.scalar(listening) >= many)

        until(heard)


def test_who_sends_is_rung_by_who_took_the_message(database: Database) -> None:
    with process(database) as (web, _), process(database, "telegram") as (_, work):
        until_heard(database, 2)
        web.ring(frozenset({"telegram"}))
        assert work.get(timeout=PATIENCE) == {"telegram"}


def test_who_sends_itself_rings_for_the_other_channel_only(database: Database) -> None:
    with process(database, "telegram") as (one, _), process(database, "whatsapp") as (_, other):
        until_heard(database, 2)
        one.ring(frozenset({"telegram"}))
        one.ring()
        assert other.get(timeout=PATIENCE) == {"whatsapp"}


def test_a_bell_is_heard_again_after_the_database_cut_everybody_off(database: Database) -> None:
    cut = text("select pg_terminate_backend(pid) from pg_stat_activity "
               "where query ~ '^LISTEN' and datname = current_database()")  # fmt: skip
    with process(database) as (web, _), process(database, "telegram") as (_, work):
        until_heard(database, 2)
        with database.write() as session:
            session.execute(cut)

        def rung() -> bool:
            web.ring(frozenset({"telegram"}))
            return not work.empty()

        until(rung)
        assert work.get(timeout=PATIENCE) == {"telegram"}
