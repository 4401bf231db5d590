"""The papers of a case by name: which came, how well they can be read, and which do not exist
yet. An answer about a paper is the number of its files, or `none` (belum punya)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flows.cases.asking import Paper
from flows.cases.catalogue import Catalogue
from flows.words import Rendered, Text, _staff, literal

NONE = "none"
REPLACED = "replaced"
"""Verdict on a file in whose place a better one came."""
_PAPER = ("paper.", "paper_")
_ASK = ("ask.", "ask_")


class PaperState(StrEnum):
    """What an officer finds of a paper."""

    GOOD = "good"
    POOR = "poor"
    """Sent, and hard to read."""
    PENDING = "pending"
    """Still being fetched or looked at."""
    LOST = "lost"
    """It could not be fetched."""
    NONE = "none"
    """The resident does not have it yet."""
    UNASKED = "unasked"
    """Needed, and not asked for in a shortened talk."""


PAPER_STATES: Mapping[PaperState, Text] = {
    PaperState.GOOD: _staff("ada"),
    PaperState.POOR: _staff("ada, kurang jelas"),
    PaperState.PENDING: _staff("sudah dikirim, belum diperiksa"),
    PaperState.LOST: _staff("tidak bisa dibuka, minta lagi"),
    PaperState.NONE: _staff("belum punya"),
    PaperState.UNASKED: _staff("belum diminta"),
}

_LOOKED_AT = {
    "good": PaperState.GOOD,
    "poor": PaperState.POOR,
    "accepted_poor": PaperState.POOR,
}
"""What a verdict means for the officer; one that could not be looked at is not checked."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a case as it is stored."""

    question: str
    """Key of the question that it answers."""
    status: str
    """`reference`, `pending`, `fetched`, `failed`, `purged`."""
    verdict: str = ""
    """`good`, `poor`, `accepted_poor`, `replaced`, `failed`; empty while nobody looked."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper as an officer reads of it."""

    code: str
    name: Rendered
    state: PaperState
    files: int = 0
    must: bool = False
    """The service cannot decide without it."""

    @property
    def wanting(self) -> bool:
        """Whether it must still be brought."""
        return self.must and self.state in {PaperState.NONE, PaperState.UNASKED, PaperState.LOST}


def paper_code(key: str) -> str:
    """The document that a question asks for; empty where it asks for none."""
    code = _after(key, _PAPER)
    # `paper_ktp.done` only says that all its files have come.
    return "" if "." in code else code


def asks_in(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to a service's own questions, by their bare keys."""
    named = ((_after(key, _ASK), value) for key, value in answers.items())
    return {key: value for key, value in named if key}


def papers_in(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers about papers, by document."""
    named = ((paper_code(key), value) for key, value in answers.items())
    return {code: value for code, value in named if code}


def lacking(papers: Iterable[Paper], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Documents that must be there, and about which nothing was said."""
    said = papers_in(answers)
    return tuple(p.document for p in papers if p.need == "must" and not said.get(p.document))


def paper_lines(
    papers: Sequence[Paper],
    answers: Mapping[str, Any],
    files: Sequence[SentFile],
    catalogue: Catalogue,
    names: Mapping[str, Rendered] | None = None,
) -> tuple[PaperLine, ...]:
    """Every paper that is wanted or was spoken of, in the order of the service's list; `names`
    are those of papers that the catalogue does not know."""
    said, must = papers_in(answers), {p.document for p in papers if p.need == "must"}
    sent = [code for file in files if (code := paper_code(file.question))]
    lines = []
    for code in dict.fromkeys((*(p.document for p in papers if p.document in must), *said, *sent)):
        mine = [f for f in files if paper_code(f.question) == code and f.verdict != REPLACED]
        document = catalogue.document(code)
        name: Rendered = document.name if document else (names or {}).get(code, literal(code))
        lines.append(PaperLine(code, name, _state(said.get(code), mine), len(mine), code in must))
    return tuple(lines)


def _state(said: Any, files: Sequence[SentFile]) -> PaperState:
    if not files:
        if said == NONE:
            return PaperState.NONE
        return PaperState.PENDING if said else PaperState.UNASKED
    found = {_of_file(file) for file in files}
    worst = (PaperState.LOST, PaperState.POOR, PaperState.PENDING)
    return next((state for state in worst if state in found), PaperState.GOOD)


def _of_file(file: SentFile) -> PaperState:
    if file.status in {"failed", "purged"}:
        return PaperState.LOST
    if file.status != "fetched" or file.verdict not in _LOOKED_AT:
        return PaperState.PENDING
    return _LOOKED_AT[file.verdict]


def _after(key: str, heads: tuple[str, ...]) -> str:
    return next((key.removeprefix(head) for head in heads if key.startswith(head)), "")
