"""Papers that an officer asked a resident for: which, why, and what has come of it.

A reason is a code with plain words in both languages, or the officer's own words. Stored with
the case as `[{"paper": code, "reason": code, "words": ..., "lacks": ...}]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.cases.catalogue import Catalogue
from flows.cases.papers import REPLACED, SentFile, paper_code
from flows.matching import plain
from flows.words import Text, _, _staff, literal

OTHER = "unlisted"
"""A paper that the catalogue does not know, named in the officer's words."""
UNSORTED = "paper_asked"
"""Key of a file that was asked for, while nobody said which of several papers it is."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper is asked for (again)."""

    label: Text
    """For the officer's list."""
    words: Text
    """For the resident, behind the paper's name."""


REASONS: Mapping[str, Reason] = {
    "missing": Reason(_staff("Belum ada"), _("belum ada")),
    "unreadable": Reason(_staff("Tidak terbaca"), _("fotonya tidak terbaca")),
    "cut_off": Reason(_staff("Terpotong"), _("fotonya terpotong; keempat sudutnya harus terlihat")),
    "wrong": Reason(_staff("Bukan berkas itu"), _("yang dikirim berkas lain")),
    "expired": Reason(_staff("Sudah tidak berlaku"), _("sudah tidak berlaku; perlu yang baru")),
}


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One paper that was asked for."""

    paper: str
    """Code of the document, or `unlisted`."""
    reason: str = ""
    """Code of `REASONS`; empty for own words."""
    words: str = ""
    """The officer's own reason."""
    name: str = ""
    """What a paper is called that is not listed."""
    lacks: str = ""
    """Why the resident does not have it, in their words."""

    def to_json(self) -> dict[str, str]:
        """What a case keeps of it."""
        known = {"paper": self.paper, "reason": self.reason, "words": self.words}
        more = {"name": self.name, "lacks": self.lacks}
        return {key: value for key, value in {**known, **more}.items() if value}

    @property
    def question(self) -> str:
        """Key under which its files are kept."""
        return f"paper_{self.paper}"

    def named(self, catalogue: Catalogue) -> Text:
        """What it is called, in the middle of a sentence."""
        document = catalogue.document(self.paper)
        return document.name.text() if document else literal(self.name or self.paper)

    def why(self) -> Text:
        """Why it is asked for, in plain words."""
        reason = REASONS.get(self.reason)
        return reason.words if reason else literal(self.words)


def read_asked(stored: Any) -> tuple[AskedPaper, ...]:
    """What `to_json` of each has stored; unknown keys of a later release drop."""
    known = AskedPaper.__slots__
    rows: Iterable[Mapping[str, Any]] = stored or ()
    return tuple(AskedPaper(**{k: str(v) for k, v in row.items() if k in known}) for row in rows)


def listing(asked: Sequence[AskedPaper], catalogue: Catalogue) -> Text:
    """The papers with the reason for each, on one line as a template wants it; numbered where
    there are several."""
    rows = [
        Text("{paper} - {why}").format(paper=one.named(catalogue), why=one.why()) for one in asked
    ]
    if len(rows) < 2:
        return rows[0] if rows else literal("-")
    return side_by_side(
        [Text("{n}) {row}").format(n=n, row=row) for n, row in enumerate(rows, 1)], "; "
    )


def names(asked: Sequence[AskedPaper], catalogue: Catalogue) -> Text:
    """Their names alone, with commas."""
    return side_by_side([one.named(catalogue) for one in asked], ", ")


def side_by_side(rows: Sequence[Text], between: str) -> Text:
    """Several words on one line; a dash where there are none."""
    together = rows[0] if rows else literal("-")
    for row in rows[1:]:
        together = Text("{some}{between}{one}").format(some=together, between=between, one=row)
    return together


def outstanding(asked: Sequence[AskedPaper], files: Sequence[SentFile]) -> tuple[AskedPaper, ...]:
    """What is still awaited, given the files that came since it was asked for: one that can be
    read (or was not looked at yet) is enough, and so is that the resident has none."""
    come = {paper_code(file.question) for file in files if _counts(file)}
    return tuple(one for one in asked if not one.lacks and one.paper not in come)


def unchecked(files: Sequence[SentFile]) -> bool:
    """Whether a file is still on its way or was not looked at."""
    return any(_counts(file) and not file.verdict for file in files)


def _counts(file: SentFile) -> bool:
    lost = file.status in {"failed", "purged"}
    return not lost and file.verdict not in {"poor", REPLACED}


def named_in(words: str, asked: Sequence[AskedPaper], catalogue: Catalogue) -> AskedPaper | None:
    """The one paper that a caption or message names (`ini KTP saya`); none where it is not
    clear which."""
    said = f" {' '.join(word.removesuffix('nya') for word in plain(words).split())} "
    found = [one for one in asked if any(f" {name} " in said for name in _callings(one, catalogue))]
    return found[0] if len(found) == 1 else None


def _callings(one: AskedPaper, catalogue: Catalogue) -> tuple[str, ...]:
    """What it may be called: its code, its name, and each part of it (`Kartu Keluarga`, `KK`)."""
    full = [one.named(catalogue).render(language) for language in ("id", "jv")]
    parts = [part for name in full for part in name.replace(")", "(").split("(")]
    return tuple(filter(None, map(plain, (one.paper.replace("_", " "), *full, *parts))))
