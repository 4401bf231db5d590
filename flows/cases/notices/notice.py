"""One notice: its words, its values, and the template of WhatsApp that stands in for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.cases.rows import Audience
from flows.masking import mask_numbers
from flows.words import Rendered, Text

TEMPLATE_LANGUAGE = "id"

Values = Mapping[str, str | int | Rendered]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one audience."""

    name: str
    audience: Audience
    words: Text
    names: tuple[str, ...] = ()
    """Names of its values, in the order of a template's variables."""
    urgent: bool = False
    """May go out in quiet hours: somebody is waiting for it."""
    supersedes: tuple[str, ...] = ()
    """Earlier notices of the same case that nobody needs any more who gets this one: those
    that have not left yet do not."""

    asked_for: bool = False
    """Answers what they asked: it goes also to who wants no news."""

    def text(self, values: Values) -> Text:
        """The notice with its values; raises KeyError where one is missing.

        Numbers as long as a NIK are masked: a reason or a name may hold one.
        """
        return self.words.format(**{name: _shown(values[name]) for name in self.names})

    def template(self, language: str = TEMPLATE_LANGUAGE) -> str:
        """The body to submit for approval: `{{1}}`, `{{2}}` ... where the values go.

        The same for every language, because only Indonesian can be approved.
        """
        del language
        marks = {name: f"{{{{{place}}}}}" for place, name in enumerate(self.names, 1)}
        return self.words.format(**marks).render(TEMPLATE_LANGUAGE)

    def variables(self, values: Values) -> dict[str, str]:
        """What fills the approved template: `{"1": ..., "2": ...}`, each on one line."""
        shown = (_shown(values[name]) for name in self.names)
        return {str(place): _one_line(value) for place, value in enumerate(shown, 1)}


def _shown(value: str | int | Rendered) -> str | int | Rendered:
    """A person's own words stand inside a sentence of ours, which has its own full stop."""
    return mask_numbers(value).rstrip(" .") if isinstance(value, str) else value


def _one_line(value: str | int | Rendered) -> str:
    words = str(value) if isinstance(value, str | int) else value.render(TEMPLATE_LANGUAGE)
    return " ".join(words.split()) or "-"
