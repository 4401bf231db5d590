"""Every fault by name, and a table of what came of it.

    python -m tests.kill.faults --database sqlite --into faults.jsonl
    python -m tests.kill.faults --database postgresql --only cut --into faults.jsonl

Each scenario is written to the file as it ends; the same command goes on where an earlier one
stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kill.__main__ import BAD, database
from tests.kill.counting import Count, counted
from tests.kill.scenarios import SCENARIOS, Scenario
from tests.kill.stage import Stage
from tests.kill.trial import settle
from tests.story import parts
from tests.story.town import Town

VILLAGES = ("Wates", "Kedundung", "Mentikan", "Miji")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one scenario."""

    talks: int
    count: Count
    parked: int


def played(scenario: Scenario, folder: Path, database_url: str, *, small: bool) -> Outcome:
    """Four residents report while it happens; then everything is counted."""
    with Stage(folder, database_url, scenario.pace) as stage:
        with ThreadPoolExecutor(len(VILLAGES)) as pool:
            people = [_resident(stage.town, village) for village in VILLAGES]
            talks = [
                pool.submit(parts.complains, person, village)
                for person, village in zip(people, VILLAGES, strict=True)
            ]
            scenario.trouble(stage, small)
            tickets = [talk.result() for talk in talks]
        stage.well_again()
        settle(stage.town)
        count = counted(stage.town, tickets, ("open", "screened"))
        parked = [words for words in count.lost if words.endswith(" is parked")]
        if len(parked) == stage.to_be_parked:
            count.lost = [words for words in count.lost if words not in parked]
    return Outcome(len(tickets), count, len(parked))


def _resident(town: Town, village: str) -> parts.Resident:
    """On WhatsApp and on Telegram by turns."""
    name = f"Warga {village} Contoh"
    if VILLAGES.index(village) % 2:
        return town.platforms.telegram_person(name)
    return town.platforms.whatsapp_person(name)


def main() -> int:
    """Do what is not done yet, print the table; 1 if anything was lost, doubled, disordered."""
    asked = _asked()
    done = {one["scenario"] for one in _done(asked.into, asked.database)}
    for scenario in SCENARIOS:
        wanted = asked.database in scenario.databases and asked.only in ("", scenario.name)
        if not wanted or scenario.name in done:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, database(asked.database, folder) as url:
            outcome = played(scenario, Path(folder), url, small=asked.small)
        _write(asked.into, asked.database, scenario.name, outcome, time.monotonic() - began)
        print(f"{scenario.name}: {outcome.count.faults}", flush=True)
    found = _done(asked.into, asked.database)
    print(table(asked.database, found))
    return int(any(one[bad] for one in found for bad in BAD))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kill.faults", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--only", default="", help="one scenario's name")
    parser.add_argument("--small", action="store_true", help="less of each trouble")
    parser.add_argument("--into", type=Path, default=Path("faults.jsonl"))
    return parser.parse_args()


def _write(into: Path, kind: str, name: str, outcome: Outcome, seconds: float) -> None:
    count = outcome.count
    line = {
        "database": kind,
        "scenario": name,
        "talks": outcome.talks,
        "incoming": count.incoming,
        "outgoing": count.outgoing,
        "lost": len(count.lost),
        "doubled": len(count.doubled),
        "disordered": len(count.disordered),
        "repeated": len(count.repeated),
        "parked": outcome.parked,
        "seconds": round(seconds),
    }
    with into.open("a") as file:
        file.write(json.dumps(line) + "\n")


def _done(into: Path, kind: str) -> list[dict[str, Any]]:
    lines = into.read_text().splitlines() if into.exists() else []
    return [one for one in map(json.loads, lines) if one["database"] == kind]


def table(kind: str, done: list[dict[str, Any]]) -> str:
    """Every scenario of one database, as Markdown."""
    what = {scenario.name: scenario.what for scenario in SCENARIOS}
    columns = ("incoming", "outgoing", *BAD, "repeated", "parked")
    rows = [
        f"| {what[one['scenario']]} | {' | '.join(str(one[name]) for name in columns)} |"
        for one in done
    ]
    return "\n".join(
        [f"| {kind} | {' | '.join(columns)} |", "|---" * (1 + len(columns)) + "|", *rows]
    )


if __name__ == "__main__":
    sys.exit(main())
