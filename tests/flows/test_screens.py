"""What stands on one screen: what was understood, and only what helps this person."""

from __future__ import annotations

from flows.effects import Say, ShowTasks
from tests.flows.test_engine import at_photo, at_story, at_subtype
from tests.flows.tester import Person


def test_what_was_chosen_is_said_back_above_the_next_question() -> None:
    person = at_subtype().says("1")
    assert person.last[-1].text.startswith("Keluhan: Kartu tidak aktif\n")


def test_a_kelurahan_that_was_typed_with_a_slip_is_said_back() -> None:
    person = at_story().says("kembali").says("kembali").says("surodinawn")
    assert person.last[-1].text.startswith("Kelurahan: Surodinawan\n")


def test_a_last_look_is_not_preceded_by_what_it_shows_anyway() -> None:
    person = at_photo().says("belum punya").is_asked("send")
    assert person.last[-1].text.startswith("Mohon periksa")


def test_the_menu_offers_an_officer_once_however_often_it_was_not_understood() -> None:
    person = Person(language="id").says("xx yy").says("xx yy").says("xx yy").says("xx yy")
    assert sum("petugas" in label.lower() for label in person.last[-1].labels) == 1


def test_a_staff_member_finds_their_tasks_in_the_menu() -> None:
    person = Person(roles=("facilitator",)).says("menu")
    assert person.last[-1].labels[0] == "Tugas saya"
    person.says("1").gets(ShowTasks)


def test_a_resident_is_offered_no_tasks() -> None:
    assert "Tugas saya" not in Person(language="id").says("menu").last[-1].labels


def test_short_choices_stand_in_two_columns() -> None:
    asked = at_story().says("kembali").gets(Say)
    assert asked.columns == 2


def test_long_choices_stand_below_each_other() -> None:
    assert Person(language="id").says("menu").gets(Say).columns == 1


def test_answers_of_an_earlier_time_are_shown_to_be_corrected() -> None:
    before = {
        "met": "client", "papers": "none", "work": "", "people": 0, "income": "1m_2m",
        "registry": "skip", "aid": "none", "address": "", "phone": "", "tenure": "skip",
        "house": "worn", "power": "skip", "water": "skip", "toilet": "skip", "front": "refused",
        "inside": "refused", "place": "refused", "complaint": "", "service": "", "needs": "none",
        "finding": "unsure", "reason": "masih ragu-ragu",
    }  # fmt: skip
    person = Person(roles=("facilitator",))
    person.opens("survey", {"case_id": 7, "version": 4, "ticket": "26-004217-4"}, before)
    person.is_asked("send").hears("pilih Ubah").hears("Keadaan rumah: Rusak ringan")
