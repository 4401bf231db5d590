"""What a photo of a card and what was typed do not say alike: for the officer, who looks; never a
reason to turn somebody away, and never said to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.cases.card_reading import CardReading, Kind, Wants
from flows.cases.likeness import same_name

SURE = 0.9
"""Of 1: what was read less surely raises no doubt."""
SLIPS = 2
"""Digits by which a misread number may differ from the right one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person says."""

    nik: str = ""
    name: str = ""
    kk: str = ""


def doubts(readings: Sequence[tuple[Wants, CardReading]], typed: Typed) -> tuple[str, ...]:
    """Codes of `flows.cases.casefile.DOUBTS`, each once."""
    found = (code for wants, reading in readings for code in _of(wants, reading, typed))
    return tuple(dict.fromkeys(found))


def _of(wants: Wants, reading: CardReading, typed: Typed) -> Iterator[str]:
    if wants is not Wants.ANY and not wants.met_by(reading.kind):
        yield f"card_not_{wants}"
    elif reading.confidence < SURE:
        return
    elif reading.kind in {Kind.KTP, Kind.KIA}:
        yield from _of_person(reading, typed)
    elif reading.kind is Kind.KK:
        yield from _of_family(reading, typed)


def _of_person(reading: CardReading, typed: Typed) -> Iterator[str]:
    """Another number is another person: their name then says nothing more."""
    if reading.agrees is False:
        yield "card_birth_differs"
    elif typed.nik and reading.nik and reading.nik != typed.nik:
        yield "card_nik_differs"
    elif typed.name and reading.name and not same_name(reading.name, typed.name):
        yield "card_name_differs"


def _of_family(reading: CardReading, typed: Typed) -> Iterator[str]:
    if typed.kk and reading.kk and reading.kk != typed.kk:
        yield "card_kk_differs"
    members = [one.nik for one in reading.members]
    if typed.nik and members and all(_slips(nik, typed.nik) > SLIPS for nik in members):
        yield "card_not_member"


def _slips(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
