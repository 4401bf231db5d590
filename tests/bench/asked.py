"""What a list asks the database: how many statements, which, and who in the program runs them.

    python -m tests.bench.asked --cases 30000 --database sqlite --into /tmp/small

Fills a database as `tests.bench.million` does, or uses one that was filled by it.
"""

from __future__ import annotations

import argparse
import inspect
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.database import Database
from storage.statements import overheard
from tests.bench.million import Look, city_of, filled_with, house_of, opened, quiet, turns

WIDTH = 60
WARM = 5
"""Turns before it: what the program keeps from one to the next is asked by the first."""
_OURS = re.compile(r"/((?:handlers|storage)/[^.]+)\.py$")


def main() -> int:
    """Fill where needed, and print the statements of each list."""
    quiet()
    parser = argparse.ArgumentParser(prog="python -m tests.bench.asked", description=__doc__)
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--url", default="", help="a database that was filled so, or an empty one")
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "million")
    asked = parser.parse_args()
    with opened(asked.database, asked.into, asked.url) as database:
        city = city_of(database, asked.cases)
        filled_with(database, city)
        for name, look in turns(house_of(database), city).items():
            found = statements_of(database, look)
            print(f"{name}: {len(found)}", *found, sep="\n    ")
    return 0


def statements_of(database: Database, look: Look) -> list[str]:
    """Each statement of one more of these, in their order: its first words, and who ran it."""
    dice = random.Random(2)
    for _ in range(WARM):
        look(dice)
    with named(database) as found:
        look(dice)
    return found


@contextmanager
def named(database: Database) -> Iterator[list[str]]:
    """The statements that are run inside, by whatever way."""
    found: list[str] = []

    def hear(words: str, _values: Any) -> None:
        found.append(f"{' '.join(words.split())[:WIDTH]:{WIDTH}} {_who()}")

    def before(_c: Any, _cursor: Any, words: str, values: Any, _x: Any, _many: bool) -> None:
        hear(words, values)

    event.listen(database.engine, "before_cursor_execute", before)
    try:
        with overheard(database.engine.dialect, hear):
            yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", before)


def _who() -> str:
    """The two places of ours nearest to the database."""
    frame, places = inspect.currentframe(), list[str]()
    while frame is not None and len(places) < 2:
        ours = _OURS.search(frame.f_code.co_filename)
        if ours is not None and ours[1] != "storage/statements":
            places.append(f"{ours[1]}:{frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(places)


if __name__ == "__main__":
    sys.exit(main())
