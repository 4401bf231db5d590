"""Who reports a child says what they are to it; nobody is turned away for the answer."""

from __future__ import annotations

import pytest

from flows.cases.filing import read_filing
from flows.effects import OpenCase, RecordConsent
from flows.guardians import GUARDIAN, PURPOSE
from tests.flows.tester import Person

CHILD, GROWN = "3576021205159992", "3576024508829991"


def asked(nik: str) -> bool:
    person = Person(language="id")
    person.conversation = type(person.conversation)(answers={"nik": nik, "nik_ok": "yes"})
    return GUARDIAN.applies(person.scene())


def test_it_is_asked_of_a_child_only() -> None:
    assert asked(CHILD)
    assert not asked(GROWN)


@pytest.mark.parametrize(("number", "given"), [(0, True), (1, True), (2, False)])
def test_the_answer_is_a_consent_of_its_own(number: int, given: bool) -> None:
    scene = Person(language="id").scene()
    (effect,) = GUARDIAN.offered(scene)[number].effects

    assert isinstance(effect, RecordConsent)
    assert (effect.purpose, effect.given) == (PURPOSE, given)


def test_an_officer_reads_that_the_guardian_was_not_asked() -> None:
    catalogue = Person().catalogue
    today = Person().scene().facts.today
    told = OpenCase({"kind": "complaint", "nik": CHILD, "guardian": "other", "story": "Sakit"})

    assert "no_guardian" in read_filing(told.answers, catalogue).doubts(today)
