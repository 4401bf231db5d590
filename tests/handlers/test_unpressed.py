"""Words that answer a message with buttons, though nobody pressed one."""

from __future__ import annotations

from datetime import date

from flows.daytimes import read_daytime
from handlers.house import House
from tests.handlers.people import Group, Person
from tests.handlers.post import leaves

ASKED = "apakah suaminya mengirim uang?"


def visited(house: House, warga: Person, fasilitator: Person) -> None:
    """The resident has read when the facilitator comes."""
    warga.complains()
    fasilitator.presses("Terima tugas")
    fasilitator.says("besok jam 9")
    leaves(house)
    warga.hears()
    fasilitator.hears()


def test_a_day_named_in_ones_own_words_comes_to_the_facilitator(
    house: House, warga: Person, fasilitator: Person
) -> None:
    visited(house, warga, fasilitator)
    warga.says("besok saya kerja, bisa kamis sore?")
    assert "Keinginan Anda sudah kami sampaikan" in warga.hears()[-1]
    assert "besok saya kerja, bisa kamis sore?" in fasilitator.hears()[-1]


def test_words_about_something_else_are_no_day(
    house: House, warga: Person, fasilitator: Person
) -> None:
    visited(house, warga, fasilitator)
    warga.says("pkh saya belum cair sejak senin")
    leaves(house)
    assert not any("minta hari lain" in words for words in fasilitator.hears())


def test_another_day_may_be_asked_for_where_one_looks_how_it_stands(
    house: House, warga: Person, fasilitator: Person
) -> None:
    visited(house, warga, fasilitator)
    warga.says("cek")
    assert "Minta hari lain" in warga.labels()


def test_another_day_may_be_asked_for_by_name(
    house: House, warga: Person, fasilitator: Person
) -> None:
    visited(house, warga, fasilitator)
    warga.says("menu", "minta hari lain")
    assert "Hari dan jam berapa" in warga.hears()[-1]


def test_a_question_of_the_supervisor_is_answered_in_the_chat(
    house: House, surveyed: str, supervisor: Person, fasilitator: Person, group: Group
) -> None:
    group.shows()
    group.presses(supervisor, "Tanya fasilitator")
    supervisor.says(ASKED)
    leaves(house)
    fasilitator.says("ya")
    assert fasilitator.hears()[-1] == "Jawaban Anda sudah kami teruskan."
    assert ": ya. Terima kasih." in supervisor.hears()[-1]


def test_a_command_is_no_answer_to_the_supervisor(
    house: House, surveyed: str, supervisor: Person, fasilitator: Person, group: Group
) -> None:
    group.shows()
    group.presses(supervisor, "Tanya fasilitator")
    supervisor.says(ASKED)
    leaves(house)
    supervisor.hears()
    fasilitator.says("tugas", "menu", "terima kasih")
    assert supervisor.hears() == []


def test_next_week_names_no_day() -> None:
    tuesday = date(2026, 8, 4)
    assert read_daytime("minggu depan", tuesday) is None
    sunday = read_daytime("hari minggu depan", tuesday)
    assert sunday is not None
    assert sunday.day == date(2026, 8, 16)
