"""Our product beside its peers, in one run of a load driver.

    DRIVER/bin/python -m tests.bench.beside --driver FOLDER --venvs FOLDER --postgres URL

Given from the repository's root. `--driver` is the folder that holds the driver's package
`bench`; its own interpreter (uvloop, httptools ...) runs this. `--venvs` holds one virtual
environment for each peer. `--postgres` is a server, fsync on, where we may make and drop the
databases `ours_...`; without it only SQLite is measured. Times are in docs/performance.md.

Plans: `main` (every system at 1, 50, 200 residents), `faults` (at 20, each fault of the
driver's), `growth` (1, 2, 4 `web` on PostgreSQL). Nothing of the repository is imported that
the driver's interpreter would not have.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.driven import REPOSITORY, SECRET, System, ours, several
from tests.bench.tables import tables

LONGEST = 120
"""Seconds of one measurement at most."""
PATIENCE = 20
"""Seconds after which an answer counts as lost."""
PLAIN: dict[str, float] = {}


class Comparison:
    """One run over many systems."""

    def __init__(self, args: argparse.Namespace) -> None:
        sys.path.insert(0, str(args.driver))
        self.driver: Any = importlib.import_module("bench.compare")
        self.load: Any = importlib.import_module("bench.load")
        # Ours refuses a secret as short as the driver's.
        vars(self.driver)["SECRET"] = SECRET
        self.args = args
        self.photo = _photo(args)
        self.result: dict[str, list[dict[str, Any]]] = {"main": [], "faults": [], "growth": []}

    def systems(self) -> list[System]:
        """The peers that have an environment, then ours; those of `--only`, where given."""
        peers = [System(spec) for spec in self.driver.PEERS if self._installed(spec)]
        known = [*peers, *ours(self.args.python, self.args.postgres)]
        wanted = self.args.only.split(",") if self.args.only else [one.name for one in known]
        return [one for one in known if one.name in wanted]

    def _installed(self, spec: dict[str, Any]) -> bool:
        return (self.args.venvs / spec.get("venv", "") / "bin").exists() or not spec.get("venv")

    async def main(self) -> None:
        """Every system at every number of residents; the first changes from round to round."""
        systems = self.systems()
        for turn in range(self.args.rounds):
            first = turn % len(systems)
            for system in [*systems[first:], *systems[:first]]:
                await self._play("main", system, self.args.n)

    async def faults(self) -> None:
        """Twenty residents, each fault of the driver's by itself."""
        for system in self.systems():
            for name, (fault, twice) in self.driver.FAULTS.items():
                await self._play("faults", system, [20], name, fault, twice)

    async def growth(self) -> None:
        """More and more `web` processes on one PostgreSQL."""
        for webs in self.args.web:
            system = several(self.args.python, self.args.postgres, webs, "whole")
            await self._play("growth", system, self.args.n)

    async def _play(
        self,
        plan: str,
        system: System,
        residents: list[int],
        fault: str = "",
        faults: dict[str, float] = PLAIN,
        twice: float = 0.0,
    ) -> None:
        """Start it anew, warm it up, measure."""
        cluster = await _emptied(self.args.postgres, system) if system.database else []
        async with self.driver.Bot(system.spec, self.args) as bot:
            self._prepare(bot, system)
            script = self.load.load_script(str(system.talk or self.driver.SCRIPT))
            await bot.run(script, 4, 12, max_seconds=LONGEST, timeout=PATIENCE).go()
            bot.platform.faults.set(**faults)
            for n in residents:
                run = bot.run(script, n, max(n, 8), **self._limits(bot, cluster, fault, twice))
                measured = await run.go()
                about = {"name": system.name, "webs": system.webs, "fault": fault}
                self._keep(plan, {**measured, **about, "state": system.spec.get("state", "")})

    def _limits(self, bot: Any, cluster: list[int], fault: str, twice: float) -> dict[str, Any]:
        settle = bot.spec.get("settle", 0.0)
        return {
            "min_seconds": self.args.seconds,
            "max_seconds": LONGEST,
            "timeout": PATIENCE,
            "dup_rate": twice,
            "redeliver": 2 if fault else 0,
            "settle": max(0.02, settle) if fault else settle,
            "pids": [*bot.pids, *cluster],
        }

    def _prepare(self, bot: Any, system: System) -> None:
        """Status callbacks as Twilio sends them, a photo worth looking at, ports in turn."""
        if bot.spec.get("channel") == "twilio":
            bot.platform.on_status = self.load.status_callbacks(bot.channel)
        bot.platform.photo = lambda name: _marked(self.photo, name)
        if system.webs > 1:
            run, turns = bot.run, itertools.cycle(range(system.webs))
            bot.run = lambda *given, **named: _in_turn(run(*given, **named), bot.port, turns)

    def _keep(self, plan: str, measured: dict[str, Any]) -> None:
        measured["machine_cores"] = measured["other_cores"] + sum(
            measured[name] * measured["turns_per_s"] / 1000
            for name in ("server_cpu_ms_per_turn", "driver_cpu_ms_per_turn")
        )
        self.result[plan].append(measured)
        self.args.out.write_text(json.dumps(self.result, indent=1))
        latency = (measured["latency_ms"] or {}).get("p95")
        print(
            f"{measured['name']} {measured['fault']} n={measured['n']}: "
            f"{measured['turns_per_s']}/s, p95 {latency} ms, "
            f"CPU {measured['server_cpu_ms_per_turn']} ms a turn, lost {measured['lost']}",
            file=sys.stderr,
            flush=True,
        )


