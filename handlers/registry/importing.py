"""Loading a file of the registry: read, checked, sealed, compared, and only then asked.

    the file -> lines -> rows (or refused, each with its line and reason in a report)
    -> the database, a little at a time -> compared with the batch before -> active

A batch that was interrupted is never asked; the next import clears it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path

from sqlalchemy.orm import Session

from handlers.house import House
from handlers.refused import Refused
from handlers.registry.refusing import Report, Unplaced
from storage import areas, staff
from storage.database import Database
from storage.registry import batches, crew, filling, loading, presets, reading
from storage.registry.batches import Counts
from storage.registry.checking import Fault, Rejected
from storage.registry.packing import PURPOSE, WHERE
from storage.registry.portions import Sheaf, Task
from storage.tables import RegistryBatch

ALIVE = timedelta(minutes=5)
"""A batch that was not touched for so long is not being loaded any more."""


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
    processes: int | None = None
    """How many check lines beside this one; by the file's size and the machine if none."""


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
    try:
        with ExitStack() as stack:
            heads = partial(presets.heads, preset=wanted.preset, named=wanted.columns)
            source = stack.enter_context(reading.opened(wanted.path, heads))
            columns = presets.mapped(source.headers, wanted.preset, wanted.columns)
            report = Report(wanted.report, stack)
            task = _task(house, columns, source, seal=not wanted.dry_run)
            sheaves = stack.enter_context(crew.checked(task, source.portions, _processes(wanted)))
            given = _Given(columns, source, _told(sheaves, source, progress), report)
            return _dry(given) if wanted.dry_run else _load(house, wanted, given)
    except presets.Unmapped as wrong:
        raise Refused(str(wrong)) from None
    except crew.Ended as ended:
        raise Refused("A process that checks lines was ended. Is there memory for it?") from ended


@dataclass(frozen=True, slots=True)
class _Given:
    """The file while it is read."""

    columns: presets.Columns
    source: reading.Source
    sheaves: Iterator[Sheaf]
    report: Report

    def imported(self, batch_id: int, rows: int) -> Imported:
        """What became of it, without the comparison."""
        report = self.report
        return Imported(batch_id, self.columns.preset, self.columns.register, rows,
                        report.faults, report.unplaced, report.path, None, 0.0)  # fmt: skip


def _load(house: House, wanted: Wanted, given: _Given) -> Imported:
    _clear_away(house)
    # Meanwhile the first lines are checked.
    file_hash = reading.hashed(wanted.path)
    _refuse_the_same(house, file_hash, wanted)
    batch_id = _begin(house, wanted, file_hash, given.columns)
    try:
        with filling.opened(house.database) as tables:
            loaded = loading.Loading(house.database, tables, batch_id, _toucher(house))
            _fill(loaded, given)
        _refuse_nothing(loaded.count, given.report)
        counts = _activate(house, batch_id, loaded.count, sum(given.report.faults.values()))
    except BaseException:
        loading.record(house.database, batch_id, state="failed")
        loading.empty(house.database, batch_id)
        loading.record(house.database, batch_id, state="purged")
        raise
    done = given.imported(batch_id, loaded.count)
    return replace(done, counts=counts, longest=tables.pace.longest)


def _refuse_nothing(count: int, report: Report) -> None:
    if not count and not report.faults:
        raise Refused("No line stands below the headers.")
    if not count:
        raise Refused(f"Not one line could be taken; {report.path or 'the report'} says why.")


def _task(house: House, columns: presets.Columns, source: reading.Source, *, seal: bool) -> Task:
    with house.database.read() as session:
        city = areas.city(session, house.city_code)
    keys = house.database.keys.bulk(WHERE, PURPOSE)
    return Task(columns, city, keys, numeric=source.numeric, seal=seal)


def _processes(wanted: Wanted) -> int:
    if wanted.processes is None:
        return crew.processes_for(wanted.path.stat().st_size)
    return wanted.processes


def _told(sheaves: Iterator[Sheaf], source: reading.Source, progress: Progress) -> Iterator[Sheaf]:
    for sheaf in sheaves:
        yield sheaf
        progress(source.done(), source.size)
    progress(source.size, source.size)


def _fill(loaded: loading.Loading, given: _Given) -> None:
    head = given.source.head
    for sheaf in given.sheaves:
        twice = loaded.add(sheaf)
        head = _report(sheaf, twice, head, given.report)
    loaded.finish()


def _dry(given: _Given) -> Imported:
    seen: set[bytes] = set()
    head = given.source.head
    for sheaf in given.sheaves:
        twice = loading.repeated(sheaf.keys, seen)
        head = _report(sheaf, twice, head, given.report)
    return given.imported(0, len(seen))


def _report(sheaf: Sheaf, twice: Sequence[int], head: int, report: Report) -> int:
    """Write down what was refused of a sheaf that begins behind line `head`, and what stands in
    no kelurahan; where it ends.

    Raises Unmapped where a line is not CSV at all.
    """
    again = [Rejected(sheaf.taken[row], Fault.TWICE, sheaf.masked(row)) for row in twice]
    nowhere = sheaf.places.get("")
    unplaced = set(nowhere.rows).difference(twice) if nowhere else set()
    odd = [Unplaced(sheaf.taken[row], sheaf.masked(row)) for row in unplaced]
    told: list[Rejected | Unplaced] = [*sheaf.refused, *again, *odd]
    for one in sorted(told, key=attrgetter("line")):
        report.write(replace(one, line=head + one.line))
    if sheaf.broken:
        raise presets.Unmapped(f"The file cannot be read at line {head + sheaf.lines}: "
                               f"{sheaf.broken}. Is a quotation mark missing?")  # fmt: skip
    return head + sheaf.lines


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
    _look_over(house.database)
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
