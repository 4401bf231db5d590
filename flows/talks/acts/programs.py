"""Choosing programs out of a long list: those of the case's own matter first, several may be
chosen, words typed look for more, and a page holds no more than WhatsApp shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flows.asked import Several
from flows.cases.catalogue import Entry
from flows.matching import match, plain
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene, When, Words
from flows.words import Text, _staff, literal

KEY = "programs"
DONE, SEARCH = f"{KEY}.done", f"{KEY}.search"
_SEPARATORS = re.compile(r"[,;+&\n]|\b(?:dan|sama|lan|karo)\b", re.IGNORECASE)
_EVERY = Option("_every", _staff("Semua program"), ("semua", "semuanya", "daftar lengkap"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs(Several):
    """One program or more; kept as a list of codes."""

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """What is not chosen yet, narrowed to what was looked for; after the first, `Selesai`."""
        options = Several.offered(self, scene)
        words = str(scene.answers.get(SEARCH) or "")
        if not words:
            return options
        kept = {entry.code for entry in found(words, self._entries(scene))}
        fixed = tuple(o for o in options if o.value == "_done")
        return (*fixed, *(o for o in options if o.value in kept), _EVERY)

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """Its words; once something was chosen or looked for, how to go on."""
        if scene.answers.get(SEARCH):
            return _staff("Program yang cocok; pilih satu, atau ketik kata lain.")
        if isinstance(scene.answers.get(KEY), list):
            return _staff("Ada program lain? Bila tidak, tekan Selesai.")
        return Question.asks(self, scene, again=again)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A list that is finished, of programs that are still there."""
        known = {option.value for option in Choose.offered(self, scene)}
        listed = isinstance(answer, list) and bool(answer) and set(answer) <= known
        return listed and bool(scene.answers.get(DONE))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """One more, the whole list again, or that it is all."""
        if option is _EVERY:
            return Answer({SEARCH: None})
        answer = Several.chosen(self, option, scene)
        return replace(answer, values={**answer.values, SEARCH: None})

    def read(self, text: str, scene: Scene) -> Reading:
        """Words look for a program by name, owner or what people call it; several names in one
        line are taken where each means one."""
        have = scene.answers.get(KEY) or []
        if several := _each(text, scene, self._entries(scene)):
            return Answer({KEY: list(dict.fromkeys([*have, *several])), SEARCH: None})
        hits = [e for e in found(text, self._entries(scene)) if e.code not in have]
        if len(hits) == 1:
            return Answer({KEY: [*have, hits[0].code], SEARCH: None})
        if hits:
            return Answer({SEARCH: text})
        return Miss(_staff("Tidak ada program dengan kata itu; ketik kata lain."), counts=False)

    def _entries(self, scene: Scene) -> tuple[Entry, ...]:
        return listed(scene)


def _each(text: str, scene: Scene, entries: tuple[Entry, ...]) -> list[str]:
    """The programs that a line names, one in each of its parts; none where a part is unclear."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    named = [match(part, [o.candidate("") for o in _options(scene)], strict=True) for part in parts]
    hits = [found(part, entries) for part in parts]
    codes = [
        name or (few[0].code if len(few) == 1 else "")
        for name, few in zip(named, hits, strict=True)
    ]
    return codes if len(parts) > 1 and all(codes) else []


def listed(scene: Scene) -> tuple[Entry, ...]:
    """What people of this city can be referred to today: the program that the case is about,
    then those of its sector, then the others."""
    facts, about = scene.facts, scene.subject
    own, sector = about.get("program"), about.get("sector")
    open_now = facts.catalogue.programs(facts.city.code, facts.today)
    return tuple(
        sorted(open_now, key=lambda e: (e.code != own, e.sector != sector, e.order, e.code))
    )


def found(words: str, entries: Iterable[Entry]) -> list[Entry]:
    """The programs that have all these words in their names, hints or owner."""
    wanted = plain(words).split()
    return [e for e in entries if wanted and all(word in _told(e) for word in wanted)]


def _told(entry: Entry) -> str:
    names = (entry.code, entry.name.id, entry.label.id, entry.owner, *entry.hints)
    return plain(" ".join(names))


def _options(scene: Scene) -> tuple[Option, ...]:
    return tuple(
        Option(e.code, literal(e.label.id), (e.name.id, e.code, *e.hints)) for e in listed(scene)
    )


def choose_programs(ask: Words, when: When | None = None) -> Programs:
    """The question, in these words."""
    return Programs(
        key=KEY,
        ask=ask,
        when=when,
        title=_staff("Program"),
        options=_options,
        along=(DONE, SEARCH),
        hint=_staff("Pilih dari daftar, atau ketik nama program untuk mencari."),
    )
