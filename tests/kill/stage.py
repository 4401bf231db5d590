"""Where faults are played: a town whose time runs quicker, and a program that can be stopped."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, text

from bot.demo.clock import DemoClock, machine_time
from bot.demo.faults import Fault, Faults
from bot.program import Program
from storage.database import Database
from tests import postgres
from tests.story import parts
from tests.story.serving import serving
from tests.story.town import Town

UNLIMITED = 2**30


class QuickTime:
    """So many times this machine's time, for the program and the platforms alike: waiting
    between tries takes a tenth, and happens as often. It can also be put wrong."""

    def __init__(self, pace: float) -> None:
        self._pace, self._began = pace, machine_time()
        self.wrong_by = timedelta()

    def __call__(self) -> datetime:
        passed = machine_time() - self._began
        return self._began + passed * self._pace + self.wrong_by


class Stage:
    """`with Stage(folder, url, pace) as stage`: the town, and the program while it is `up`."""

    def __init__(self, folder: Path, database_url: str, pace: float) -> None:
        self.pace = pace
        self.time = QuickTime(pace)
        self.town = Town(folder, database_url, clock=DemoClock(self.time))
        self.to_be_parked = 0
        """Messages that the scenario makes impossible to handle."""
        self._running = ExitStack()
        self._most_pages = UNLIMITED

    def __enter__(self) -> Stage:
        self._whole = ExitStack()
        self._whole.enter_context(self.town)
        self._whole.callback(self.down)
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self._whole.close()

    def up(self) -> None:
        """Start the program."""
        program: Program = self._running.enter_context(serving(self.town))
        if program.database.is_sqlite:
            event.listen(program.database.engine, "checkout", self._limit)

    def down(self) -> None:
        """End it in good order."""
        self._running.close()

    def city_seconds(self, seconds: float) -> None:
        """Let that much of the town's time pass."""
        time.sleep(seconds / self.pace)

    def often(self, fault: Fault, share: float, seed: int) -> None:
        """Let both platforms do this wrong, each on dice of its own."""
        for place, faults in enumerate(self._faults()):
            faults.often(fault, share, seed=seed + 100 * place)

    def next(self, fault: Fault, times: int) -> None:
        """Let both platforms do this wrong so many times."""
        for faults in self._faults():
            faults.add(fault, times)

    def reachable(self, *, yes: bool) -> None:
        """Whether both platforms can be reached."""
        for faults in self._faults():
            faults.unreachable = not yes

    def well_again(self) -> None:
        """Both platforms work."""
        for faults in self._faults():
            faults.clear()

    def somebody(self, name: str) -> parts.Resident:
        """Another resident, on WhatsApp."""
        return self.town.platforms.whatsapp_person(name)

    def keep_busy(self, seconds: float) -> None:
        """Let another program write to SQLite and let nobody else."""
        file = self.town.database.engine.url.database
        other = sqlite3.connect(str(file), isolation_level=None, timeout=60)
        try:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            other.execute("ROLLBACK")
        finally:
            other.close()

    def disk(self, *, full: bool) -> None:
        """Whether SQLite's file may grow, by SQLite's own limit."""
        with self.town.database.read() as session:
            pages = session.scalar(text("PRAGMA page_count")) or 0
        self._most_pages = pages if full else UNLIMITED

    def cut_connections(self) -> None:
        """End every connection of the program to PostgreSQL, from outside."""
        with _outside(self.town.database) as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND application_name = 'sambung'"
                )
            )

    def restart_database(self, away: float) -> None:
        """Let PostgreSQL crash and come back so many seconds later."""
        postgres.restart(self.town.database.url, away)

    def _limit(self, connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={self._most_pages}").close()

    def _faults(self) -> tuple[Faults, Faults]:
        return self.town.platforms.telegram.faults, self.town.platforms.twilio.faults


def _outside(database: Database) -> Connection:
    engine = create_engine(database.url, connect_args={"application_name": "fault"})
    return engine.connect()
