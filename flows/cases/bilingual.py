"""Words that carry their own translation: data that a city can change, not code."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.words import Rendered, Text
from locales import SOURCE


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A sentence in Indonesian (`id`) and krama Javanese (`jv`), with its values."""

    id: str
    jv: str
    values: Mapping[str, str | int | Rendered] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.id or self.jv)

    def format(self, **values: str | int | Rendered) -> Bilingual:
        """The same sentence with (more) values."""
        return replace(self, values={**self.values, **values})

    def render(self, language: str) -> str:
        """The words a reader of that language sees; Indonesian where krama is missing."""
        words = self.id if language == SOURCE else self.jv or self.id
        if not self.values:
            return words
        return words.format_map(
            {
                name: value if isinstance(value, str | int) else value.render(language)
                for name, value in self.values.items()
            }
        )

    def text(self) -> Text:
        """For use wherever a `Text` is wanted."""
        return Text("{words}", {"words": self})


def placeholders(words: str) -> frozenset[str]:
    """Names in curly brackets. Raises ValueError when a bracket is left open."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(words) if name is not None)
