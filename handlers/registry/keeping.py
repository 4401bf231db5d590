"""Batches that were loaded: which there are, what differs, taking one back, deleting old ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from flows.masking import mask_numbers
from handlers.house import House
from handlers.refused import Refused
from handlers.registry.refusing import private
from storage import staff
from storage.registry import batches, loading, looking
from storage.registry.batches import Change
from storage.registry.packing import row_id
from storage.tables import RegistryBatch

CHANGES = ("perubahan", "nik", "nama", "kelurahan", "desil_lama", "desil_baru", "id_dtks")
_WORDS: Mapping[Change, str] = {"new": "baru", "gone": "hilang", "decile": "desil berubah"}


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
