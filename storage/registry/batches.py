"""Batches of the registry: which one is active, what differs between two, and taking one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, and_, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from storage.registry.presets import REGISTRY
from storage.tables import RegistryBatch, RegistryKey

Change = Literal["new", "gone", "decile"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What differs between two batches."""

    fresh: int
    gone: int
    decile_changed: int


def active(session: Session, register: str = REGISTRY) -> RegistryBatch | None:
    """The batch that is asked."""
    mine = select(RegistryBatch).where(
        RegistryBatch.register == register, RegistryBatch.state == "active"
    )
    return session.scalar(mine)


def actives(session: Session) -> Sequence[RegistryBatch]:
    """The active batch of every register."""
    return session.scalars(select(RegistryBatch).where(RegistryBatch.state == "active")).all()


def all_of(session: Session) -> Sequence[RegistryBatch]:
    """Every batch, the newest first."""
    return session.scalars(select(RegistryBatch).order_by(RegistryBatch.id.desc())).all()


def switch(session: Session, batch: RegistryBatch, now: datetime) -> None:
    """Ask this batch from now on; the one before is kept to go back to."""
    before = active(session, batch.register)
    if before is not None and before.id != batch.id:
        before.state = "replaced"
        session.flush()
        batch.previous_id = before.id
    batch.state, batch.activated_at = "active", now
    session.flush()


def take_back(session: Session, batch: RegistryBatch) -> RegistryBatch | None:
    """Ask the batch before again, where its rows are still there; it, or none."""
    batch.state = "rolled_back"
    session.flush()
    before = session.get(RegistryBatch, batch.previous_id) if batch.previous_id else None
    if before is None or before.state != "replaced":
        return None
    before.state = "active"
    session.flush()
    return before


def interrupted(session: Session, before: datetime) -> Sequence[RegistryBatch]:
    """Batches whose loading ended in the middle: nothing was heard of them since then."""
    return session.scalars(
        select(RegistryBatch).where(
            RegistryBatch.state == "loading", RegistryBatch.touched_at < before
        )
    ).all()


def at_work(session: Session, since: datetime) -> RegistryBatch | None:
    """A batch that is being loaded right now."""
    return session.scalars(
        select(RegistryBatch).where(
            RegistryBatch.state == "loading", RegistryBatch.touched_at >= since
        )
    ).first()


def out_of_use(session: Session, before: datetime) -> Sequence[RegistryBatch]:
    """Batches that have not been asked since then and still have rows."""
    return session.scalars(
        select(RegistryBatch).where(
            RegistryBatch.state.in_(("replaced", "rolled_back", "failed")),
            func.coalesce(RegistryBatch.activated_at, RegistryBatch.started_at) < before,
        )
    ).all()


def counted(session: Session, old_id: int | None, new_id: int) -> Counts:
    """How many are new, gone, and in another decile. Both batches are gone through once, side by
    side: what is in both tells what is in one only."""
    total = _size(session, new_id)
    if old_id is None:
        return Counts(total, 0, 0)
    old, new = aliased(RegistryKey), aliased(RegistryKey)
    same = and_(old.batch_id == old_id, old.nik_key == new.nik_key)
    moved = func.count().filter(old.mark != new.mark)
    both = select(func.count(), moved).select_from(new).join(old, same)
    common, changed_decile = session.execute(both.where(new.batch_id == new_id)).one()
    return Counts(total - common, _size(session, old_id) - common, changed_decile)


def _size(session: Session, batch_id: int) -> int:
    return session.scalar(select(func.count()).where(RegistryKey.batch_id == batch_id)) or 0


def changed(session: Session, old_id: int, new_id: int, what: Change) -> Iterator[tuple[int, int]]:
    """Numbers of the rows that differ: in the old batch and in the new one, 0 where there is
    none."""
    rows = session.execute(_changed(old_id, new_id, what).execution_options(yield_per=5000))
    for one, other in rows:
        yield (one or 0, other or 0)


def _changed(old_id: int, new_id: int, what: str) -> Select[Any, Any]:
    old, new = aliased(RegistryKey), aliased(RegistryKey)
    if what == "decile":
        same = and_(old.batch_id == old_id, old.nik_key == new.nik_key, old.mark != new.mark)
        return select(old.number, new.number).join(old, same).where(new.batch_id == new_id)
    mine, other, here, there = (
        (new, old, new_id, old_id) if what == "new" else (old, new, old_id, new_id)
    )
    known = exists().where(other.batch_id == there, other.nik_key == mine.nik_key)
    numbers = (
        (func.nullif(mine.number, mine.number), mine.number)
        if what == "new"
        else (mine.number, func.nullif(mine.number, mine.number))
    )
    return select(*numbers).where(mine.batch_id == here, ~known)


def touch(session: Session, batch_id: int, now: datetime) -> None:
    """It is still being loaded."""
    session.execute(
        update(RegistryBatch).where(RegistryBatch.id == batch_id).values(touched_at=now)
    )
