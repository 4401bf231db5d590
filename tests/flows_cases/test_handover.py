"""Whatever a talk of the release's catalogue hands over can become a case."""

from __future__ import annotations

from typing import Any

import pytest

from flows.asked import key_of, known
from flows.cases.asking import Ask
from flows.cases.filing import Filing, check, read_filing
from flows.cases.marks import MARKS
from flows.effects import OpenCase
from flows.facts import Facts
from flows.questions import Scene
from flows.talks.whole import asks_of, handed_over, papers_of
from storage.catalogue import release_catalogue
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import START
from tests.handlers.people import WATES

CATALOGUE = release_catalogue()
FACTS = Facts(now=START, city=MOJOKERTO, catalogue=CATALOGUE)
SUBJECTS = [
    *({"kind": one.kind, "subtype": one.code} for one in CATALOGUE.sub_types),
    *(
        {"kind": "service_request", "service": one.code}
        for one in CATALOGUE.entries
        if one.kind == "service"
    ),
]
TYPED = {"nik": "3576014508829991", "kk": "none", "village": WATES, "photos": 1}


def answer(ask: Ask) -> object:
    """The first choice that does not end the talk, or something that could be typed."""
    if ask.kind == "choose":
        return next(option.value for option in ask.options if not option.ends)
    return TYPED.get(ask.kind, "SUMINAH CONTOH menulis")


def filed(subject: dict[str, str]) -> Filing:
    """The finished talk about that subject, without a single paper."""
    answers: dict[str, Any] = dict(subject)
    for _round in range(4):
        scene = Scene(FACTS, dict(answers))
        for ask in asks_of(scene):
            if ask.applies(known(answers)):
                answers.setdefault(key_of(ask), answer(ask))
    for paper in papers_of(Scene(FACTS, answers)):
        if paper.applies(known(answers)):
            answers[paper.key] = "none"
    (effect,) = handed_over(Scene(FACTS, answers))
    assert isinstance(effect, OpenCase)
    return read_filing(effect.answers, CATALOGUE)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: list(subject.values())[-1])
def test_a_finished_talk_can_become_a_case(subject: dict[str, str]) -> None:
    filing = filed(subject)
    check(filing, FACTS.today)
    assert filing.need == list(subject.values())[-1] or filing.program


def test_every_mark_that_is_asked_for_is_one_of_ours() -> None:
    asks = [ask for one in CATALOGUE.entries for ask in one.asks if ask.key == "marks"]
    values = {option.value for ask in asks for option in ask.options}
    assert values == {*MARKS, "none"}
