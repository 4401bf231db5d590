"""The rows of NIKs: found by primary keys in one question, and one seal opened for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, Executable, and_, cast, select
from sqlalchemy.orm import Session

from storage import together
from storage.columns import keys_of
from storage.people import blind
from storage.registry.packing import KEY, PURPOSE, WHERE, Benefit, Entry, row_id, unpack
from storage.registry.presets import REGISTRY
from storage.statements import placed, places, room_for, run
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
    held: tuple[Found | None] | None = together.known(session, "registry", nik_key)
    return held[0] if held is not None else look_up_all(session, [nik_key])[nik_key]


def look_up_all(session: Session, nik_keys: Collection[str]) -> dict[str, Found | None]:
    """The same for several keyed hashes, in one question."""
    short = {key: bytes.fromhex(key)[:KEY] for key in nik_keys}
    asked = sorted(set(short.values()))
    told: dict[str, tuple[str, date]] = {}
    sealed: dict[bytes, list[tuple[str, bytes]]] = {key: [] for key in asked}
    for register, source, as_of, key, line in run(
        session, _asked(room_for(asked)), placed("key", asked)
    ):
        told[register] = source, date.fromisoformat(as_of)
        if line is not None:
            sealed[bytes(key)].append((register, line))
    if REGISTRY not in told:
        return dict.fromkeys(nik_keys)
    return {key: _found(session, sealed[short[key]], *told[REGISTRY]) for key in nik_keys}


def _found(session: Session, lines: list[tuple[str, bytes]], source: str, as_of: date) -> Found:
    entries = [(register, _open(session, line)) for register, line in lines]
    listed = next((entry for register, entry in entries if register == REGISTRY), None)
    benefits = [one for _, entry in entries for one in entry.benefits]
    return Found(listed, tuple(_once(benefits)), source, as_of)


@cache
def _asked(room: int) -> Executable:
    """Every active batch, with the rows of those keys where it has any: one way to the database.
    Made once, because making it takes longer than asking."""
    theirs = RegistryKey.nik_key.in_(places(RegistryKey.nik_key, "key", room))
    begins = cast(RegistryBatch.id, BigInteger) * row_id(1, 0)
    columns = (RegistryBatch.register, RegistryBatch.source, RegistryBatch.as_of)
    return (
        select(*columns, RegistryKey.nik_key, RegistryRow.sealed)
        .select_from(RegistryBatch)
        .outerjoin(RegistryKey, and_(RegistryKey.batch_id == RegistryBatch.id, theirs))
        .outerjoin(RegistryRow, RegistryRow.id == begins + RegistryKey.number)
        .where(RegistryBatch.state == "active")
    )


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
