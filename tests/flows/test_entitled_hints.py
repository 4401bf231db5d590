"""Apa saya berhak?: hints by what the catalogue says, and never a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flows.cases.catalogue import Catalogue, Entry
from flows.cases.hints import GROUPS, Asked, hint_gaps, hints_for
from flows.standing import LIST_ROWS
from flows.talks import entitled_hints
from tests.flows.bekasi import BEKASI
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import Person, catalogue_of

DAY = date(2026, 11, 23)


def asked(*answers: str, **values: object) -> Person:
    person = Person(**{"language": "id", **values})  # type: ignore[arg-type]
    return person.says("menu", "9", "1", *answers)


def codes(entries: tuple[Entry, ...]) -> set[str]:
    return {entry.code for entry in entries}


def found(group: str, decile: int | None = None, *, employees: bool = False) -> set[str]:
    wanted = Asked(group, decile, employees=employees)
    return codes(hints_for(wanted, catalogue_of("35.76"), "35.76", DAY).fitting)


def test_four_easy_questions_lead_to_an_answer() -> None:
    asked("3", "1", "2", "2").is_asked("next").hears("Program Keluarga Harapan")


def test_who_is_not_listed_is_not_asked_for_a_decile() -> None:
    asked("3", "2").is_asked("employees")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", ["id", "jv"])
def test_no_answer_promises_anything(group: str, language: str) -> None:
    number = str(GROUPS.index(group) + 1)
    person = asked(number, "3", "2", language=language).is_asked("next")
    unsure = "belum tentu" if language == "id" else "dereng tamtu"
    person.hears(unsure).hears("kuota")
    person.hears_not("pasti dapat")


@pytest.mark.parametrize("city", [MOJOKERTO, BEKASI])
@pytest.mark.parametrize("number", range(1, 10))
def test_every_group_has_something_in_both_cities(number: int, city: object) -> None:
    person = Person(language="id").moves_to(city)  # type: ignore[arg-type]
    person.says("menu", "9", "1", str(number), "3", "2").hears("Yang bisa dicoba")
    assert len(person.last[-1].choices) <= LIST_ROWS


def test_the_talk_asks_for_the_groups_that_the_catalogue_knows() -> None:
    assert tuple(option.value for option in entitled_hints.GROUPS) == GROUPS


def test_a_decile_above_the_limit_is_said_so() -> None:
    asked("3", "1", "6", "2").hears("di atas batas untuk: PKH").hears_not("Keluarga Harapan")


def test_a_decile_at_the_limit_may_be_tried() -> None:
    assert "PKH" in found("elder", 4)
    assert "PKH" not in found("elder", 5)


def test_an_unknown_decile_leaves_nothing_out() -> None:
    assert "SEKOLAH_RAKYAT" in found("pupil")
    assert "SEKOLAH_RAKYAT" not in found("pupil", 3)


def test_the_limit_is_data_that_the_city_can_change() -> None:
    catalogue = catalogue_of("35.76")
    pkh = catalogue.entry("PKH")
    assert pkh is not None
    wider = Catalogue((replace(pkh, decile_max=6),), ())
    assert codes(hints_for(Asked("elder", 6), wider, "35.76", DAY).fitting) == {"PKH"}


@pytest.mark.parametrize(("typed", "kept"), [("7", "7"), ("8", "8"), ("10", "8"), ("desil 9", "8")])
def test_a_decile_is_typed_as_its_own_number(typed: str, kept: str) -> None:
    assert asked("3", "1", typed).conversation.answers["decile"] == kept


def test_families_of_the_state_are_told_what_leaves_them_out() -> None:
    person = asked("9", "3", "1").hears("PNS, TNI, Polri, dan pegawai BUMN")
    person.hears("Sembako").hears_not("- Program Sembako")


def test_a_loan_is_called_one() -> None:
    entries = catalogue_of("35.76")
    loans = replace(entries, entries=tuple(e for e in entries.entries if e.loan))
    person = Person(language="id", catalogue=loans).says("menu", "9", "1", "8", "3", "2")
    person.hears("pinjaman, harus dikembalikan")


def test_what_is_over_is_explained() -> None:
    person = asked("2", "3", "2").presses("Yang sudah berakhir").hears("Jampersal")
    person.is_asked("next").hears("Mau apa sekarang?")


def test_a_closed_program_is_never_offered() -> None:
    assert "JAMPERSAL" not in found("mother")
    assert "BPUM" not in found("work")


def test_a_program_opens_its_checklist() -> None:
    person = asked("1", "3", "2").presses("PIP / KIP sekolah").is_asked("next")
    assert person.conversation.flow == "requirements"
    person.hears("Yang memutuskan: Kemendikdasmen")


def test_a_program_may_be_named_in_words() -> None:
    assert asked("1", "3", "2", "kip kuliah").conversation.flow == "requirements"


def test_who_is_not_listed_may_be_proposed() -> None:
    person = asked("9", "2", "2").hears("perlu diusulkan").presses("Usulkan ke DTSEN")
    assert person.conversation.answers["service"] == "MJK_DTSEN"


def test_who_does_not_know_may_ask_the_registry_under_its_own_rules() -> None:
    person = asked("9", "3", "2").hears("Cek dulu").presses("Cek DTKS/DTSEN").is_asked("consent")
    assert person.conversation.flow == "registry_check"


def test_applying_begins_where_applying_begins() -> None:
    person = asked("3", "1", "2", "2").presses("Ajukan bantuan/surat")
    assert person.conversation.flow == "application"


def test_another_need_keeps_what_was_said_of_the_family() -> None:
    asked("3", "1", "2", "2").presses("Keperluan lain").is_asked("group").says("1").is_asked("next")


def test_need_may_be_told_in_words() -> None:
    assert asked("anak saya sekolah").conversation.answers["group"] == "pupil"


def test_a_wrong_group_in_the_catalogue_is_found() -> None:
    catalogue = catalogue_of("35.76")
    pkh = catalogue.entry("PKH")
    assert pkh is not None
    told = list(hint_gaps((replace(pkh, helps=("elders",)),), DAY))
    assert told[0] == "program PKH: elders is no group (helps)"
    assert "group elder: nothing that is open helps it (helps)" in told
