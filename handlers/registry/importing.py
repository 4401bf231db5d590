"""Loading a file of the registry: read, checked, sealed, compared, and only then asked.

    the file -> lines -> rows (or refused, each with its line and reason in a report)
    -> the database, a little at a time -> compared with the batch before -> active

A batch that was interrupted is never asked; the next import clears it away.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy.orm import Session

from flows.masking import mask_numbers
from handlers.house import House
from handlers.refused import Refused
from storage import areas, staff
from storage.database import Database
from storage.registry import batches, loading, looking, presets, reading
from storage.registry.batches import Change, Counts
from storage.registry.checking import Checker, Fault, Rejected
from storage.registry.packing import PURPOSE, row_id
from storage.tables import RegistryBatch

ALIVE = timedelta(minutes=5)
"""A batch that was not touched for so long is not being loaded any more."""
REPORT = ("baris", "alasan", "nik")
CHANGES = ("perubahan", "nik", "nama", "kelurahan", "desil_lama", "desil_baru", "id_dtks")
_WORDS: Mapping[Change, str] = {"new": "baru", "gone": "hilang", "decile": "desil berubah"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the importer said of a file."""

    path: Path
    as_of: date
    importer: str
    preset: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    period: str = ""
    report: Path | None = None
    """Where the refused lines are written."""
    dry_run: bool = False
    again: bool = False
    """Load it although the same file is active."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    batch_id: int
    """0 for a dry run."""
    preset: str
    register: str
    rows: int
    rejected: Mapping[Fault, int]
    unplaced: int
    """Rows whose kelurahan is not known: they are listed, but no kelurahan's search finds
    them."""
    report: Path | None
    counts: Counts | None
    longest: float
    """Seconds of the longest transaction."""


Progress = Callable[[int, int], None]
"""Told how far it is, and of how much."""


def import_file(house: House, wanted: Wanted, progress: Progress) -> Imported:
    """Load a file. Raises Refused for one that cannot be read, or nothing in it can."""
    if not wanted.path.is_file():
        raise Refused("There is no such file.")
    if not wanted.dry_run:
        _clear_away(house)
    file_hash = reading.hashed(wanted.path)
    _refuse_the_same(house, file_hash, wanted)
    try:
        with ExitStack() as stack:
            source = stack.enter_context(reading.opened(wanted.path))
            columns = presets.mapped(source.headers, wanted.preset, wanted.columns)
            report = _Report(wanted.report, stack)
            return _load(house, wanted, file_hash, source, columns, report, progress)
    except presets.Unmapped as wrong:
        raise Refused(str(wrong)) from None


def _load(
    house: House,
    wanted: Wanted,
    file_hash: str,
    source: reading.Source,
    columns: presets.Columns,
    report: _Report,
    progress: Progress,
) -> Imported:
    checker = _checker(house, columns, numeric=source.numeric)
    if wanted.dry_run:
        rows, unplaced = _dry(checker, source, report, progress)
        return Imported(0, columns.preset, columns.register, rows, report.faults, unplaced,
                        report.path, None, 0.0)  # fmt: skip
    batch_id = _begin(house, wanted, file_hash, columns)
    try:
        loaded = loading.Loading(house.database, batch_id, _toucher(house))
        unplaced = _fill(loaded, checker, source, report, progress)
        _refuse_nothing(loaded.count)
        counts = _activate(house, batch_id, loaded.count, sum(report.faults.values()))
    except BaseException:
        loading.record(house.database, batch_id, state="failed")
        loading.empty(house.database, batch_id)
        loading.record(house.database, batch_id, state="purged")
        raise
    return Imported(batch_id, columns.preset, columns.register, loaded.count, report.faults,
                    unplaced, report.path, counts, loaded.pace.longest)  # fmt: skip


def _refuse_nothing(count: int) -> None:
    if not count:
        raise Refused("Not one line could be taken; the report says why.")


def _checker(house: House, columns: presets.Columns, *, numeric: bool) -> Checker:
    with house.database.read() as session:
        city = areas.city(session, house.city_code)
    hashed = house.database.keys.blinder(PURPOSE)
    return Checker(columns, city, hashed, numeric=numeric)


def _fill(
    loaded: loading.Loading,
    checker: Checker,
    source: reading.Source,
    report: _Report,
    progress: Progress,
) -> int:
    unplaced = 0
    check, add = checker.check, loaded.add
    for count, (line, cells) in enumerate(source.lines):
        row = check(line, cells)
        if isinstance(row, Rejected):
            report.refuse(row)
        elif not add(row):
            report.refuse(Rejected(line, Fault.TWICE, checker.masked(cells)))
        elif not row.village:
            unplaced += 1
        if not count & 0x3FFF:
            progress(source.done(), source.size)
    loaded.finish()
    progress(source.size, source.size)
    return unplaced


def _dry(
    checker: Checker, source: reading.Source, report: _Report, progress: Progress
) -> tuple[int, int]:
    seen: set[bytes] = set()
    unplaced = 0
    for count, (line, cells) in enumerate(source.lines):
        row = checker.check(line, cells)
        if isinstance(row, Rejected):
            report.refuse(row)
        elif row.key in seen:
            report.refuse(Rejected(line, Fault.TWICE, checker.masked(cells)))
        else:
            seen.add(row.key)
            unplaced += not row.village
        if not count & 0x3FFF:
            progress(source.done(), source.size)
    progress(source.size, source.size)
    return len(seen), unplaced


class _Report:
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


def _begin(house: House, wanted: Wanted, file_hash: str, columns: presets.Columns) -> int:
    now = house.clock()
    with house.database.write() as session:
        batch = RegistryBatch(
            register=columns.register,
            source=wanted.source or columns.source,
            period=wanted.period,
            as_of=wanted.as_of.isoformat(),
            preset=columns.preset,
            file_hash=file_hash,
            importer=wanted.importer,
            state="loading",
            started_at=now,
            touched_at=now,
        )
        session.add(batch)
        session.flush()
        return batch.id


def _toucher(house: House) -> Callable[[Session, RegistryBatch], None]:
    def touch(_session: Session, batch: RegistryBatch) -> None:
        batch.touched_at = house.clock()

    return touch


def _activate(house: House, batch_id: int, rows: int, rejected: int) -> Counts:
    """Compare with the batch before, then switch: the comparison reads only."""
    with house.database.read() as session:
        batch = session.get_one(RegistryBatch, batch_id)
        before = batches.active(session, batch.register)
        counts = batches.counted(session, before.id if before else None, batch_id)
    with house.database.write() as session:
        batch = session.get_one(RegistryBatch, batch_id)
        batch.row_count, batch.rejected = rows, rejected
        batch.fresh, batch.gone = counts.fresh, counts.gone
        batch.decile_changed = counts.decile_changed
        batches.switch(session, batch, house.clock())
        staff.note(session, "registry_imported", "registry_batch", batch_id, house.clock())
    _look_over(house.database)
    return counts


def _look_over(database: Database) -> None:
    """PostgreSQL plans badly for tables it has not looked at since a million rows came."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as one:
            for table in ("registry_key", "registry_row", "registry_names"):
                one.exec_driver_sql(f"VACUUM (ANALYZE) {table}")


