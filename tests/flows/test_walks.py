"""Whatever people do, in whatever order: no exception, always a way on, nothing personal echoed,
and an end for whoever answers plainly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.messages import MediaKind
from tests.flows.bekasi import BEKASI
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import Person
from tests.flows.walk import (
    FREE,
    OFFICERS,
    OTHERS,
    STAFF_TALKS,
    SUBJECT,
    TALKS,
    TYPED,
    WAITS,
    Act,
    act,
    arrive,
    check,
)

LENGTH = 50
ACTS = st.one_of(
    *[st.tuples(st.just("goes on"), st.integers(0, 12))] * 4,
    st.tuples(st.just("says"), st.sampled_from(TYPED)),
    st.tuples(st.just("says"), st.sampled_from(FREE)),
    st.tuples(st.just("says"), st.text(max_size=40)),
    st.tuples(st.just("card"), st.integers(0, 19)),
    st.tuples(st.just("taps"), st.integers(0, 40)),
    st.tuples(st.just("sends"), st.sampled_from(MediaKind)),
    st.tuples(st.just("does"), st.sampled_from(OTHERS)),
    st.tuples(st.just("waits"), st.sampled_from(WAITS)),
    st.tuples(st.just("poor"), st.integers(0, 4)),
    st.tuples(st.just("release"), st.integers(0, 3)),
)


def walked(person: Person, acts: list[Act]) -> None:
    for name, value in acts:
        act(person, name, value)
        check(person)
    arrive(person)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(ACTS, min_size=LENGTH, max_size=LENGTH + 20),
    st.sampled_from(["", "id", "jv"]),
    st.sampled_from([MOJOKERTO, BEKASI]),
)
def test_a_resident_always_finds_a_way(acts: list[Act], language: str, city: object) -> None:
    """At least 5,000 messages in all."""
    walked(Person(language=language).moves_to(BEKASI if city is BEKASI else MOJOKERTO), acts)


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, max_size=20), st.sampled_from(STAFF_TALKS))
def test_a_staff_member_always_finds_a_way(acts: list[Act], talk: str) -> None:
    person = Person(roles=("facilitator", "supervisor"))
    walked(person.opens(talk, SUBJECT), acts)


@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("language", ["", "jv"])
def test_whoever_answers_plainly_comes_to_the_end_of_it(talk: str, language: str) -> None:
    person = Person(language=language, verified=language == "jv", reads_cards=True)

    arrive(person.opens(talk, SUBJECT))


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, max_size=25), st.sampled_from(TALKS), st.booleans())
def test_every_talk_of_a_resident_has_a_way_out(acts: list[Act], talk: str, verified: bool) -> None:
    person = Person(language="id", verified=verified, officers=OFFICERS, reads_cards=verified)
    walked(person.opens(talk, SUBJECT), acts)
