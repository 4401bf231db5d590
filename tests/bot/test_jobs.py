"""What holds for jobs whoever works them: our own runner on SQLite, Procrastinate on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.attempts import Pace
from bot.jobs import Jobs, jobs_of
from handlers.house import House
from handlers.later import NotYet
from storage import jobs
from storage.database import Busy, Database
from storage.files import Files
from storage.secrets import Keyring

PATIENCE = 20.0
"""Seconds for what takes milliseconds on an idle machine."""
QUICK = Pace(poll=0.1, pauses=(0.1, 0.1), heartbeat=0.1, silent=timedelta(seconds=1), look=0.1)
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
STORED = {"sqlite": ("job",), "postgresql": ("procrastinate_jobs", "procrastinate_events")}


@dataclass
class Bench:
    """A house in real time, and what was worked in it."""

    house: House
    done: Counter[int] = field(default_factory=Counter)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def order(self, *subjects: int, kind: str = "fetch") -> list[bool]:
        with self.house.database.write() as session:
            now = self.house.clock()
            return [jobs.order(session, kind, subject, now) for subject in subjects]

    def work(self, subject: int) -> None:
        with self.changed:
            self.done[subject] += 1
            self.changed.notify_all()

    def wait(self, true: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(true, PATIENCE), self.done

    @contextmanager
    def working(
        self, work: Callable[[int], None] | None = None, pace: Pace = QUICK
    ) -> Iterator[Jobs]:
        runner = jobs_of(self.house, {"fetch": work or self.work}, pace)
        runner.start()
        try:
            yield runner
        finally:
            runner.stop()

    def open(self) -> list[tuple[str, str, int]]:
        with self.house.database.read() as session:
            rows = jobs.open_jobs(session, self.house.clock())
        return [(row.kind, row.status, row.count) for row in rows]

    def settled(self) -> None:
        """Everything that was ordered is done, or has failed for good."""
        end = datetime.now(UTC) + timedelta(seconds=PATIENCE)
        while datetime.now(UTC) < end:
            with self.house.database.read() as session:
                if not jobs.waiting(session, self.house.clock()):
                    return
            threading.Event().wait(0.02)
        raise AssertionError(self.open())


@pytest.fixture
def bench(database: Database, keyring: Keyring, tmp_path: Path) -> Bench:
    files = Files(tmp_path / "files", keyring)
    return Bench(House(database, files, lambda: datetime.now(UTC), "35.76"))


def test_what_is_ordered_is_done(bench: Bench) -> None:
    assert bench.order(1, 2) == [True, True]
    with bench.working():
        bench.settled()
    assert bench.done == {1: 1, 2: 1}


def test_an_order_that_is_rolled_back_leaves_no_job(bench: Bench) -> None:
    with bench.house.database.write() as session:
        jobs.order(session, "fetch", 1, bench.house.clock())
        session.rollback()
    assert bench.open() == []


def test_what_is_ordered_twice_in_one_transaction_leaves_the_rest_of_it_whole(
    bench: Bench,
) -> None:
    assert bench.order(1, 1, 2) == [True, False, True]
    assert bench.open() == [("fetch", "waiting", 2)]


def test_what_is_done_is_not_done_again(bench: Bench) -> None:
    bench.order(1)
    with bench.working():
        bench.settled()
        assert bench.order(1) == [False]
        bench.settled()
    assert bench.done == {1: 1}


def test_what_is_ordered_while_it_is_worked_is_done_once(bench: Bench) -> None:
    orders: list[bool] = []

    def work(subject: int) -> None:
        orders.extend(bench.order(subject))
        bench.work(subject)

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert (orders, bench.done) == ([False], {1: 1})


def test_a_job_that_raises_is_tried_again(bench: Bench) -> None:
    def work(subject: int) -> None:
        bench.work(subject)
        if bench.done[subject] == 1:
            raise KeyError

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert (bench.done, bench.open()) == ({1: 2}, [])


def test_a_job_that_the_database_refused_is_done_once_it_is_back(bench: Bench) -> None:
    def work(subject: int) -> None:
        bench.work(subject)
        if bench.done[subject] == 1:
            raise Busy("locked by another program")

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert (bench.done, bench.open()) == ({1: 2}, [])


@SQLITE
def test_what_the_database_refuses_is_no_try_of_the_job(bench: Bench) -> None:
    def work(subject: int) -> None:
        bench.work(subject)
        if bench.done[subject] <= 4:
            raise Busy("locked by another program")

    bench.order(1)
    with bench.working(work, replace(QUICK, most=3)):
        bench.settled()
    assert (bench.done, bench.open()) == ({1: 5}, [])


def test_a_job_that_asks_the_database_for_what_cannot_be_fails_as_any_other(bench: Bench) -> None:
    def work(subject: int) -> None:
        bench.work(subject)
        raise IntegrityError(None, None, ValueError("Siti Contoh"))

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert (bench.done, bench.open()) == ({1: 3}, [("fetch", "failed", 1)])


def test_a_job_that_always_raises_fails_and_can_be_ordered_anew(bench: Bench) -> None:
    def work(subject: int) -> None:
        bench.work(subject)
        raise KeyError

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert (bench.done, bench.open()) == ({1: 3}, [("fetch", "failed", 1)])
    assert bench.order(1) == [True]


def test_a_job_that_cannot_be_done_yet_waits_as_long_as_it_says(bench: Bench) -> None:
    times: list[datetime] = []

    def work(subject: int) -> None:
        times.append(datetime.now(UTC))
        bench.work(subject)
        if len(times) == 1:
            raise NotYet("company", timedelta(seconds=1))

    bench.order(1)
    with bench.working(work):
        bench.settled()
    assert times[1] - times[0] >= timedelta(seconds=0.9)


def test_an_order_wakes_who_waits(bench: Bench) -> None:
    with bench.working(pace=replace(QUICK, poll=600)) as runner:
        threading.Event().wait(0.5)
        bench.order(1)
        runner.ring()
        bench.wait(lambda: bench.done[1] == 1)


def test_a_job_in_hand_is_finished_before_the_end(bench: Bench) -> None:
    begun = threading.Event()

    def work(subject: int) -> None:
        begun.set()
        threading.Event().wait(0.5)
        bench.work(subject)

    bench.order(1)
    with bench.working(work):
        assert begun.wait(PATIENCE)
    assert (bench.done, bench.open()) == ({1: 1}, [])


def test_several_work_at_once_and_each_job_is_done_once(bench: Bench) -> None:
    with bench.working(), bench.working():
        bench.order(*range(1, 21))
        bench.settled()
    assert bench.done == dict.fromkeys(range(1, 21), 1)


DYING = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from bot.attempts import Pace
from bot.jobs import jobs_of
from bot.logs import configure_logs
from handlers.house import House
from storage.database import connect
from storage.files import Files
from storage.secrets import Keyring

configure_logs()

def work(subject: int) -> None:
    print("in hand", flush=True)
    time.sleep(600)

keys = Keyring.from_secrets("a secret that only the tests know about")
files = Files(Path(sys.argv[2]), keys)
house = House(connect(sys.argv[1], keys), files, lambda: datetime.now(UTC), "35.76")
jobs_of(house, {"fetch": work}, Pace(heartbeat=0.1)).start()
time.sleep(600)
"""