def _clear_away(house: House) -> None:
    """What was interrupted; two imports at once are refused."""
    since = house.clock() - ALIVE
    with house.database.read() as session:
        busy = batches.at_work(session, since)
        dead = [batch.id for batch in batches.interrupted(session, since)]
    if busy is not None:
        raise Refused(f"Batch {busy.id} is being loaded by {busy.importer}. Wait until it is done.")
    for batch_id in dead:
        loading.empty(house.database, batch_id)
        loading.record(house.database, batch_id, state="purged")


def _refuse_the_same(house: House, file_hash: str, wanted: Wanted) -> None:
    with house.database.read() as session:
        same = [b.id for b in batches.actives(session) if b.file_hash == file_hash]
    if same and not (wanted.again or wanted.dry_run):
        raise Refused(f"This very file is active already as batch {same[0]}. Add --again to load.")


def list_batches(house: House) -> Sequence[RegistryBatch]:
    """Every batch, the newest first."""
    with house.database.read() as session:
        return batches.all_of(session)


def roll_back(house: House, batch_id: int) -> int | None:
    """Ask the batch before again, and delete the rows of this one; which is asked now, or none.

    Raises Refused when it is not active.
    """
    with house.database.write() as session:
        batch = session.get(RegistryBatch, batch_id)
        if batch is None or batch.state != "active":
            raise Refused(f"Batch {batch_id} is not active. See `sambung registry batches`.")
        before = batches.take_back(session, batch)
        staff.note(session, "registry_rolled_back", "registry_batch", batch_id, house.clock())
        now_asked = before.id if before else None
    loading.empty(house.database, batch_id)
    return now_asked


def purge(house: House, older_than: timedelta) -> list[int]:
    """Delete the rows of batches that have not been asked for so long; which."""
    with house.database.read() as session:
        old = [b.id for b in batches.out_of_use(session, house.clock() - older_than)]
    for batch_id in old:
        loading.empty(house.database, batch_id)
        loading.record(house.database, batch_id, state="purged")
    return old


def difference(house: House, batch_id: int | None) -> tuple[RegistryBatch, RegistryBatch | None]:
    """A batch (the active one where none is named) and the one before it. Raises Refused."""
    with house.database.read() as session:
        batch = session.get(RegistryBatch, batch_id) if batch_id else batches.active(session)
        if batch is None:
            raise Refused("There is no such batch. See `sambung registry batches`.")
        before = session.get(RegistryBatch, batch.previous_id) if batch.previous_id else None
        return batch, before


def write_difference(house: House, old: int, new: int, path: Path) -> int:
    """Every row that is new, gone or in another decile, with its NIK masked; how many."""
    count = 0
    with ExitStack() as stack:
        out = csv.writer(stack.enter_context(private(path)))
        session = stack.enter_context(house.database.read())
        out.writerow(CHANGES)
        for what in _WORDS:
            for line in _lines(session, old, new, what):
                out.writerow(line)
                count += 1
    return count


def _lines(session: Session, old: int, new: int, what: Change) -> Iterator[tuple[str, ...]]:
    for before, after in batches.changed(session, old, new, what):
        was = looking.row(session, row_id(old, before)) if what != "new" else None
        now = looking.row(session, row_id(new, after)) if what != "gone" else None
        shown = now or was
        if shown is None:
            continue
        yield (
            _WORDS[what],
            mask_numbers(shown.nik),
            shown.name,
            shown.village,
            was.decile if was else "",
            now.decile if now else "",
            shown.registry_id,
        )
