"""The row of a NIK: two looks by primary key, and one seal opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.columns import keys_of
from storage.people import blind
from storage.registry import batches
from storage.registry.packing import KEY, PURPOSE, WHERE, Benefit, Entry, row_id, unpack
from storage.registry.presets import REGISTRY
from storage.tables import RegistryKey, RegistryRow


@dataclass(frozen=True, slots=True)
class Found:
    """What the city's registry says of one NIK."""

    entry: Entry | None
    """None: not listed."""
    benefits: tuple[Benefit, ...]
    """Also from lists of single programs."""
    source: str
    as_of: date


def key_of(session: Session, nik: str) -> str:
    """The NIK's keyed hash, hex, as a person's row has it."""
    return blind(session, nik, PURPOSE)


def look_up(session: Session, nik_key: str) -> Found | None:
    """What the active batches say of whoever has this keyed hash; none while nothing is
    loaded."""
    entry: Entry | None = None
    benefits: list[Benefit] = []
    told: tuple[str, date] | None = None
    for batch in batches.actives(session):
        row = _row(session, batch.id, bytes.fromhex(nik_key)[:KEY])
        if batch.register == REGISTRY:
            entry, told = row, (batch.source, date.fromisoformat(batch.as_of))
        if row is not None:
            benefits.extend(row.benefits)
    if told is None:
        return None
    return Found(entry, tuple(_once(benefits)), *told)


def row(session: Session, row_number: int) -> Entry | None:
    """The row at that place."""
    sealed = session.scalar(select(RegistryRow.sealed).where(RegistryRow.id == row_number))
    return _open(session, sealed) if sealed is not None else None


def _row(session: Session, batch_id: int, key: bytes) -> Entry | None:
    number = session.scalar(
        select(RegistryKey.number).where(
            RegistryKey.batch_id == batch_id, RegistryKey.nik_key == key
        )
    )
    return row(session, row_id(batch_id, number)) if number is not None else None


def _open(session: Session, sealed: bytes) -> Entry:
    return unpack(keys_of(session.get_bind().dialect).open(sealed, WHERE))


def _once(benefits: list[Benefit]) -> Iterator[Benefit]:
    """One line a program; an active one counts."""
    by_program: dict[str, Benefit] = {}
    for one in benefits:
        before = by_program.get(one.program)
        if before is None or (one.active and not before.active):
            by_program[one.program] = one
    yield from by_program.values()
