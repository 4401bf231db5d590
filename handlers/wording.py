"""Values of notices that follow from the case itself, where the act did not name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.next_desk import next_desk
from flows.cases.notices import NOTICES, Values
from flows.cases.states import Stage, State, label_of_place
from flows.moments import Day
from flows.words import Rendered, Text, literal
from handlers.case_facts import OBJECTION, chosen_programs
from handlers.here import Here
from storage.tables import Case

PAPERS = BY_KIND[Kind.DOCUMENTS].length
"""So long somebody has for the papers that were asked for."""
UNTOLD = "-"
"""Stands for what nobody wrote down."""


def complete(here: Here, case: Case, notice: str, given: Values) -> Values:
    """The values with what the notice says besides."""
    known = NOTICES.get(notice)
    missing = [name for name in known.names if name not in given] if known else []
    return {**{name: _OF_CASE[name](here, case) for name in missing if name in _OF_CASE}, **given}


def papers_asked(here: Here, case: Case) -> list[Text]:
    """The papers that were asked for."""
    asked = [str(one.get("paper", "")) for one in case.asked_papers or ()]
    return [_paper(here, code) for code in asked]


def program_name(here: Here, code: str) -> Text:
    """What the catalogue calls it; a program that has left it stands by its code."""
    entry = here.catalogue.entry(code)
    return entry.name.text() if entry else literal(code)


def program_names(here: Here, case: Case) -> Text | str:
    """The programs that it was referred to, on one line."""
    return _named([program_name(here, code) for code in chosen_programs(case)])


def _paper(here: Here, code: str) -> Text:
    kind = here.catalogue.document(code)
    return kind.name.text() if kind else literal(code)


def _named(names: list[Text]) -> Text | str:
    """`KTP, KK`: as one text, so that each keeps its own words in each language."""
    if not names:
        return UNTOLD
    places = {f"n{place}": name for place, name in enumerate(names)}
    return Text(", ".join(f"{{{place}}}" for place in places)).format(**places)


def _day(here: Here, case: Case, *, after: timedelta, decided: bool) -> Day:
    since = (case.decided_at if decided else case.state_since) or here.now
    return Day(since + after, here.house.zone.key)


def _written(words: object) -> str:
    return " ".join(str(words or "").split()) or UNTOLD


_OF_CASE: Mapping[str, Callable[[Here, Case], str | int | Rendered]] = {
    "next": lambda _here, case: next_desk(State(case.state), Stage(case.stage)),
    "items": lambda here, case: _named(papers_asked(here, case)),
    "papers": lambda here, case: _named(papers_asked(here, case)),
    "papers_due": lambda here, case: _day(here, case, after=PAPERS, decided=False),
    "until": lambda here, case: _day(here, case, after=OBJECTION, decided=True),
    "help": lambda _here, case: _written((case.help or {}).get("what")),
    "helper": lambda _here, case: _written((case.help or {}).get("by")),
    "programs": program_names,
    "program": program_names,
    "outcome": lambda _here, case: label_of_place(State(case.state), Stage(case.stage)),
    "answer": lambda _here, case: _written(case.answer),
}
