"""A row of the registry as one sealed value, and the keys under which it is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from storage.secrets import Keyring

WHERE = "registry_row"
NAMES = "registry_names"
PURPOSE = "nik"
"""The same keyed hash as a person's: who is known to us is found without opening their NIK."""
KEY = 16
"""Bytes of the hash that are kept: two of a million people never share them."""
_NUMBERS = 32
"""Bits of a row's number within its batch."""
BETWEEN, _WITHIN, _OF_ONE = "\x1f", "\x1e", "\x1d"
LINE = "\n"
NUMBER = 4
"""Bytes of a row's number on a page of names."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """A program that the row says something of."""

    program: str
    """Code in the catalogue."""
    active: bool
    period: str = ""


@dataclass(frozen=True)
class Entry:
    """A row of the registry. Its repr shows nothing of it."""

    nik: str
    kk: str = ""
    name: str = ""
    birth_place: str = ""
    relation: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    registry_id: str = ""
    birth: str = ""
    """ISO 8601, or empty."""
    village: str = ""
    """Home Affairs code; empty where it is not known."""
    decile: str = ""
    """1-10, or empty."""
    sex: str = ""
    match: str = ""
    """Whether it matched the population register: `yes`, `no`, or empty where it is not said."""
    active: str = ""
    """`no` where the row was switched off."""
    reason: str = ""
    """Why it was switched off: `deceased`, or the file's words."""
    packed_benefits: str = ""

    def __repr__(self) -> str:
        return f"<Entry {self.nik[:4]}********{self.nik[-4:]}>"

    @cached_property
    def benefits(self) -> tuple[Benefit, ...]:
        """The programs that the row names."""
        return tuple(_benefits(self.packed_benefits))


FIELDS = tuple(Entry.__dataclass_fields__)
"""In this order they are packed, with `BETWEEN` between them; a later release appends."""
OWN = FIELDS[: FIELDS.index("birth")]
"""Those in the words of the file."""


def unpack(opened: bytes) -> Entry:
    """The row that was packed."""
    return Entry(*opened.decode().split(BETWEEN)[: len(FIELDS)])


def pack_benefit(program: str, active: str, period: str) -> str:
    """One program; several are joined by `join_benefits`."""
    return _OF_ONE.join((program, active, period))


def join_benefits(some: list[str]) -> str:
    """Several packed programs as one value."""
    return _WITHIN.join(some)


def _benefits(packed: str) -> Iterator[Benefit]:
    for one in filter(None, packed.split(_WITHIN)):
        program, active, period = one.split(_OF_ONE)
        yield Benefit(program, active == "1", period)


def row_id(batch_id: int, number: int) -> int:
    """Where a row is: rows of one batch stand together, in the order of the file."""
    return batch_id << _NUMBERS | number


def number_of(row: int) -> tuple[int, int]:
    """The batch and the number within it."""
    return row >> _NUMBERS, row & ((1 << _NUMBERS) - 1)


def mark_of(decile: str, hashed: bytes) -> int:
    """The decile, hidden behind a number that only the NIK and the key give."""
    return (int(decile or 0) + hashed[KEY]) % 256


def decile_in(mark: int, hashed: bytes) -> int:
    """The decile that was hidden; 0 for none."""
    return (mark - hashed[KEY]) % 256


def seal_page(keys: Keyring, names: bytes, numbers: bytes) -> bytes:
    """A page of names: each folded name (joined by `LINE`), and the number of its row."""
    return keys.seal(numbers + names, NAMES)


def open_page(keys: Keyring, sealed: bytes, count: int) -> tuple[list[str], bytes]:
    """The names, and their rows' numbers (`NUMBER` bytes each, big end first)."""
    opened = keys.open(sealed, NAMES)
    cut = count * NUMBER
    return opened[cut:].decode().split(LINE), opened[:cut]
