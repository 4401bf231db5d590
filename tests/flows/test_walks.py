"""Whatever people do, in whatever order: no exception, always a way on, nothing personal echoed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.commands import WORDS
from flows.messages import Kind, MediaKind
from tests.flows.tester import Person, Screen
from tests.transcripts.screens import faults, leads_on

TYPED = st.sampled_from(
    [words[0] for words in WORDS.values()]
    + ["1", "2", "3", "4", "5", "6", "9", "setuju", "tidak setuju", "wates", "kesehatan", "ya"]
    + ["KIS saya tidak aktif sejak Mei", "NIK 3576011234569991", "kirim", "ubah", "cerita", "1,5jt"]
    + ["", " ", "😭", "x" * 7000, "{ticket}", "26-004217-4", "tidak", "lanjut", "igd darurat"]
)
ACTS = st.one_of(
    st.tuples(st.just("says"), TYPED),
    st.tuples(st.just("taps"), st.integers(0, 40)),
    st.tuples(st.just("sends"), st.sampled_from(MediaKind)),
    st.tuples(st.just("does"), st.sampled_from([k for k in Kind if k is not Kind.PRESS])),
    st.tuples(st.just("waits"), st.sampled_from([0.01, 1.0, 30.0, 80.0])),
)


def act(person: Person, name: str, value: object) -> None:
    match name, value:
        case "says", str(text):
            person.says(text)
        case "taps", int(index):
            buttons = [c.data for screen in person.screens for c in screen.choices]
            person.taps(buttons[-1 - index % len(buttons)] if buttons else "a:0:menu:complaint")
        case "sends", MediaKind() as kind:
            person.sends(kind, album="a")
        case "does", Kind() as other:
            person.does(other, "KIS saya")
        case "waits", float(hours):
            person.waits(hours=hours)


def check(person: Person) -> None:
    screens = [entry for entry in person.log if isinstance(entry, Screen)]
    assert leads_on(screens), screens[-1].text
    for screen in screens:
        assert not list(faults(screen, staff=bool(person.roles)))
    person.log.clear()


@settings(max_examples=150, deadline=None)
@given(st.lists(ACTS, max_size=25), st.sampled_from(["", "id", "jv"]))
def test_a_resident_always_finds_a_way(acts: list[tuple[str, object]], language: str) -> None:
    person = Person(language=language)
    for name, value in acts:
        act(person, name, value)
        check(person)


@settings(max_examples=80, deadline=None)
@given(st.lists(ACTS, max_size=20), st.sampled_from(["survey", "return_reason"]))
def test_a_staff_member_always_finds_a_way(acts: list[tuple[str, object]], talk: str) -> None:
    person = Person(roles=("facilitator", "supervisor"))
    person.opens(talk, {"case_id": 7, "version": 3, "ticket": "26-004217-4"})
    for name, value in acts:
        act(person, name, value)
        check(person)
