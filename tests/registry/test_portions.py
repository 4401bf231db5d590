"""A file is checked in portions, by this process or by others beside it: the same comes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from flows.facts import City
from handlers.house import House
from handlers.refused import Refused
from handlers.registry import keeping
from storage import areas
from storage.database import Database
from storage.registry import crew
from storage.registry.loading import repeated
from storage.registry.portions import Portion, Sheaf, Task
from storage.registry.presets import mapped
from storage.secrets import Keyring
from tests.handlers.people import CITY
from tests.registry.conftest import CHILD, HEAD, HUSBAND, ROWS, SITI, load, write

HEADERS = ("nik", "nama", "alamat", "kelurahan")
LINES = (
    f"{SITI};SITI CONTOH;Jl. A;Wates\n",
    f'{CHILD};ANAK CONTOH;"Jl. B\n',
    'Gang 2\r\n',
    'dekat ""Toko""";Wates\n',
    f"{HUSBAND[:15]};SOEPARMAN CONTOH;Jl. C;Wates\n",
    f"{HUSBAND};SOEPARMAN CONTOH;Jl. C;Wates",
)  # fmt: skip


@pytest.fixture
def task(database: Database, keyring: Keyring) -> Task:
    with database.read() as session:
        city: City = areas.city(session, CITY)
    return Task(mapped(HEADERS), city, keyring.bulk("registry_row", "nik"))


def checked(task: Task, portions: Sequence[Portion], processes: int = 0) -> list[Sheaf]:
    with crew.checked(task, iter(portions), processes) as sheaves:
        return list(sheaves)


def cut(*places: int) -> list[Portion]:
    """The lines in portions that end at these places."""
    ends = [*places, len(LINES)]
    words = ["".join(LINES[a:b]) for a, b in zip([0, *places], ends, strict=True)]
    return [Portion(one, ";", last=end == len(LINES)) for one, end in zip(words, ends, strict=True)]


@pytest.mark.parametrize("places", [(), (1,), (2,), (3,), (2, 3), (1, 2, 3, 4, 5)])
def test_a_value_of_three_lines_is_read_wherever_the_file_is_cut(
    task: Task, places: tuple[int, ...]
) -> None:
    sheaves = checked(task, cut(*places))

    assert sum(len(one.keys) for one in sheaves) == 3
    assert [one.fault.name for sheaf in sheaves for one in sheaf.refused] == ["NOT_16"]
    assert sum(one.lines for one in sheaves) == len(LINES)
    assert not any(one.is_open for one in sheaves)


def test_other_processes_find_what_this_one_finds(task: Task) -> None:
    here, there = checked(task, cut(2, 4)), checked(task, cut(2, 4), processes=2)

    assert [one.keys for one in here] == [one.keys for one in there]
    assert [one.places for one in here] == [one.places for one in there]
    assert [one.refused for one in here] == [one.refused for one in there]


def test_a_process_that_is_killed_is_told(task: Task) -> None:
    def portions() -> Iterator[Portion]:
        yield from cut(1)[:1] * 20
        for child in _children():
            os.kill(child, signal.SIGKILL)
        yield from cut()

    with crew.checked(task, portions(), 1) as sheaves, pytest.raises(crew.Ended):
        list(sheaves)


def test_an_answer_comes_whole_from_a_process_that_is_held_up(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that was stopped in the middle wrote a part only; unbuffered, nobody writes on."""
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    many = Portion("".join(LINES[-1] + "\n" for _ in range(6000)), ";", last=True)
    with crew.checked(task, iter([many] * 15), 1) as sheaves, _held_up(_children()):
        assert [len(one.keys) for one in sheaves] == [6000] * 15


@contextmanager
def _held_up(processes: list[int]) -> Iterator[None]:
    over = Event()

    def hold() -> None:
        while not over.wait(0.002):
            for process in processes:
                os.kill(process, signal.SIGSTOP)
                os.kill(process, signal.SIGCONT)

    holding = Thread(target=hold)
    holding.start()
    try:
        yield
    finally:
        over.set()
        holding.join()


def _children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return [
        one for one in children if b"registry.hand" in Path(f"/proc/{one}/cmdline").read_bytes()
    ]


def test_a_process_ends_with_the_importer() -> None:
    command = [sys.executable, "-m", "storage.registry.hand"]

    assert subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0


def test_a_file_is_loaded_with_processes_beside(house: House, tmp_path: Path) -> None:
    done = load(house, write(tmp_path / "x.csv", *ROWS, ROWS[0]), processes=1)

    assert (done.rows, sum(done.rejected.values())) == (4, 1)
    report = (tmp_path / "x.ditolak.csv").read_text("utf-8-sig")
    assert "6,NIK sudah ada di baris sebelumnya,3576********9991" in report


def test_lines_are_numbered_through_all_portions(house: House, tmp_path: Path) -> None:
    short = ";" * HEAD.count(";")
    file = write(tmp_path / "x.csv", ROWS[0], *[short + " " * 300] * 8000, "x;y", ROWS[0])
    done = load(house, file, dry_run=True)

    assert done.rows == 1
    last = (tmp_path / "x.ditolak.csv").read_text("utf-8-sig").splitlines()[-2:]
    assert [line.partition(",")[0] for line in last] == ["8003", "8004"]


def test_lines_may_end_as_on_an_old_machine(house: House, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes("\r".join((HEAD, *ROWS)).encode())

    assert load(house, file).rows == len(ROWS)


def test_a_quotation_mark_that_is_never_closed_refuses_the_file(
    loaded: House, tmp_path: Path
) -> None:
    rest = [f"{CHILD};;" + "A" * 2000] * 2000
    file = write(tmp_path / "x.csv", ROWS[0], f'{HUSBAND};;"SOEPARMAN', *rest)

    with pytest.raises(Refused, match="cannot be read at line"):
        load(loaded, file)
    assert [batch.state for batch in keeping.list_batches(loaded)] == ["purged", "active"]


def test_a_key_that_came_before_is_found_in_its_portion_and_across() -> None:
    seen: set[bytes] = {b"a"}

    assert repeated([b"b", b"c"], seen) == ()
    assert repeated([b"d", b"b", b"d", b"e"], seen) == [1, 2]
    assert seen == {b"a", b"b", b"c", b"d", b"e"}