def killed_in_hand(bench: Bench, database_url: str, folder: Path) -> None:
    """Another process takes the job and dies."""
    words = [sys.executable, "-c", DYING, database_url, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as dying:
        assert dying.stdout is not None
        said = dying.stdout.readline()
        dying.kill()
    assert said == b"in hand\n"
    assert bench.open() == [("fetch", "running", 1)]


@pytest.mark.kill
def test_a_job_whose_process_was_killed_is_done_by_another(
    bench: Bench, database_url: str, tmp_path: Path
) -> None:
    bench.order(1)
    killed_in_hand(bench, database_url, tmp_path)
    with bench.working():
        bench.settled()
    assert bench.done == {1: 1}


@pytest.mark.kill
def test_a_job_that_brings_its_process_down_again_and_again_is_given_up(
    bench: Bench, database_url: str, tmp_path: Path
) -> None:
    bench.order(1)
    killed_in_hand(bench, database_url, tmp_path)
    with bench.working(pace=replace(QUICK, pauses=(), most=1)):
        bench.settled()
    assert (bench.done, bench.open()) == ({}, [("fetch", "failed", 1)])


def test_a_job_that_hangs_is_begun_again(bench: Bench) -> None:
    hanging = threading.Event()

    def work(subject: int) -> None:
        bench.work(subject)
        if bench.done[subject] == 1:
            hanging.wait(PATIENCE)

    bench.order(1)
    with bench.working(work, replace(QUICK, claim=timedelta(seconds=1))):
        bench.wait(lambda: bench.done[1] == 2)
        hanging.set()
        bench.settled()


def test_neither_the_rows_nor_the_log_hold_more_than_ids(bench: Bench, logged: StringIO) -> None:
    def work(subject: int) -> None:
        raise ValueError("Siti Contoh, 3576014508909991")

    bench.order(77)
    with bench.working(work):
        bench.settled()
    kept = logged.getvalue()
    with bench.house.database.read() as session:
        for table in STORED[session.get_bind().dialect.name]:
            kept += str(session.execute(text(f"SELECT * FROM {table}")).all())
    assert "77" in kept
    assert "ValueError at" in kept
    assert "Contoh" not in kept
    assert "357601450890" not in kept


@POSTGRESQL
def test_jobs_go_on_when_every_connection_was_cut(bench: Bench) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = :name"
    )
    with bench.working():
        bench.order(1)
        bench.settled()
        with bench.house.database.write() as session:
            found = session.execute(text(cut), {"name": "sambung jobs"}).all()
        assert found
        bench.order(2)
        bench.settled()
    assert bench.done == {1: 1, 2: 1}


@POSTGRESQL
def test_a_kind_that_a_worker_does_not_know_waits_for_one_that_does(bench: Bench) -> None:
    bench.order(1, kind="of_the_next_release")
    with bench.working():
        bench.order(2)
        bench.wait(lambda: bench.done[2] == 1)
    assert bench.open() == [("of_the_next_release", "waiting", 1)]
