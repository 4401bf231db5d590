"""Many kills, and a table of what came of them.

    python -m tests.kill --kills 200 --database sqlite --workers 3 --seed 1 --into kills.jsonl

The kills are done in stories of 50, each with a town, a database and a seed of its own. Each
story is written to the file as it ends; the same command goes on where an earlier one stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from storage.database import connect
from storage.migrate import migrate
from storage.secrets import Keyring
from tests import postgres
from tests.kill.killing import POINTS
from tests.kill.trial import Trial, trial
from tests.story.town import KEYS

STORY = 5 * len(POINTS)
"""Kills in one story: five at each point."""
BAD = ("lost", "doubled", "disordered")


def main() -> int:
    """Do what is not done yet, print the table; 1 if anything was lost, doubled, disordered."""
    asked = _asked()
    wanted = _chunks(asked.kills)
    for number, kills in enumerate(wanted):
        seed = asked.seed + number
        if any(one["seed"] == seed for one in _done(asked)):
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, database(asked.database, folder) as url:
            result = trial(Path(folder), url, kills, seed, asked.workers, split=asked.split)
        _write(asked, result, time.monotonic() - began)
        print(f"seed {seed}: {sum(result.hits.values())} kills, faults {result.count.faults}")
    done = _done(asked)
    print(table(f"{asked.database}, {asked.workers}{' and web' if asked.split else ''}", done))
    return int(any(one[bad] for one in done for bad in BAD))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=STORY)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--split", action="store_true", help="one web, and so many that work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=Path("kills.jsonl"))
    return parser.parse_args()


def _chunks(kills: int) -> Iterator[dict[str, int]]:
    """The kills of each story, spread evenly over the points."""
    while kills > 0:
        now = min(kills, STORY)
        share, rest = divmod(now, len(POINTS))
        yield {point: share + (place < rest) for place, point in enumerate(POINTS)}
        kills -= now


@contextmanager
def database(kind: str, folder: str) -> Iterator[str]:
    """An empty, migrated database of that kind."""
    if kind == "sqlite":
        yield _migrated(f"sqlite:///{folder}/sambung.db")
        return
    run = uuid4().hex
    with (
        postgres.watched(run),
        postgres.server(run) as server,
        postgres.made(server, f"kills_{run[:12]}") as url,
    ):
        yield _migrated(url)


def _migrated(url: str) -> str:
    opened = connect(url, Keyring.from_secrets(KEYS))
    migrate(opened)
    opened.close()
    return url


def _write(asked: argparse.Namespace, result: Trial, seconds: float) -> None:
    count = asdict(result.count)
    line = {
        "database": asked.database,
        "workers": asked.workers,
        "split": asked.split,
        "seed": result.seed,
        "hits": result.hits,
        "talks": result.talks,
        "incoming": count.pop("incoming"),
        "outgoing": count.pop("outgoing"),
        **{name: len(sentences) for name, sentences in count.items()},
        "seconds": round(seconds),
    }
    with asked.into.open("a") as file:
        file.write(json.dumps(line) + "\n")


def _done(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Stories of this kind that were played before."""
    lines = asked.into.read_text().splitlines() if asked.into.exists() else []
    kind = (asked.database, asked.workers, asked.split)
    stories = map(json.loads, lines)
    return [
        one for one in stories if (one["database"], one["workers"], one.get("split", False)) == kind
    ]


def table(kind: str, done: list[dict[str, Any]]) -> str:
    """All stories of one database and number of workers together, as Markdown."""
    hits: Counter[str] = Counter()
    for one in done:
        hits.update(one["hits"])
    total = {
        name: sum(one[name] for one in done)
        for name in ("talks", "incoming", "outgoing", *BAD, "repeated", "seconds")
    }
    rows = [f"| killed {point} | {hits[point]} |" for point in POINTS]
    rows += [f"| {name} | {number} |" for name, number in total.items()]
    return "\n".join([f"| {kind} | |", "|---|---|", f"| kills | {hits.total()} |", *rows])


if __name__ == "__main__":
    sys.exit(main())
