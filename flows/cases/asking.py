"""What a service wants to know: its questions and papers, as data.

A talk asks the `asks` of an entry in order, each one that `applies` to the answers so far, and
then the papers. A guard is a choice with `ends`: its words are said and the talk is over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from flows.cases.bilingual import Bilingual

AskKind = Literal["choose", "write", "nik", "kk", "name", "village", "photos"]
Need = Literal["must", "if_any"]
ASK_KINDS: tuple[str, ...] = get_args(AskKind)
NEEDS: tuple[str, ...] = get_args(Need)

ICONS = frozenset(
    {
        "id", "family", "child", "phone", "certificate", "letter", "stamp", "medical", "book",
        "card", "receipt", "school", "money", "bolt", "home", "land", "group", "police", "scale",
        "camera", "paper", "list", "shop",
    }
)  # fmt: skip
"""Pictures of papers; `handlers/paper/icons.typ` draws each."""

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
"""Keys of earlier questions and the answers that count; all of them must hold."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of paper or photo."""

    code: str
    name: Bilingual
    """In the middle of a sentence: "Kirim foto {name}"."""
    how: Bilingual
    """Where to get it."""
    icon: str = "paper"
    """Its picture on a brochure, one of `ICONS`."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a service wants to see.

    `must`: the service cannot decide without it, though a resident may bring it later.
    """

    document: str
    need: Need = "must"
    note: Bilingual | None = None
    """What must be seen on it, or whose it is."""
    when: Conditions = ()

    @property
    def key(self) -> str:
        """The key of the question that asks for it."""
        return f"paper_{self.document}"

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is asked for, after these answers."""
        return _hold(self.when, answers)


@dataclass(frozen=True, slots=True)
class AskOption:
    """One choice of a question."""

    value: str
    label: Bilingual
    ends: Bilingual | None = None
    """Choosing it ends the talk with these words: the service is not for this person."""
    says: Bilingual | None = None
    """Said before the next question."""
    urgent: bool = False
    """Choosing it makes the case urgent."""
    synonyms: tuple[str, ...] = ()
    """What people type for it."""
    hints: tuple[str, ...] = ()
    """Words that give it away inside a short sentence."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. A key is a promise: a new meaning needs a new key."""

    key: str
    kind: AskKind
    ask: Bilingual
    title: Bilingual
    """Its name in the recap."""
    options: tuple[AskOption, ...] = ()
    required: bool = True
    at_least: int = 3
    """For `write`: letters and digits."""
    hint: Bilingual | None = None
    when: Conditions = ()
    told: bool = False
    """The words that began the talk may have answered it, by a synonym of one choice."""

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is asked at all, after these answers."""
        return _hold(self.when, answers)

    def option(self, value: str) -> AskOption | None:
        """The choice with that value, or none."""
        return next((o for o in self.options if o.value == value), None)


def _hold(conditions: Conditions, answers: Mapping[str, Any]) -> bool:
    return all(answers.get(key) in values for key, values in conditions)
