"""The survey as a talk: quick answers, photos or reasons, the place, and what staff read of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.effects import Act, KeepMedia
from flows.facts import Bounds
from flows.talks.survey import SURVEY
from flows.talks.survey_read import described
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.test_engine import SHORTEST
from tests.flows.tester import Person

SUBJECT = {"case_id": 7, "version": 3, "ticket": "26-004217-4"}
TOLD = {"address": "Gang Contoh 3", "people": "5", "complaint": "sesuai laporan"}
KEYS = [question.key for question in SURVEY.questions]


def surveying(key: str = "met", **told: str) -> Person:
    """A facilitator before the question of that key."""
    city = replace(MOJOKERTO, bounds=Bounds(-7.52, 112.38, -7.43, 112.48))
    person = Person(roles=("facilitator",), city=city)
    person.opens("survey", {**SUBJECT, "told": told})
    return person.says(*SHORTEST[: KEYS.index(key)]).is_asked(key)


def answer(person: Person, key: str) -> object:
    return person.conversation.answers[key]


@pytest.mark.parametrize(
    "typed", ["1 2 3", "ktp, kk dan kis", "KTP/KK/KIS", "ktp sama kk sama kis"]
)
def test_a_list_is_ticked_off_in_one_line(typed: str) -> None:
    assert answer(surveying("papers").says(typed), "papers") == ["ktp", "kk", "kis"]


def test_a_line_with_a_word_that_is_no_choice_ticks_off_nothing() -> None:
    surveying("papers").says("ktp, sepeda").is_asked("papers")


def test_what_the_report_says_is_confirmed_with_one_press() -> None:
    person = surveying("address", **TOLD).hears("Di laporan: “Gang Contoh 3”")
    assert answer(person.presses("Sesuai laporan"), "address") == "Gang Contoh 3"


@pytest.mark.parametrize(
    ("typed", "people"), [("2", 2), ("lima orang", 5), ("sesuai", 5), ("lewati", 0)]
)
def test_a_number_of_people_is_never_taken_for_a_choice(typed: str, people: int) -> None:
    assert answer(surveying("people", **TOLD).says(typed), "people") == people


@pytest.mark.parametrize("typed", ["41", "banyak"])
def test_an_odd_number_of_people_is_asked_again(typed: str) -> None:
    surveying("people").says(typed).is_asked("people")


def test_a_meter_is_named_by_its_number() -> None:
    assert answer(surveying("power").says("900 va"), "power") == "900"


def test_who_comes_back_with_lanjut_is_asked_the_same_again() -> None:
    person = surveying("address")
    person.says("lanjut").is_asked("address").waits(hours=30)
    person.says("lanjut").is_asked("address")


def test_a_photo_before_its_question_is_kept() -> None:
    person = surveying("papers").sends()
    assert person.gets(KeepMedia).question == "inside"
    person.is_asked("papers")


def test_a_reason_stands_instead_of_a_photo() -> None:
    person = surveying("front").says("rumah gelap, lampu mati").is_asked("inside")
    assert answer(person, "front") == "rumah gelap, lampu mati"


def test_too_short_a_reason_is_none() -> None:
    surveying("front").says("ya").is_asked("front").hears("tulis alasan")


def test_a_pin_in_the_city_is_the_place() -> None:
    person = surveying("place").stands_at(-7.4722, 112.4338).is_asked("complaint")
    assert answer(person, "place") == [-7.4722, 112.4338]


def test_a_pin_elsewhere_needs_a_reason_which_stands_beside_it() -> None:
    person = surveying("place").stands_at(-6.2, 106.8).is_asked("place")
    person.hears("di luar Kota Mojokerto").says("Warga sedang dirawat di Jakarta")
    place = answer(person, "place")
    assert place == "Warga sedang dirawat di Jakarta (-6.20000, 106.80000)"


def test_a_pin_before_its_question_is_kept() -> None:
    person = surveying("house").stands_at(-7.47, 112.43).is_asked("house")
    assert answer(person, "place") == [-7.47, 112.43]


def test_progress_is_counted() -> None:
    surveying("house").hears("(11 dari 22)")


def test_staff_read_only_what_was_found() -> None:
    person = surveying("finding").says("layak", "Atap bocor di dua kamar", "kirim")
    rows = {t.render("id"): a.render("id") for t, a in described(person.gets(Act).answers)}
    assert list(rows) == [
        "Yang ditemui", "Dokumen", "Penghasilan", "Bantuan diterima", "Keadaan rumah",
        "Depan rumah", "Dalam rumah", "Lokasi", "Kebutuhan", "Temuan", "Alasan",
    ]  # fmt: skip
    assert rows["Depan rumah"] == "tidak ada: Warga keberatan"


def test_a_survey_of_an_earlier_release_is_still_read() -> None:
    rows = described({"house": "guest", "income": 1_500_000, "finding": "eligible"})
    assert [a.render("id") for _, a in rows] == [
        "Rp 1.500.000",
        "Menumpang / sewa",
        "Layak dibantu",
    ]
