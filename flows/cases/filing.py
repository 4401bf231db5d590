"""What a finished talk hands over, read once: typed fields for what has a meaning of its own,
and the rest by key.

Before a case may be made of it (draft -> submitted): the NIK is valid or there is a reason for
having none, somebody said what it is about, and every paper that the service cannot do without
was sent or is said not to be there yet. The talk sees to that, so `check` failing is our own
mistake. An urgent report may lack papers: the talk was shortened to what helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flows.cases.asking import Paper
from flows.cases.catalogue import Catalogue, Entry, SubType
from flows.cases.identity import FamilyCardNo, Nik, read_family_card_no, read_nik
from flows.cases.marks import known_marks
from flows.cases.papers import asks_in, lacking

SERVICE = "service"
_OWN = frozenset(
    {"kind", "subtype", "service", "program", "urgent", "village", "category", "story", "nik",
     "kk", "marks", "relationship", "consent", "send", "nik_ok", "nik_offer", "nik_seen"}
)  # fmt: skip
"""Answers with a place of their own; all others are kept by their key."""


class Unready(Exception):
    """A talk handed over what cannot be a case; its text is the name of the guard."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A finished talk's answers. Its repr hides them."""

    kind: str = ""
    """Empty for the short complaint, which asks nothing about the person."""
    subtype: str = ""
    service: str = ""
    program: str = ""
    category: str = "other"
    village: str | None = None
    story: str = ""
    urgent: bool = False
    discreet: bool = False
    nik: str = ""
    kk: str = ""
    marks: tuple[str, ...] = ()
    relationship: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    """What the service or sub-type wants to see, after these answers."""

    def __repr__(self) -> str:
        return f"<Filing {self.need}>"

    @property
    def need(self) -> str:
        """What a person has one open case for at most."""
        if self.kind == SERVICE or self.service:
            return self.service
        if self.subtype:
            return f"{self.subtype}:{self.program}" if self.program else self.subtype
        return self.category

    @property
    def name(self) -> str:
        """Of the person whom it is about."""
        return _words(self.rest, "name")

    @property
    def relation(self) -> str:
        """What the reporter is to the person."""
        return self.relationship or _words(self.rest, "for_whom")

    @property
    def about_somebody(self) -> bool:
        """Whether anything is known of the person."""
        return bool(self.nik or self.kk or self.name)

    def read(self, today: date) -> Nik | None:
        """The NIK; none when it was not given. Raises Unready for one that is none."""
        read = read_nik(self.nik, today) if self.nik else None
        if read is None or isinstance(read, Nik):
            return read
        raise Unready("nik")

    def doubts(self, today: date) -> tuple[str, ...]:
        """What an officer should look at in the numbers."""
        nik = self.read(today)
        card = read_family_card_no(self.kk, self.nik) if self.kk else None
        of_card = card.doubts if isinstance(card, FamilyCardNo) else ()
        told = (*(nik.doubts if nik else ()), *of_card)
        alone = ("no_guardian",) if _words(self.rest, "guardian") == "other" else ()
        return (*(str(doubt) for doubt in told), *alone)


def read_filing(answers: Mapping[str, Any], catalogue: Catalogue) -> Filing:
    """The answers of a talk, with what the catalogue knows of their codes."""
    entry = catalogue.entry(_words(answers, "service"))
    sub_type = catalogue.sub_type(_words(answers, "subtype"))
    program = _words(answers, "program")
    named = catalogue.entry(program)
    source = entry or sub_type
    return Filing(
        kind=_words(answers, "kind"),
        subtype=_words(answers, "subtype"),
        service=_words(answers, "service"),
        program=program,
        category=_words(answers, "category")
        or (entry.sector if entry else catalogue.sector(_words(answers, "subtype"), program)),
        village=_words(answers, "village") or None,
        story=_words(answers, "story"),
        urgent=answers.get("urgent") in {True, "yes"} or bool(source and source.urgent),
        discreet=any(one.discreet for one in (entry, sub_type, named) if one),
        nik=_words(answers, "nik"),
        kk=_words(answers, "kk"),
        marks=known_marks(_several(answers.get("marks"))),
        relationship=_words(answers, "relationship"),
        rest={key: value for key, value in answers.items() if key not in _OWN},
        papers=papers_for(entry, sub_type, answers),
    )


def check(filing: Filing, today: date) -> None:
    """Let it become a case. Raises Unready, which names the guard that failed."""
    if not (filing.story.strip() or (filing.service and asks_in(filing.rest))):
        raise Unready("description")
    if not filing.kind:
        if filing.village is None:
            raise Unready("village")
        return
    if filing.read(today) is None and not _words(filing.rest, "no_nik"):
        raise Unready("nik")
    if not filing.urgent and lacking(filing.papers, filing.rest):
        raise Unready("papers")


def papers_for(
    entry: Entry | None, sub_type: SubType | None, answers: Mapping[str, Any]
) -> tuple[Paper, ...]:
    """The papers that a service or sub-type wants to see, after these answers."""
    source = entry or sub_type
    # A condition names a question of the service by its bare key.
    known = {**answers, **asks_in(answers), "relation": answers.get("relationship")}
    return tuple(paper for paper in source.papers if paper.applies(known)) if source else ()


def _words(answers: Mapping[str, Any], key: str) -> str:
    found = answers.get(key)
    return found if isinstance(found, str) else ""


def _several(value: Any) -> tuple[object, ...]:
    if isinstance(value, str):
        return () if value == "none" else (value,)
    return tuple(value) if isinstance(value, list | tuple) else ()
