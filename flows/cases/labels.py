"""What a case is about, in words: the service that is asked for, or what the complaint is and
about which program, or (the short complaint) its category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.asking import Ask
from flows.cases.catalogue import Catalogue
from flows.cases.categories import CATEGORIES
from flows.cases.papers import asks_in
from flows.cases.sectors import SECTORS
from flows.words import Rendered, Text, literal


@dataclass(frozen=True, slots=True)
class About:
    """The codes that say what a case is about."""

    subtype: str = ""
    service: str = ""
    program: str = ""
    category: str = ""


def label_of(about: About, catalogue: Catalogue) -> Text:
    """The words for what a case is about; a code that has left the catalogue stands for itself."""
    if about.service:
        return _entry(about.service, catalogue)
    if not about.subtype:
        return sector_label(about.category)
    sub_type = catalogue.sub_type(about.subtype)
    what = sub_type.label.text() if sub_type else literal(about.subtype)
    if not about.program:
        return what
    return Text("{what}: {program}").format(what=what, program=_entry(about.program, catalogue))


def sector_label(code: str) -> Text:
    """The words for a sector or for a category of the short complaint."""
    sector = SECTORS.get(code)
    return CATEGORIES.get(code) or (sector.text() if sector else literal(code))


def asked(
    about: About, answers: Mapping[str, Any], catalogue: Catalogue
) -> tuple[tuple[Rendered, Rendered | str], ...]:
    """The answers to the service's own questions: the question in short, and a choice's label
    or what was written."""
    source = catalogue.entry(about.service) or catalogue.sub_type(about.subtype)
    asks = {ask.key: ask for ask in source.asks} if source else {}
    return tuple(
        (asks[key].title if key in asks else literal(key), _answer(asks.get(key), value))
        for key, value in asks_in(answers).items()
    )


def _answer(ask: Ask | None, value: Any) -> Rendered | str:
    option = ask.option(value) if ask and isinstance(value, str) else None
    return option.label if option else str(value)


def _entry(code: str, catalogue: Catalogue) -> Text:
    entry = catalogue.entry(code)
    return entry.name.text() if entry else literal(code)
