"""Urgent cases, cases that no group may see, and cases without a village."""

from __future__ import annotations

import pytest

from flows.cases.states import Role, State
from handlers import roster
from handlers.house import House
from tests.handlers.filings import DISASTER, DROPPED, STRANDED, VIOLENCE, neighbour, reports, stands
from tests.handlers.people import CITY, WATES, Group, Person, case_of, staff


@pytest.fixture
def office(house: House) -> Person:
    return staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")


@pytest.fixture
def desk(house: House) -> Person:
    return staff(house, "Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880021")


@pytest.fixture
def manager(house: House) -> Person:
    return staff(house, "Manajer Contoh", Role.MANAGER, CITY, "880022")


def test_everybody_who_can_help_is_told_at_once(
    house: House, warga: Person, supervisor: Person, office: Person, desk: Person, manager: Person
) -> None:
    case = reports(house, warga, DISASTER)
    for person in (supervisor, office, desk, manager):
        assert any(f"DARURAT: laporan {case.ticket}" in words for words in person.hears())


def test_a_normal_case_alarms_nobody(
    house: House, warga: Person, fasilitator: Person, office: Person, desk: Person
) -> None:
    reports(house, warga, DROPPED)
    assert office.hears() == []
    assert [words.endswith("tidak perlu berbuat apa-apa sekarang.") for words in desk.hears()] == [
        True
    ]


def test_who_has_two_roles_is_told_once(house: House, warga: Person, office: Person) -> None:
    roster.grant(house, 1, Role.MANAGER, CITY, house.clock())
    reports(house, warga, DISASTER)
    assert sum("baru saja masuk" in words for words in office.hears()) == 1


def test_the_facilitator_reads_on_the_task_that_it_is_urgent(
    house: House, warga: Person, fasilitator: Person
) -> None:
    reports(house, warga, DISASTER)
    assert fasilitator.hears()[-1].startswith("DARURAT. Tugas survei")


def test_the_resident_reads_the_emergency_numbers_first(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, office: Person
) -> None:
    case = reports(house, warga, DISASTER)
    first = warga.hears()[0]
    assert f"nomor {case.ticket}" in first
    assert all(number in first for number in ("112", "119", "129"))
    assert "petugas kelurahan, supervisor, dan sekretariat SLRT kami beri tahu" in first


def test_only_who_is_told_is_named(house: House, warga: Person, supervisor: Person) -> None:
    reports(house, warga, DISASTER)
    assert "dan supervisor kami beri tahu" in warga.hears()[0]


def test_the_groups_card_is_posted_at_once_and_says_so(
    house: House, warga: Person, fasilitator: Person, group: Group
) -> None:
    case = reports(house, warga, DISASTER)
    (card,) = group.shows()
    assert card.startswith(f"DARURAT: laporan {case.ticket}")
    assert "Rumah roboh" not in card
    assert group.labels(case.id) == ["Ganti petugas", "Rincian"]


def test_the_details_are_one_press_away_for_who_is_alerted(
    house: House, warga: Person, fasilitator: Person, desk: Person
) -> None:
    reports(house, warga, DISASTER)
    desk.presses("Rincian")
    assert "Rumah roboh" in desk.hears()[-1]


def test_a_discreet_case_is_shown_in_no_group(
    house: House, warga: Person, group: Group, supervisor: Person
) -> None:
    case = reports(house, warga, VIOLENCE)
    assert case.discreet
    assert group.shows() == []
    assert any("DARURAT" in words for words in supervisor.hears())


def test_a_discreet_case_stays_hidden_when_a_group_is_bound_later(
    house: House, warga: Person, supervisor: Person
) -> None:
    reports(house, warga, VIOLENCE)
    group = Group(house).bound(supervisor)
    assert group.shows() == []


def test_a_stranded_person_is_the_whole_citys(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    case = reports(house, warga, STRANDED)
    assert (case.village_code, case.facilitator_id) == (None, None)
    assert "Kelurahan belum diketahui" in group.shows()[0]
    assert any("belum mendapat fasilitator" in words for words in supervisor.hears())


def test_the_citys_own_group_has_a_case_without_a_village(
    house: House, warga: Person, group: Group
) -> None:
    manager = staff(house, "Manajer Contoh", Role.MANAGER, CITY, "880022")
    whole = Group(house, "-100900").bound(manager)
    reports(house, warga, STRANDED)
    assert (len(whole.shows()), group.shows()) == (1, [])


def test_a_supervisor_may_send_anybody_to_a_stranded_person(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    case = reports(house, warga, STRANDED)
    group.shows()
    group.presses(supervisor, "Cari petugas", case.id)
    assert case_of(house, case.id).facilitator_id == 1
    assert "Kelurahan belum diketahui" in fasilitator.hears()[-1]
    assert "petugas lapangan" in stands(house, warga)[0]


def test_a_facilitator_of_the_whole_city_is_given_a_stranded_person(
    house: House, warga: Person
) -> None:
    staff(house, "Fasilitator Kota Contoh", Role.FACILITATOR, CITY, "880030")
    assert reports(house, warga, STRANDED).state == State.ASSIGNED


def test_what_is_urgent_stands_first_then_what_is_marked(house: House, supervisor: Person) -> None:
    normal = reports(house, neighbour(house, 2), DROPPED)
    marked = reports(house, neighbour(house, 3), DROPPED, subtype="not_listed", marks=["elder"])
    urgent = reports(house, neighbour(house, 4), DISASTER)
    stranded = reports(house, neighbour(house, 5), STRANDED)
    supervisor.hears()
    supervisor.says("tugas")
    shown = [words.split("\n")[0][-11:] for words in supervisor.hears()]
    assert shown == [urgent.ticket, marked.ticket, normal.ticket, stranded.ticket]


def test_a_complaint_about_an_officer_is_the_supervisors_to_give(
    house: House, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    case = reports(house, warga, {**DROPPED, "kind": "non_membership", "subtype": "staff"})
    assert (case.facilitator_id, fasilitator.hears()) == (None, [])
    assert any(f"Laporan {case.ticket}" in words for words in supervisor.hears())
