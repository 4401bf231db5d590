"""The lines of a registry file that were refused, or taken with a doubt, for the importer."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from storage.registry.checking import Fault, Rejected

REPORT = ("baris", "alasan", "nik")
UNPLACED = "DITERIMA, tetapi kelurahannya tidak dikenal: tidak muncul dalam pencarian per kelurahan"
MOST_UNPLACED = 1000
"""So many of them are told by line: in a file whose names are all others the first say it."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that was taken, but in no kelurahan that we know."""

    line: int
    nik: str
    """Masked."""


class Report:
    """The refused lines: number, reason, and the NIK's ends. The file is made when the first
    one comes, for this user only."""

    def __init__(self, path: Path | None, stack: ExitStack) -> None:
        self._wanted, self._stack = path, stack
        self._out: Any = None
        self.path: Path | None = None
        self.faults: Counter[Fault] = Counter()
        self.unplaced = 0

    def write(self, row: Rejected | Unplaced) -> None:
        """Write one down; of those without a kelurahan only the first."""
        if isinstance(row, Rejected):
            self.faults[row.fault] += 1
            self._write(row.line, row.fault.value, row.nik)
        else:
            self.unplaced += 1
            if self.unplaced <= MOST_UNPLACED:
                self._write(row.line, UNPLACED, row.nik)

    def _write(self, line: int, reason: str, nik: str) -> None:
        if self._wanted is None:
            return
        if self._out is None:
            self.path = self._wanted
            self._out = csv.writer(self._stack.enter_context(private(self._wanted)))
            self._out.writerow(REPORT)
        self._out.writerow((line, reason, nik))


def private(path: Path) -> TextIO:
    """A file for writing that only this user may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    return path.open("w", encoding="utf-8-sig", newline="")
