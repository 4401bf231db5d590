"""The tables of a comparison, in Markdown: `python -m tests.bench.tables RESULT.json`."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Run = dict[str, Any]
Cell = Callable[[list[Run]], str]


def tables(result: dict[str, list[Run]]) -> str:
    """All that were measured; medians over the rounds."""
    drawn = (_main(result["main"]), _faults(result["faults"]), _growth(result["growth"]))
    return "\n\n".join(table for table in drawn if table)


def _main(runs: list[Run]) -> str:
    columns: dict[str, Cell] = {
        "state each turn": lambda some: str(some[0]["state"]),
        "turns/s": _median("turns_per_s"),
        "p95 ms": lambda some: _number(
            run["latency_ms"]["p95"] for run in some if run["latency_ms"]
        ),
        "CPU ms a turn": _median("server_cpu_ms_per_turn", 2),
        "lost": _sum("lost"),
        "doubled": _sum("duplicates", "late_duplicates"),
        "double tickets": _sum("double_tickets"),
        "others, cores": _median("other_cores", 2),
    }
    return _table(runs, ("n", "name"), ("residents", "system"), columns)


def _faults(runs: list[Run]) -> str:
    columns: dict[str, Cell] = {
        "finished": lambda some: f"{_total(some, 'completed')} of {_total(some, 'dialogs')}",
        "turns/s": _median("turns_per_s"),
        "lost": _sum("lost", "unexpected"),
        "doubled": _sum("duplicates", "late_duplicates"),
        "double tickets": _sum("double_tickets"),
    }
    return _table(runs, ("fault", "name"), ("fault", "system"), columns)


def _growth(runs: list[Run]) -> str:
    columns: dict[str, Cell] = {
        "turns/s": _median("turns_per_s"),
        "p95 ms": lambda some: _number(
            run["latency_ms"]["p95"] for run in some if run["latency_ms"]
        ),
        "CPU ms a turn": _median("server_cpu_ms_per_turn", 2),
        "busy cores in all": _median("machine_cores", 2),
        "lost": _sum("lost"),
        "doubled": _sum("duplicates", "late_duplicates"),
    }
    return _table(runs, ("n", "webs"), ("residents", "web processes"), columns)


def _table(
    runs: list[Run], keys: Sequence[str], heads: Sequence[str], columns: dict[str, Cell]
) -> str:
    if not runs:
        return ""
    rows: dict[tuple[Any, ...], list[Run]] = {}
    for run in runs:
        rows.setdefault(tuple(run[key] for key in keys), []).append(run)
    lines = [[*heads, *columns], ["---"] * (len(heads) + len(columns))]
    lines += [
        [*map(str, key), *(cell(some) for cell in columns.values())] for key, some in rows.items()
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _median(name: str, digits: int = 0) -> Cell:
    return lambda some: _number((run[name] for run in some), digits)


def _sum(*names: str) -> Cell:
    return lambda some: str(sum(_total(some, name) for name in names))


def _total(some: list[Run], name: str) -> int:
    return sum(run[name] for run in some)


def _number(values: Iterable[float | None], digits: int = 0) -> str:
    known = [value for value in values if value is not None]
    return f"{statistics.median(known):.{digits}f}" if known else "-"


if __name__ == "__main__":
    print(tables(json.loads(Path(sys.argv[1]).read_text())))
