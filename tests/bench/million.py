"""How long staff and residents wait when very many cases are stored.

    python -m tests.bench.million --cases 1000000 --database sqlite --into /tmp/million
    python -m tests.bench.million --cases 1000000 --database postgresql

The first run fills the database (of SQLite the file stays and is used again), then each thing is
done many times by different people: whole turns, from the message to the commit, and single
looks. Printed are the median and the 95th percentile in milliseconds, as Markdown.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import structlog
from sqlalchemy import update

from flows.cases.holding import held_by
from flows.cases.states import Role
from flows.messages import Channel, Incoming, Kind
from handlers import assigning, inbound, tasks
from handlers.house import House
from handlers.inbound import Received
from handlers.telling import scopes
from storage import areas, cases, loads, needs, outbox, timers, worklists
from storage.database import Database, connect
from storage.figures import figures
from storage.files import Files
from storage.migrate import migrate
from storage.secrets import Keyring
from storage.tables import Case, Outbox
from storage.worklists import Desk, Mine
from tests import postgres
from tests.bench import rows
from tests.bench.filling import fill
from tests.bench.rows import City

KEYS = "a secret that only the tests know about"
CODE = "35.76"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WANTED = 50.0
"""Milliseconds at the 95th percentile."""
_ids = count(1)
Look = Callable[[random.Random], object]


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds: half and 95 of 100 were done in that time, and the processor's share."""

    p50: float
    p95: float
    busy: float


def main() -> int:
    """Fill, measure, print; 1 if anything took longer than wanted."""
    quiet()
    asked = _asked()
    with opened(asked.database, asked.into, asked.url) as database:
        city = city_of(database, asked.cases)
        began = time.monotonic()
        filled = filled_with(database, city)
        print(f"{filled} rows stored in {time.monotonic() - began:.0f} s", flush=True)
        found = measured(house_of(database), city, asked.times)
    print(table(asked.database, asked.cases, found))
    return int(any(took.p95 > WANTED for took in found.values()))


