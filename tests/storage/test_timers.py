"""A timer fires once, and not at all when it was set anew or unset."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from storage import timers
from storage.database import Database
from storage.timers import DueTimer

MINUTE = timedelta(minutes=1)


def _set(database: Database, due_at: datetime, subject_id: int = 1) -> None:
    with database.write() as session:
        timers.set_timer(session, "talk", subject_id, "expire", due_at)


def _due(database: Database, now: datetime) -> list[DueTimer]:
    with database.read() as session:
        return timers.due(session, now, 10)


def _take(database: Database, timer: DueTimer) -> bool:
    with database.write() as session:
        return timers.take(session, timer.id, timer.sequence)


def test_a_timer_is_due_at_its_moment(database: Database, now: datetime) -> None:
    _set(database, now)

    assert _due(database, now - MINUTE) == []
    assert [(t.subject, t.subject_id, t.kind, t.due_at) for t in _due(database, now)] == [
        ("talk", 1, "expire", now)
    ]


def test_the_longest_due_comes_first(database: Database, now: datetime) -> None:
    _set(database, now, 1)
    _set(database, now - MINUTE, 2)

    assert [timer.subject_id for timer in _due(database, now)] == [2, 1]


def test_a_timer_is_taken_once(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)

    assert [_take(database, timer), _take(database, timer)] == [True, False]
    assert _due(database, now) == []


def test_a_timer_set_anew_is_not_taken_as_the_old_one(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)
    _set(database, now + MINUTE)

    assert not _take(database, timer)
    assert len(_due(database, now + MINUTE)) == 1


def test_an_unset_timer_is_not_taken(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)
    with database.write() as session:
        timers.unset_timer(session, "talk", 1, "expire")

    assert not _take(database, timer)


def test_unsetting_what_does_not_run_is_harmless(database: Database, now: datetime) -> None:
    with database.write() as session:
        timers.unset_timer(session, "talk", 1, "expire")

    assert _due(database, now) == []


def test_a_rolled_back_take_leaves_it_due(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)
    with database.write() as session:
        timers.take(session, timer.id, timer.sequence)
        session.rollback()

    assert _due(database, now) == [timer]


def test_a_timer_put_off_comes_later(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)
    with database.write() as session:
        assert timers.put_off(session, timer.id, timer.sequence, now + MINUTE)

    assert _due(database, now) == []
    assert _take(database, _due(database, now + MINUTE)[0])


def test_the_next_moment_is_known(database: Database, now: datetime) -> None:
    with database.read() as session:
        before = timers.next_due(session)
    _set(database, now + MINUTE, 1)
    _set(database, now, 2)

    with database.read() as session:
        assert (before, timers.next_due(session)) == (None, now)


def test_late_timers_are_counted(database: Database, now: datetime) -> None:
    _set(database, now - 2 * MINUTE, 1)
    _set(database, now, 2)

    with database.read() as session:
        assert timers.late(session, now, MINUTE) == 1


def test_of_many_that_tick_at_once_one_takes_it(database: Database, now: datetime) -> None:
    _set(database, now)
    (timer,) = _due(database, now)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: _take(database, timer), range(8)))

    assert sum(taken) == 1
