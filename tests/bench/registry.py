"""How quick the registry is: `python -m tests.bench.registry [--rows N] [--url postgresql://...]`.

    baseline    `sqlite3 .import` of the same file into a table without an index
    import      twice: the second one with 2 % changed, so that there is a difference to count
    turns       a resident's turns through the inbox while the second import runs in a process of
                its own: p50, p95, longest
    look-up     by NIK; by name within a kelurahan (recall@10 on labelled queries); whole city

Times are of this machine as busy as it is: the processor's seconds stand beside them, and a ratio
of both.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

import structlog
from sqlalchemy import select

from flows.messages import Channel
from handlers.house import House
from handlers.registry import importing
from handlers.registry.importing import Imported, Wanted
from storage import areas
from storage.database import Database, connect
from storage.files import Files
from storage.migrate import migrate
from storage.registry import batches, looking, searching
from storage.registry.packing import NUMBER, open_page, row_id
from storage.secrets import Keyring
from storage.tables import RegistryNames
from tests.bench import invented
from tests.handlers.people import Person
from tests.registry.queries import queries

CITY, ROWS = "32.75", 1_021_145
KEYS = "keys of a benchmark that are of no use anywhere"
VILLAGES, QUERIES = 8, 50


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Measure, and print a table."""
    args = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="sambung-registry-"))
    try:
        url = args.url or f"sqlite:///{folder / 'sambung.db'}"
        if args.child:
            _child(Path(args.child), url, Path(args.child).parent)
            return
        _measure(folder, url, args.rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--url", default="", help="an empty PostgreSQL database")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(folder: Path, url: str, rows: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    database = connect(url, Keyring.from_secrets(KEYS))
    migrate(database)
    first, second = _files(database, folder, rows)
    size = first.stat().st_size / 1e6
    base = _timed_child(["sqlite3", str(folder / "base.db")], _dot_import(first))
    _say(f"{rows} rows, {size:.0f} MB; sqlite3 .import", base)
    house = _house(database, folder)
    one = _import_in_child(first, url)
    _say("first import", one[0], base, one[1])
    turns, two = _turns_during(house, second, url)
    _say("second import, with turns", two[0], base, two[1])
    _spread("turn during the import", turns)
    _ask(database)
    database.close()


def _files(database: Database, folder: Path, rows: int) -> tuple[Path, Path]:
    with database.read() as session:
        city = areas.city(session, CITY)
    villages = [(d.name, v.name) for d in city.districts for v in d.villages]
    first, second = folder / "one.csv", folder / "two.csv"
    invented.write(first, rows, villages)
    invented.write(second, rows, villages, changed=0.02)
    return first, second


def _dot_import(file: Path) -> str:
    return f".mode csv\n.separator |\n.import {file} t\n"


def _timed_child(command: Sequence[str], said: str) -> Took:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=said, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - began, cpu)


def _house(database: Database, folder: Path) -> House:
    files = Files(folder / "files", database.keys)
    return House(database, files, lambda: datetime.now(UTC), CITY)


def _import_in_child(file: Path, url: str) -> tuple[Took, str]:
    command = [sys.executable, "-m", "tests.bench.registry", "--child", str(file), "--url", url]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - began, cpu), told


def _child(file: Path, url: str, folder: Path) -> None:
    """The import in a process of its own, as a city runs it."""
    database = connect(url, Keyring.from_secrets(KEYS))
    wanted = Wanted(file, date(2026, 10, 15), "bench", report=file.with_suffix(".report"))
    with _watched() as memory:
        done: Imported = importing.import_file(
            _house(database, folder), wanted, lambda _d, _s: None
        )
    counts = done.counts
    differs = ""
    if counts is not None:
        differs = f", {counts.fresh} new, {counts.gone} gone, {counts.decile_changed} other decile"
    refused = sum(done.rejected.values())
    print(f"{max(memory):.0f} MB in all, longest transaction {done.longest * 1000:.0f} ms, "
          f"{refused} refused{differs}")  # fmt: skip


@contextmanager
def _watched() -> Iterator[list[float]]:
    """MB of this process and of those that it starts, together, five times a second."""
    seen, ended = [0.0], Event()

    def watch() -> None:
        while not ended.wait(0.2):
            seen.append(sum(map(_resident, [os.getpid(), *_children()])))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _resident(process: int) -> float:
    try:
        said = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it ended
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", said)
    return int(found[1]) / 1024 if found else 0.0


def _turns_during(house: House, file: Path, url: str) -> tuple[list[float], tuple[Took, str]]:
    """Turns of a resident, five a second, until the import has ended."""
    command = [sys.executable, "-m", "tests.bench.registry", "--child", str(file), "--url", url]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    person, took = Person(house, Channel.TELEGRAM, "990001"), []
    person.says("halo", "1")
    while child.poll() is None:
        took.append(_seconds(lambda: person.says("menu")))
        time.sleep(0.2)
    told = (child.stdout.read() if child.stdout else "").strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, (Took(time.perf_counter() - began, cpu), told)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ask(database: Database) -> None:
    """Look-ups by NIK and by name."""
    looked: list[float] = []
    looked_cpu: list[float] = []
    found_in: list[float] = []
    cpu: list[float] = []
    hits = count = 0
    with database.read() as session:
        batch = batches.active(session)
        assert batch is not None
        pages = select(RegistryNames).where(RegistryNames.batch_id == batch.id)
        for page in session.scalars(pages.limit(VILLAGES)).all():
            _names, numbers = open_page(database.keys, page.sealed, page.name_count)
            step = max(1, page.name_count // QUERIES) * NUMBER
            rows = [row_id(batch.id, int.from_bytes(numbers[at : at + NUMBER], "big"))
                    for at in range(0, len(numbers), step)]  # fmt: skip
            entries = [entry for row in rows if (entry := looking.row(session, row)) is not None]
            for typed, place in queries([entry.name for entry in entries], QUERIES):
                began, used = time.perf_counter(), time.process_time()
                best = searching.search(session, typed, [page.village_code])
                found_in.append(time.perf_counter() - began)
                cpu.append(time.process_time() - used)
                hits += any(hit.row == rows[place] for hit in best)
                count += 1
                key = looking.key_of(session, entries[place].nik)
                began, used = time.perf_counter(), time.process_time()
                looking.look_up(session, key)
                looked.append(time.perf_counter() - began)
                looked_cpu.append(time.process_time() - used)
        whole = _seconds(lambda: searching.search(session, "Djoko Widjaja", ()))
    _spread("look-up by NIK", looked)
    _spread("  the processor's time of it", looked_cpu)
    _spread(f"search in a kelurahan of {page.name_count}", found_in)
    _spread("  the processor's time of it", cpu)
    print(f"recall@10: {hits / count:.3f} of {count} labelled queries; whole city {whole:.2f} s")


def _say(what: str, took: Took, base: Took | None = None, more: str = "") -> None:
    ratio = f", x{took.wall / base.wall:.1f} (cpu x{took.cpu / base.cpu:.1f})" if base else ""
    print(f"{what}: {took.wall:.1f} s (cpu {took.cpu:.1f} s){ratio} {more}".rstrip(), flush=True)


def _spread(what: str, took: list[float]) -> None:
    ordered = sorted(took)
    p50, p95 = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.95))
    longest = ordered[-1] * 1000
    print(f"{what}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, longest {longest:.2f} ms of {len(took)}",
          flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