def quiet() -> None:
    """No line for each turn."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.million", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--url", default="", help="an empty database that stays, or one filled so")
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "million")
    return parser.parse_args()


@contextmanager
def opened(kind: str, into: Path, url: str = "") -> Iterator[Database]:
    """A migrated database of that kind, or the one at `url`."""
    if url:
        yield from _migrated(url)
        return
    if kind == "sqlite":
        yield from _migrated(f"sqlite:///{into}/sambung.db")
        return
    run = uuid4().hex
    with (
        postgres.watched(run),
        postgres.server(run) as server,
        postgres.made(server, f"million_{run[:12]}") as fresh,
    ):
        yield from _migrated(fresh)


def _migrated(url: str) -> Iterator[Database]:
    database = connect(url, Keyring.from_secrets(KEYS))
    migrate(database)
    yield database
    database.close()


def city_of(database: Database, size: int) -> City:
    """Mojokerto with that many cases."""
    with database.read() as session:
        districts = areas.city(session, CODE).districts
    villages = tuple(village.code for district in districts for village in district.villages)
    return City(size, villages, tuple(one.code for one in districts), NOW, database.keys)


def filled_with(database: Database, city: City) -> int:
    """Fill it, unless an earlier run did."""
    with database.read() as session:
        if session.get(Case, city.cases) is not None:
            return 0
    return fill(database, everything(city))


def everything(city: City) -> Iterator[tuple[str, rows.Row]]:
    """All rows of the city."""
    for part in (rows.staff, rows.residents, rows.persons, rows.cases):
        yield from part(city)


def house_of(database: Database) -> House:
    """The house over it; its files are not touched."""
    # A folder of its own: a store shuts its folder to everybody else.
    files = Files(Path(tempfile.gettempdir()) / f"million-files-{os.getpid()}", database.keys)
    return House(database, files, lambda: NOW, CODE)


def measured(house: House, city: City, times: int) -> dict[str, Took]:
    """How long everything took."""
    found = {}
    for name, look in {**looks_of(house, city), **turns(house, city)}.items():
        dice = random.Random(2)
        for _ in range(5):
            look(dice)
        _leaves(house, city)
        found[name] = _timed(look, partial(_leaves, house, city), dice, times)
    return found


def _timed(look: Look, after: Callable[[], None], dice: random.Random, times: int) -> Took:
    spent, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.thread_time()
        look(dice)
        worked.append(1000 * (time.thread_time() - busy))
        spent.append(1000 * (time.perf_counter() - began))
        after()
    cuts = quantiles(spent, n=20)
    return Took(cuts[9], cuts[18], median(worked))


def _leaves(house: House, city: City) -> None:
    """What was answered is sent: nobody has a thousand answers in line."""
    new = (Outbox.id > rows.said(city)) & (Outbox.status == "waiting")
    with house.database.write() as session:
        session.execute(update(Outbox).where(new).values(status="sent", sent_at=NOW))


def turns(house: House, city: City) -> dict[str, Look]:
    """Whole turns, as the webhook does them."""
    workers = [number for number, role, _ in city.staff() if role is Role.FACILITATOR]
    chiefs = [number for number, role, _ in city.staff() if role is Role.SUPERVISOR]

    def resident(dice: random.Random, words: Callable[[int], str]) -> Received:
        case = dice.randint(1, city.cases)
        contact = city.reporter(case)
        return _says(house, city.channel(contact), city.external(contact), words(case))

    def member(dice: random.Random, of: list[int]) -> Received:
        return _says(house, "telegram", city.staff_chat(dice.choice(of)), "tugas")

    return {
        "queue of a facilitator (turn)": lambda dice: member(dice, workers),
        "queue of a supervisor (turn)": lambda dice: member(dice, chiefs),
        "laporan saya (turn)": lambda dice: resident(dice, lambda _: "cek"),
        "search by ticket (turn)": lambda dice: resident(dice, city.ticket),
    }


def _says(house: House, channel: str, who: str, text: str) -> Received:
    number = f"new{time.time_ns()}{next(_ids)}"
    message = Incoming(
        channel=Channel(channel),
        kind=Kind.TEXT,
        id=number,
        chat=who,
        sender=who,
        at=NOW,
        text=text,
    )
    done = inbound.receive(house, message)
    assert done is Received.DONE, done
    return done


def looks_of(house: House, city: City) -> dict[str, Look]:
    """Single looks at the database."""
    database = house.database

    def need(dice: random.Random) -> object:
        with database.read() as session:
            case = session.get_one(Case, dice.randint(1, city.cases))
            return needs.open_need(session, case.person_id or 0, case.need)

    def near(dice: random.Random) -> object:
        with database.read() as session:
            case = session.get_one(Case, dice.randint(1, city.cases))
            return needs.near(session, case, city.opened(city.cases * 39 // 40), 50)

    def ticket(dice: random.Random) -> object:
        with database.read() as session:
            found = cases.by_ticket(session, city.ticket(dice.randint(1, city.cases)))
            assert found is not None
            return found

    def queue(dice: random.Random) -> object:
        with database.read() as session:
            places = tuple(held_by(Role.SUPERVISOR))
            mine = Mine(1, desks=(Desk(dice.choice(city.districts), places),))
            return worklists.page(session, mine, NOW, tasks.AT_ONCE)

    def load(dice: random.Random) -> object:
        near = scopes(dice.choice(city.villages))
        with database.read() as session:
            able = [who.id for who in cases.reachable_staff(session, Role.FACILITATOR, near)]
            return loads.loads_of(session, able, assigning.BUSY)

    def due(_: random.Random) -> object:
        with database.read() as session:
            return timers.due(session, NOW, 100)

    def claim(_: random.Random) -> object:
        with database.write() as session:
            found = outbox.claim(session, Channel.TELEGRAM, "bench", NOW, 16)
            assert len(found) == 16
            session.rollback()
            return found

    def scrape(_: random.Random) -> object:
        with database.read() as session:
            return figures(session, NOW)

    return {
        "cases waiting in a district": queue,
        "case by ticket": ticket,
        "open need of a person": need,
        "open cases nearby": near,
        "loads before a case is given": load,
        "due timers": due,
        f"claim from a line of {rows.IN_LINE}": claim,
        "figures for /metrics": scrape,
    }


def table(kind: str, size: int, found: dict[str, Took]) -> str:
    """As Markdown."""
    lines = [f"| {kind}, {size} cases | median ms | p95 ms | CPU ms |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {took.p50:.1f} | {took.p95:.1f} | {took.busy:.1f} |"
        for name, took in found.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
