"""What is missing or contradicts itself in a catalogue, one line each.

Reading the catalogue (`flows.cases.catalogue_reading`) refuses what cannot be understood; here is
what can be read but would fail a person: a language that is missing, a label too long for
WhatsApp, a paper nobody knows, a program that ended without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from flows.cases.asking import Ask, AskOption, Conditions, Paper
from flows.cases.bilingual import Bilingual, placeholders
from flows.cases.catalogue import CITY_SERVICES, Catalogue, Entry, reaches
from flows.cases.complaint_types import SubType
from flows.cases.hints import hint_gaps
from flows.cases.place_gaps import place_gaps
from flows.cases.sectors import SECTORS
from flows.layout import LIST_ROW_LABEL, LIST_ROWS, QUICK_REPLIES, QUICK_REPLY_LABEL, units
from flows.matching import plain
from locales import LANGUAGES

FILLED: frozenset[str] = frozenset()
"""Placeholders that the talks fill in the catalogue's words: none so far."""
BROCHURE_NAME = 70
"""Characters of a name that stand in the head of a brochure in two lines."""
LEAST_DECILE, MOST_DECILE = 1, 9
"""A limit of 10 lets everybody in."""


def gaps(catalogue: Catalogue, city: str, on: date) -> list[str]:
    """Everything to mend before people of that city meet it; empty when all is well."""
    here = tuple(entry for entry in catalogue.entries if reaches(entry.city, city))
    catalogue = replace(catalogue, entries=here)
    found: list[str] = []
    for document in catalogue.documents:
        found += _words(document, f"document {document.code}")
    for sub_type in catalogue.sub_types:
        found += _sub_type(sub_type, catalogue)
    for entry in catalogue.entries:
        found += _entry(entry, catalogue, city, on)
    found += _needs(catalogue, city, on)
    found += hint_gaps(here, on)
    found += place_gaps((p for p in catalogue.places if reaches(p.city, city)), city)
    found += _labels("complaints", [(s.code, s.label) for s in catalogue.sub_types], LIST_ROW_LABEL)
    found += _labels("programs", _labelled(catalogue, "program"), LIST_ROW_LABEL)
    found += _labels("services", _labelled(catalogue, "service"), LIST_ROW_LABEL)
    for kind in ("service", "program"):
        hinted = [(e.code, e.hints) for e in catalogue.entries if e.kind == kind]
        found += _hints(hinted)
    found += _hints([(s.code, s.hints) for s in catalogue.sub_types])
    absent = [
        f"service {code}: this city needs it, and it stands nowhere"
        for code in CITY_SERVICES.get(city, ())
        if (service := catalogue.entry(code)) is None or service.kind != "service"
    ]
    if not absent and city in CITY_SERVICES and sum(entry.proposes for entry in here) != 1:
        found.append("exactly one service must propose people for the registry (proposes = true)")
    return list(dict.fromkeys([*found, *absent]))


def _needs(catalogue: Catalogue, city: str, on: date) -> Iterator[str]:
    """Each need has something in this city, and names nothing that does not exist."""
    elsewhere = {code for at, codes in CITY_SERVICES.items() if at != city for code in codes}
    for need in catalogue.needs:
        yield from _words(need, f"need {need.code}")
        for code in need.entries:
            if catalogue.entry(code) is None and code not in elsewhere and "_" not in code:
                yield f"need {need.code}: {code} is no service or program"
        if not catalogue.helping(need.code, city, on):
            yield f"need {need.code}: nothing is open for it in this city"
    yield from _labels("needs", [(n.code, n.label) for n in catalogue.needs], LIST_ROW_LABEL)
    yield from _hints([(n.code, n.hints) for n in catalogue.needs])
    if len(catalogue.needs) > LIST_ROWS - 1:
        yield f"needs: WhatsApp shows {LIST_ROWS} rows, and one of them leads back"


