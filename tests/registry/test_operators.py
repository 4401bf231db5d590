"""Where nothing may be loaded, the registry's operator answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.states import Role
from flows.messages import Channel
from handlers import timers
from handlers.house import House
from handlers.templates import set_template
from tests.handlers.people import CITY, Clock, Person, staff
from tests.handlers.post import leaves
from tests.registry.conftest import verified


@pytest.fixture
def siti(by_operator: House) -> Person:
    return Person(by_operator, Channel.TELEGRAM, "990001")


@pytest.fixture
def asked(siti: Person, desk: Person, operator: Person) -> Person:
    """A verified resident asks, and the operator has the card."""
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri")
    return siti


def test_the_resident_hears_when_the_answer_comes_at_the_latest(asked: Person) -> None:
    assert "paling lambat Selasa 24 November 2026 pukul 14.00 WIB" in "\n".join(asked.hears())


def test_the_operators_answer_goes_back_by_the_same_rules(asked: Person, operator: Person) -> None:
    asked.hears()
    operator.presses("Terdaftar")
    operator.presses("4")

    words = "\n".join(asked.hears())
    assert "Anda terdaftar di DTSEN." in words
    assert "Desil: 4" in words


def test_nothing_is_said_of_programs_that_the_operator_was_not_asked_for(
    asked: Person, operator: Person
) -> None:
    operator.presses("Terdaftar")
    operator.presses("4")

    assert "bantuan yang tercatat" not in "\n".join(asked.hears())


def test_who_reads_whatsapp_after_a_day_is_asked_for_a_word_and_then_told(
    by_operator: House, desk: Person, operator: Person, clock: Clock
) -> None:
    siti = Person(by_operator, Channel.WHATSAPP, "+6281200000001")
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri")
    leaves(by_operator)
    clock.forward(hours=25)
    set_template(by_operator, "registry_answered", "id", "HX" + "0" * 32, clock.now)
    operator.presses("Tidak terdaftar")

    assert any("Balas pesan ini" in words for words in leaves(by_operator))
    siti.says("ya")
    assert any("belum terdaftar" in words for words in leaves(by_operator))


def test_not_listed_leads_into_a_proposal_here_as_well(asked: Person, operator: Person) -> None:
    operator.presses("Tidak terdaftar")

    assert asked.labels() == ["Ajukan usulan"]


@pytest.mark.parametrize(
    ("label", "words"),
    [("Lebih dari satu", "lebih dari satu data"), ("Beda Dukcapil", "dibetulkan dulu di Dukcapil")],
)
def test_other_answers_say_what_to_do(
    asked: Person, operator: Person, label: str, words: str
) -> None:
    asked.hears()
    operator.presses(label)

    assert words in "\n".join(asked.hears())


def test_the_first_answer_counts(asked: Person, operator: Person) -> None:
    operator.presses("Tidak terdaftar")
    asked.hears()
    operator.presses("Lebih dari satu")

    assert asked.hears() == []


def test_the_card_shows_no_full_number(asked: Person, operator: Person) -> None:
    shown = "\n".join(operator.hears())

    assert "3576********9991" in shown
    assert "3576024508829991" not in shown


def test_only_an_operator_answers(asked: Person, operator: Person, desk: Person) -> None:
    asked.hears()
    desk.taps(operator.button("Tidak terdaftar"))

    assert asked.hears() == []


def test_silence_is_reminded_and_then_the_back_office_is_asked(
    asked: Person, operator: Person, clock: Clock
) -> None:
    office = staff(asked.house, "Kantor Contoh", Role.BACK_OFFICE, CITY, "880013")
    here = replace(asked.house)
    operator.hears()
    asked.hears()
    clock.forward(hours=20, minutes=1)
    timers.tick(here)
    assert "Belum dijawab" in "\n".join(operator.hears())

    clock.forward(hours=4)
    timers.tick(here)
    assert "belum terjawab" in "\n".join(asked.hears())
    office.presses("Tidak terdaftar")
    assert "belum terdaftar" in "\n".join(asked.hears())
