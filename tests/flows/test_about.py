"""Apa itu SLRT: three screens that promise nothing, open to who has not chosen a language yet."""

from __future__ import annotations

import pytest

from flows.effects import SendPaper
from tests.flows.tester import Person
from tests.transcripts.screens import MOST_SENTENCES, sentences

PROMISES = ("pasti", "dijamin", "akan menerima", "akan mendapat")


def at_about(**values: object) -> Person:
    return Person(**{"language": "id", **values}).says("menu", "7")  # type: ignore[arg-type]


def test_it_takes_three_screens() -> None:
    person = at_about().hears("(1 dari 3)").says("1").hears("(2 dari 3)")
    person.presses("Lanjut").hears("(3 dari 3)").is_asked("rights")


@pytest.mark.parametrize("language", ["id", "jv"])
def test_no_screen_is_long_or_promises_anything(language: str) -> None:
    person = at_about(language=language).says("1", "1")
    for screen in person.screens:
        assert sentences(screen.text) <= MOST_SENTENCES
        assert not any(words in screen.text.lower() for words in PROMISES)


def test_it_says_who_decides_and_that_it_is_free() -> None:
    person = at_about().hears("gratis").says("lanjut")
    person.hears("SLRT tidak memutuskan").hears("kuota").hears("belum tentu")


def test_it_names_the_rights() -> None:
    at_about().says("1", "1").hears("alasan").hears("disanggah").hears("batas waktu").hears("data")


def test_one_may_leave_after_any_screen() -> None:
    for seen in range(3):
        person = at_about().says(*["lanjut"] * seen, "selesai")
        assert person.conversation.flow == ""


def test_one_step_back_shows_the_screen_before() -> None:
    at_about().says("1", "0").hears("(1 dari 3)")


def test_the_last_screen_leads_into_a_complaint() -> None:
    at_about().says("1", "1").presses("Sampaikan keluhan").is_asked("consent")


def test_the_last_screen_leads_to_the_nearest_office() -> None:
    at_about().says("1", "1").presses("Kantor terdekat").is_asked("district")


def test_the_explainer_is_sent_and_the_screen_stays() -> None:
    person = at_about().says("1", "1").presses("Video penjelasan")
    assert person.gets(SendPaper) == SendPaper("explainer", "")
    person.is_asked("rights").hears("Mau apa sekarang?").hears_not("(3 dari 3)")


def test_who_writes_for_the_first_time_may_ask_it_before_a_language() -> None:
    person = Person().says("halo").is_asked("language").presses("Apa itu SLRT?")
    assert person.last[-1].labels == ("Bahasa Indonesia", "Basa Jawa (krama)")
    person.says("2").hears("SLRT (Sistem Layanan dan Rujukan Terpadu)").hears("mboten mbayar")


def test_nobody_is_made_to_read_it() -> None:
    Person().says("halo", "1").is_asked("menu")


def test_a_language_that_is_chosen_anew_asks_no_such_thing() -> None:
    person = Person(language="id").says("bahasa")
    assert "Apa itu SLRT?" not in person.last[-1].labels


def test_who_comes_with_a_scanned_code_is_asked_for_a_language_alone() -> None:
    person = Person().says("/start s-MJK_BECAK").is_asked("language")
    assert "Apa itu SLRT?" not in person.last[-1].labels
