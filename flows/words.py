"""Lazy text: written once in Indonesian, rendered in the reader's language when it is stored.

    _("Nomor laporan: {ticket}.").format(ticket="26-004217-3")

A value may itself be a `Text` (or a moment); it is rendered in the same language. Only keyword
placeholders are used, so that a translation may put them in another order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from locales import LANGUAGES, translate


class Rendered(Protocol):
    """Anything that has its own words in each language: a `Text`, a moment, a duration."""

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        ...


_TWO_MARKS = re.compile(r"([?!])\.(?!\.)")
"""A person's question inside a sentence of ours, which has its own full stop."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that knows its translation and its values, but not yet its reader."""

    sentence: str
    values: Mapping[str, str | int | Rendered] = field(default_factory=dict)
    parts: tuple[Text, ...] = ()
    """Further texts, each on a line of its own (see `lines`)."""
    literal: bool = False
    """Words of a person or a place name: never translated, never formatted."""

    def format(self, **values: str | int | Rendered) -> Text:
        """The same sentence with (more) values."""
        return replace(self, values={**self.values, **values})

    def render(self, language: str) -> str:
        """The words a reader of that language sees."""
        return "\n".join([self._own(language), *(p.render(language) for p in self.parts)])

    def _own(self, language: str) -> str:
        if self.literal:
            return self.sentence
        words = translate(language, self.sentence)
        if not self.values:
            return words
        shown = {
            name: value if isinstance(value, str | int) else value.render(language)
            for name, value in self.values.items()
        }
        filled = words.format_map(shown)
        asks = any(isinstance(one, str) and one.endswith(("?", "!")) for one in shown.values())
        return _TWO_MARKS.sub(r"\1", filled) if asks else filled


def _(sentence: str) -> Text:
    """Mark a sentence for translation."""
    return Text(sentence)


def literal(words: str) -> Text:
    """Words that are the same in every language: a name, a number, a person's own story."""
    return Text(words, literal=True)


def lines(first: Text, *more: Text) -> Text:
    """Several texts below each other."""
    return replace(first, parts=(*first.parts, *more))


def _staff(sentence: str) -> Text:
    """A sentence that only staff read: Indonesian, needs no translation."""
    return Text(sentence)


def fingerprint(text: Text, language: str) -> str:
    """Names the exact words that were shown, so that changed words are asked again."""
    return sha256(text.render(language).encode()).hexdigest()


def agreed_to(text: Text, consents: Collection[str]) -> bool:
    """Whether these fingerprints hold the exact words that are asked today, in any language."""
    return any(fingerprint(text, language) in consents for language in LANGUAGES)
