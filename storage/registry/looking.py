"""The row of a NIK: found by primary keys in one question, and one seal opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, LargeBinary, and_, bindparam, cast, select
from sqlalchemy.orm import Session

from storage.columns import keys_of
from storage.people import blind
from storage.registry.packing import KEY, PURPOSE, WHERE, Benefit, Entry, row_id, unpack
from storage.registry.presets import REGISTRY
from storage.statements import run
from storage.tables import RegistryBatch, RegistryKey, RegistryRow


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
    key = bytes.fromhex(nik_key)[:KEY]
    entry: Entry | None = None
    benefits: list[Benefit] = []
    told: tuple[str, date] | None = None
    for register, source, as_of, sealed in run(session, _ASKED, {"key": key}):
        found = _open(session, sealed) if sealed else None
        if register == REGISTRY:
            entry, told = found, (source, date.fromisoformat(as_of))
        if found is not None:
            benefits.extend(found.benefits)
    if told is None:
        return None
    return Found(entry, tuple(_once(benefits)), *told)


_ASKED = (
    select(RegistryBatch.register, RegistryBatch.source, RegistryBatch.as_of, RegistryRow.sealed)
    .select_from(RegistryBatch)
    .outerjoin(
        RegistryKey,
        and_(
            RegistryKey.batch_id == RegistryBatch.id,
            RegistryKey.nik_key == bindparam("key", type_=LargeBinary()),
        ),
    )
    .outerjoin(
        RegistryRow,
        RegistryRow.id == cast(RegistryBatch.id, BigInteger) * row_id(1, 0) + RegistryKey.number,
    )
    .where(RegistryBatch.state == "active")
)
"""Every active batch, with the row of that key where it has one: one way to the database. Made
once, because making it takes longer than asking."""


def row(session: Session, row_number: int) -> Entry | None:
    """The row at that place."""
    sealed = session.scalar(select(RegistryRow.sealed).where(RegistryRow.id == row_number))
    return _open(session, sealed) if sealed is not None else None


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
