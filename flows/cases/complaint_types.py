"""Kinds and sub-types of complaints.

Kind is the split of the field studies: complaints of membership (who is in a program and who is
not) and not of membership (how a program reaches those who are in it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from flows.cases.asking import Ask, Paper
from flows.cases.bilingual import Bilingual

Kind = Literal["membership", "non_membership", "service_request", "urgent"]
Naming = Literal["must", "may", "no"]
NAMINGS: tuple[str, ...] = get_args(Naming)

KINDS: Mapping[Kind, Bilingual] = {
    "membership": Bilingual("Terdaftar atau tidak", "Kacathet utawi mboten"),
    "non_membership": Bilingual("Bantuan bermasalah", "Bantuan wonten perkawis"),
    "service_request": Bilingual("Minta layanan/surat", "Nyuwun layanan/serat"),
    "urgent": Bilingual("Keadaan darurat", "Kawontenan darurat"),
}
"""Labels fit a list row of WhatsApp (24 characters)."""


@dataclass(frozen=True, slots=True)
class SubType:
    """What exactly a complaint is."""

    code: str
    kind: Kind
    label: Bilingual
    sector: str
    """Where no program is named; see `Catalogue.sector`."""
    urgent: bool = False
    discreet: bool = False
    """Never shown in a group: who reports could be in danger."""
    program: Naming = "no"
    """Whether the reporter must, may or need not name a program."""
    advice: Bilingual | None = None
    """Said as soon as it is chosen."""
    asks: tuple[Ask, ...] = ()
    """Asked instead of the usual questions of a complaint, where there are any."""
    papers: tuple[Paper, ...] = ()
    route: str = ""
    """Empty: the route of complaints in this city."""
    hints: tuple[str, ...] = ()
    """Words in a story that give it away."""
    order: int = 100
    """Its place in the list of its kind."""
