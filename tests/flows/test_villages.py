"""Where somebody lives, typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.neighbours import neighbour_in
from tests.flows.small import SMALL
from tests.flows.tester import Person


def asked_where() -> Person:
    person = Person(language="id", catalogue=SMALL)
    return person.says("1", "setuju", "1", "1").is_asked("district")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("wates", "35.76.02.1010"),
        ("kel. Wates", "35.76.02.1010"),
        ("Wates, Magersari", "35.76.02.1010"),
        ("wets", None),
        ("watez", "35.76.02.1010"),
        ("gunung gedangan", "35.76.02.1001"),
        ("Bloto", "35.76.01.1008"),
        ("prakul", "35.76.01.1006"),
        ("kelurahan magersari", "35.76.02.1003"),
        ("saya di kelurahan meri kec kranggan", "35.76.03.1003"),
        ("rumah saya di Purwo Tengah rt 3", "35.76.03.1006"),
    ],
)
def test_a_village_typed_at_the_district_answers_both(typed: str, code: str | None) -> None:
    person = asked_where().says(typed)
    assert person.conversation.answers.get("village") == code


def test_a_name_of_both_kinds_means_the_one_that_is_asked_for() -> None:
    person = asked_where().says("magersari").is_asked("village")
    person.says("magersari").is_asked("story")
    assert person.conversation.answers["village"] == "35.76.02.1003"


def test_another_district_may_be_named_while_the_village_is_asked() -> None:
    person = asked_where().says("kranggan", "kecamatan magersari").is_asked("village")
    assert "Wates" in person.last[-1].labels


def test_a_village_of_another_district_does_not_count() -> None:
    person = asked_where().says("wates").is_asked("story")
    answers = {**person.conversation.answers, "district": "35.76.01"}
    person.conversation = replace(person.conversation, answers=answers, asked="")
    person.says("halo").is_asked("village")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("kabupaten mojokerto", "Kabupaten Mojokerto"),
        ("saya tinggal di Mojosari", "Kabupaten Mojokerto"),
        ("Kota Bekasi", "Kota Bekasi"),
        ("suroboyo", "Kota Surabaya"),
    ],
)
def test_a_neighbour_is_told_kindly_where_to_go(typed: str, place: str) -> None:
    asked_where().says(typed).hears(f"Dinas Sosial {place}").is_asked("district")


def test_the_city_itself_is_no_neighbour() -> None:
    assert neighbour_in("kota mojokerto", "Kota Mojokerto") is None
    asked_where().says("mojokerto").hears("kelurahan mana")