def _hints(hinted: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """A hint that fits two things gives neither away."""
    owners: dict[str, list[str]] = {}
    for code, hints in hinted:
        for hint in {plain(hint) for hint in hints}:
            owners.setdefault(hint, []).append(code)
    for hint, codes in owners.items():
        if len(codes) > 1:
            yield f"{' and '.join(codes)}: who writes {hint} could mean each of them (hints)"


def _labelled(catalogue: Catalogue, kind: str) -> list[tuple[str, Bilingual]]:
    return [(e.code, e.label) for e in catalogue.entries if e.kind == kind]


def _sub_type(sub_type: SubType, catalogue: Catalogue) -> Iterator[str]:
    name = f"complaint {sub_type.code}"
    yield from _words(sub_type, name)
    yield from _talk(name, sub_type.asks, sub_type.papers, catalogue)
    if sub_type.sector not in SECTORS:
        yield f"{name}: the sector {sub_type.sector or '(empty)'} is unknown"
    if sub_type.kind == "urgent":
        yield from (
            f"{name}: it is urgent, so {ask.key} must not be demanded"
            for ask in sub_type.asks
            if ask.kind in ("nik", "kk") and ask.required
        )


def _entry(entry: Entry, catalogue: Catalogue, city: str, on: date) -> Iterator[str]:
    name = f"{entry.kind} {entry.code}"
    yield from _words(entry, name)
    if entry.kind == "service":
        yield from _talk(name, entry.asks, entry.papers, catalogue)
    else:
        yield from _papers(name, entry.papers, entry.asks, catalogue)
    if entry.sector not in SECTORS:
        yield f"{name}: the sector {entry.sector or '(empty)'} is unknown"
    for language in LANGUAGES:
        if units(entry.name.render(language)) > BROCHURE_NAME:
            yield f"{name}: its name is longer than {BROCHURE_NAME} on a brochure ({language})"
    if not entry.owner:
        yield f"{name}: nobody owns it (owner)"
    if entry.loan and "pinjaman" not in entry.gives.id:
        yield f"{name}: it is a loan, and `gives` does not say so (pinjaman)"
    yield from _other_codes(entry, catalogue, city)
    yield from _times(entry, on)


def _other_codes(entry: Entry, catalogue: Catalogue, city: str) -> Iterator[str]:
    elsewhere = {code for at, codes in CITY_SERVICES.items() if at != city for code in codes}
    for code in (*entry.through, *entry.instead):
        if catalogue.entry(code) is None and code not in elsewhere:
            yield f"{entry.kind} {entry.code}: {code} is no service or program"
    for code in entry.through:
        other = catalogue.entry(code)
        if other is not None and other.kind != "service":
            yield f"{entry.kind} {entry.code}: through {code}, which is no service"


def _times(entry: Entry, on: date) -> Iterator[str]:
    name = f"{entry.kind} {entry.code}"
    ends = entry.state in ("historical", "announced") or entry.valid_until is not None
    if not entry.closed and (ends or not entry.open(on)):
        yield f"{name}: it is closed or will be, and nothing explains it (closed)"
    if entry.valid_from and entry.valid_until and entry.valid_from > entry.valid_until:
        yield f"{name}: it ends before it begins (valid_from, valid_until)"
    if entry.decile_max is None:
        return
    if entry.state == "historical":
        yield f"{name}: it has ended, so its decile limit measures nobody"
    if not LEAST_DECILE <= entry.decile_max <= MOST_DECILE:
        yield f"{name}: the decile limit {entry.decile_max} is not from 1 to 9"


# Questions and papers ----------------------------------------------------------------------------


def _talk(
    name: str, asks: Sequence[Ask], papers: Sequence[Paper], catalogue: Catalogue
) -> Iterator[str]:
    if not asks:
        yield f"{name}: it asks nothing (asks)"
    yield from (f"{name}: it asks {key} twice" for key in _twice(ask.key for ask in asks))
    for place, ask in enumerate(asks):
        yield from _ask(ask)
        yield from _conditions(f"{name}: {ask.key}", ask.when, asks[:place])
    yield from _papers(name, papers, asks, catalogue)


def _papers(
    name: str, papers: Sequence[Paper], asks: Sequence[Ask], catalogue: Catalogue
) -> Iterator[str]:
    yield from (f"{name}: it wants {code} twice" for code in _twice(p.document for p in papers))
    for paper in papers:
        if catalogue.document(paper.document) is None:
            yield f"{name}: the document {paper.document or '(empty)'} is unknown"
        yield from _conditions(f"{name}: {paper.key}", paper.when, asks)


def _ask(ask: Ask) -> Iterator[str]:
    name = f"ask {ask.key}"
    if (ask.kind == "choose") != (len(ask.options) > 1):
        yield f"{name}: to choose takes two options or more, and nothing else has options"
    yield from (f"{name}: {value} stands there twice" for value in _twice(_values(ask)))
    limit = QUICK_REPLY_LABEL if len(ask.options) <= QUICK_REPLIES else LIST_ROW_LABEL
    yield from _labels(name, [(o.value, o.label) for o in ask.options], limit)
    typed = _twice(word for option in ask.options for word in _typed(option))
    yield from (f"{name}: who types {word} could mean two answers" for word in typed)
    if ask.options and all(option.ends for option in ask.options):
        yield f"{name}: every answer ends the talk"


def _values(ask: Ask) -> Iterator[str]:
    return (option.value for option in ask.options)


def _typed(option: AskOption) -> set[str]:
    """What people may type for it, in either language."""
    labels = (option.label.render(language) for language in LANGUAGES)
    return {plain(word) for word in (*labels, *option.synonyms)}


def _conditions(name: str, when: Conditions, before: Iterable[Ask]) -> Iterator[str]:
    asked: Mapping[str, Ask] = {ask.key: ask for ask in before}
    for key, values in when:
        if key not in asked:
            yield f"{name}: it depends on {key}, which is not asked before"
            continue
        unknown = set(values) - set(_values(asked[key]))
        yield from (f"{name}: {key} has no answer {value}" for value in sorted(unknown))


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


# Words -------------------------------------------------------------------------------------------


def _labels(name: str, labels: Iterable[tuple[str, Bilingual]], limit: int) -> Iterator[str]:
    """Labels of one list: short enough, and no two alike."""
    listed = list(labels)
    for language in LANGUAGES:
        shown = [(code, label.render(language)) for code, label in listed]
        for code, words in shown:
            if units(words) > limit:
                yield f"{name}: {code} is longer than {limit} characters ({language}: {words})"
        for words in _twice(words for _, words in shown if words):
            yield f"{name}: two of them are called {words} ({language})"


def _words(thing: Any, name: str) -> Iterator[str]:
    """Every sentence in it, however deep."""
    for path, words in _sentences(thing):
        if isinstance(thing, Entry | SubType) and path.startswith("asks"):
            continue
        yield from _sentence(f"{name}: {path}", words)
    for ask in getattr(thing, "asks", ()):
        for path, words in _sentences(ask):
            yield from _sentence(f"ask {ask.key}: {path}", words)


def _sentence(name: str, words: Bilingual) -> Iterator[str]:
    if not words.id:
        yield f"{name} is missing in Indonesian"
    if not words.jv:
        yield f"{name} is missing in Javanese"
    try:
        names = placeholders(words.id), placeholders(words.jv)
    except ValueError:
        yield f"{name} has a bracket that is left open"
        return
    if words.id and words.jv and names[0] != names[1]:
        yield f"{name} has other placeholders in Javanese"
    if words.id and words.jv and _numbers(words.id) != _numbers(words.jv):
        yield f"{name} has other numbers in Javanese"
    for unknown in sorted((names[0] | names[1]) - FILLED):
        yield f"{name} has the placeholder {{{unknown}}}, which nothing fills"


def _numbers(words: str) -> list[str]:
    """Money, dates and telephone numbers must be the same in both languages."""
    return sorted(re.findall(r"\d+", words))


def _sentences(thing: Any, path: str = "") -> Iterator[tuple[str, Bilingual]]:
    if isinstance(thing, Bilingual):
        yield path, thing
    elif isinstance(thing, tuple):
        for part in thing:
            name = getattr(part, "value", "") or getattr(part, "document", "")
            yield from _sentences(part, f"{path} {name}".strip())
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _sentences(getattr(thing, field.name), f"{path} {field.name}".strip())
