"""The lines of a registry file that were refused, in a file for the importer."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from storage.registry.checking import Fault, Rejected

REPORT = ("baris", "alasan", "nik")


class Report:
    """The refused lines: number, reason, and the NIK's ends. The file is made when the first
    one comes, for this user only."""

    def __init__(self, path: Path | None, stack: ExitStack) -> None:
        self._wanted, self._stack = path, stack
        self._out: Any = None
        self.path: Path | None = None
        self.faults: Counter[Fault] = Counter()

    def refuse(self, row: Rejected) -> None:
        """Write one down."""
        self.faults[row.fault] += 1
        if self._wanted is None:
            return
        if self._out is None:
            self.path = self._wanted
            self._out = csv.writer(self._stack.enter_context(private(self._wanted)))
            self._out.writerow(REPORT)
        self._out.writerow((row.line, row.fault.value, row.nik))


def private(path: Path) -> TextIO:
    """A file for writing that only this user may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    return path.open("w", encoding="utf-8-sig", newline="")
