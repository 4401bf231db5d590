"""What a machine read on the photo of an identity or family card. A proposal, never a fact: only
the person's own yes makes an answer of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flows.cases.identity import Sex
from flows.masking import mask_numbers


class Kind(StrEnum):
    """What a photo shows."""

    KTP = "ktp"
    KIA = "kia"
    """A child's identity card."""
    KK = "kk"
    OTHER = "other"
    """Clearly none of them: other words, or no words at all on a sharp photo."""
    UNCLEAR = "unclear"
    """Perhaps one of them."""


class Wants(StrEnum):
    """What a photo should show."""

    ANY = "any"
    """Any card that somebody's NIK stands on."""
    KTP = "ktp"
    KK = "kk"

    def met_by(self, kind: Kind) -> bool:
        """Whether a photo of that kind will do; in doubt it will."""
        return kind is Kind.UNCLEAR or kind in _MEETS[self]


_MEETS: Mapping[Wants, frozenset[Kind]] = {
    Wants.ANY: frozenset({Kind.KTP, Kind.KIA, Kind.KK}),
    Wants.KTP: frozenset({Kind.KTP, Kind.KIA}),
    Wants.KK: frozenset({Kind.KK}),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a family card. Its repr hides the number."""

    name: str
    nik: str

    def __repr__(self) -> str:
        return f"<Member {mask_numbers(self.nik)}>"


@dataclass(frozen=True, slots=True)
class CardReading:
    """One card. Whatever was not read, or not read well enough, is empty."""

    kind: Kind
    nik: str = ""
    """Of a KTP or KIA; one that can be a NIK and does not speak against the rest of the card."""
    name: str = ""
    """Of the owner; on a family card, of its head."""
    birth: date | None = None
    """As it is printed, not as the NIK says it."""
    sex: Sex | None = None
    village: str = ""
    """The kelurahan in the card's own spelling."""
    kk: str = ""
    members: tuple[Member, ...] = ()
    confidence: float = 0.0
    """Of the weakest line that the numbers were taken from, 0 to 1."""
    agrees: bool | None = None
    """Whether NIK and printed birth date and sex say the same; none where one was not read."""

    def __repr__(self) -> str:
        return f"<CardReading {self.kind} {mask_numbers(self.nik)}>"

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be sealed."""
        return {
            "kind": str(self.kind),
            "nik": self.nik,
            "name": self.name,
            "birth": self.birth.isoformat() if self.birth else "",
            "sex": str(self.sex or ""),
            "village": self.village,
            "kk": self.kk,
            "members": [[one.name, one.nik] for one in self.members],
            "confidence": self.confidence,
            "agrees": self.agrees,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> CardReading:
        """What `to_json` made."""
        return cls(
            kind=Kind(stored["kind"]),
            nik=stored["nik"],
            name=stored["name"],
            birth=date.fromisoformat(stored["birth"]) if stored["birth"] else None,
            sex=Sex(stored["sex"]) if stored["sex"] else None,
            village=stored["village"],
            kk=stored["kk"],
            members=tuple(Member(name, nik) for name, nik in stored["members"]),
            confidence=stored["confidence"],
            agrees=stored["agrees"],
        )
