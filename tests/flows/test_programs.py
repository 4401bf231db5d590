"""Choosing programs: the case's own first, several, by number or by words."""

from __future__ import annotations

import pytest

from flows.cases.press import parse_referral_press, referral_press_data
from flows.cases.states import Event
from flows.effects import Act
from flows.standing import LIST_ROWS
from tests.flows.tester import Person

SUBJECT = {
    "case_id": 7,
    "version": 3,
    "ticket": "26-004217-4",
    "event": "refer",
    "sector": "education",
    "program": "PKH",
}


@pytest.fixture
def back() -> Person:
    """The back office, asked for programs."""
    return Person(roles=("back_office",)).opens("refer", SUBJECT)


def test_the_program_of_the_case_stands_first_then_its_sector(back: Person) -> None:
    assert back.last[-1].labels[0] == "PKH"
    assert "PIP / KIP sekolah" in back.last[-1].labels[:5]


def test_a_page_holds_no_more_than_whatsapp_shows(back: Person) -> None:
    assert len(back.last[-1].labels) <= LIST_ROWS
    assert "Pilihan lain" in back.last[-1].labels


def test_several_are_chosen_one_after_another(back: Person) -> None:
    back.says("1").says("indonesia pintar").says("selesai").says("lewati").says("kirim")
    assert back.gets(Act).answers == {"programs": ["PKH", "PIP"], "note": ""}


def test_a_word_that_fits_several_shows_those(back: Person) -> None:
    back.says("sekolah")
    labels = back.last[-1].labels
    assert "Sekolah Rakyat" in labels
    assert "PKH" not in labels
    assert "Semua program" in labels


def test_the_whole_list_comes_back(back: Person) -> None:
    back.says("sekolah").presses("Semua program")
    assert back.last[-1].labels[0] == "PKH"


def test_a_word_that_fits_nothing_is_told_so(back: Person) -> None:
    back.says("kapal selam").hears("Tidak ada program dengan kata itu")


def test_nothing_is_sent_without_a_program(back: Person) -> None:
    assert "Selesai" not in back.last[-1].labels


def test_what_was_proposed_is_only_confirmed() -> None:
    manager = Person(roles=("manager",))
    manager.opens("refer", SUBJECT, {"programs": ["PKH"], "programs.done": True})
    manager.says("lewati").says("kirim")
    assert manager.gets(Act).answers["programs"] == ["PKH"]


def test_a_programs_button_says_all_and_fits_telegram() -> None:
    data = referral_press_data(10**17, 10**8, Event.REJECT)
    assert len(data) <= 64
    pressed = parse_referral_press(data)
    assert pressed is not None
    assert (pressed.referral_id, pressed.version, pressed.event) == (10**17, 10**8, Event.REJECT)


@pytest.mark.parametrize("data", ["r:1:0:approve", "r:x:0:grant", "c:1:0:grant", "r:1:0", ""])
def test_other_buttons_are_no_programs(data: str) -> None:
    assert parse_referral_press(data) is None