def _photo(args: argparse.Namespace) -> bytes:
    """Drawn by the product's interpreter, which can."""
    file = args.scratch / "photo.jpg"
    subprocess.run([args.python, "-m", "tests.bench.photo", file], cwd=REPOSITORY, check=True)
    return bytes(file.read_bytes())


def _marked(photo: bytes, name: str) -> bytes:
    """The same picture with a comment of its own, so that no two files are alike."""
    mark = name.encode()[-64:]
    return photo[:2] + b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark + photo[2:]


def _in_turn(run: Any, first: int, turns: Any) -> Any:
    """A run whose connections go to one port after the other."""
    kind = type(run.pool)
    run.pool.__class__ = type(
        "InTurn",
        (kind,),
        {"port": property(lambda _pool: first + next(turns), lambda _pool, _port: None)},
    )
    return run


async def _emptied(postgres: str, system: System) -> list[int]:
    """The database made anew; the server's process, where it runs on this machine."""
    asyncpg = importlib.import_module("asyncpg")
    name = system.database.rsplit("/", 1)[1]
    connection = await asyncpg.connect(f"{postgres.rstrip('/')}/postgres")
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{name}"')
        folder = Path(await connection.fetchval("SHOW data_directory"))
    finally:
        await connection.close()
    pid = folder / "postmaster.pid"
    return [int(pid.read_text().split()[0])] if pid.is_file() else []


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our product beside its peers, in one run.")
    parser.add_argument("--driver", type=Path, required=True, help="folder of the package `bench`")
    parser.add_argument("--venvs", type=Path, required=True, help="one folder for each peer")
    parser.add_argument("--python", type=Path, default=REPOSITORY / ".venv/bin/python")
    parser.add_argument("--postgres", default="", help="postgresql://user@host:port")
    parser.add_argument("--plan", default="main,faults,growth")
    parser.add_argument("--only", default="", help="names of systems")
    parser.add_argument("--n", default="1,50,200", help="residents")
    parser.add_argument("--web", default="1,2,4", help="web processes of `growth`")
    parser.add_argument("--seconds", type=float, default=6.0, help="of a measurement at least")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--scratch", type=Path, default=Path("bench-scratch"))
    parser.add_argument("--out", type=Path, default=Path("bench-result.json"))
    parser.add_argument("--keep", action="store_true", help="keep what the systems stored")
    args = parser.parse_args()
    args.n, args.web = ([int(one) for one in text.split(",")] for text in (args.n, args.web))
    args.scratch = args.scratch.resolve()
    args.scratch.mkdir(parents=True, exist_ok=True)
    return args


def main() -> None:
    """Measure what was asked for and print the tables."""
    args = _asked()
    comparison = Comparison(args)
    importlib.import_module("uvloop").install()
    plans = {name: getattr(comparison, name) for name in ("main", "faults", "growth")}
    for name in args.plan.split(","):
        if name != "growth" or args.postgres:
            asyncio.run(plans[name]())
    print(tables(comparison.result))


if __name__ == "__main__":
    main()
