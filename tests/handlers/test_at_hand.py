"""What one needs next stands where one reads: nobody has to look for a button or type it anew."""

from __future__ import annotations

from flows.cases.states import Role, State
from handlers.house import House
from tests.handlers.people import CITY, WATES, Group, Person, case_of, staff
from tests.handlers.post import leaves


def test_a_supervisor_decides_where_the_details_are_read(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Rincian")
    supervisor.presses("Setujui")
    assert case_of(house).state == State.APPROVED


def test_who_may_only_look_gets_no_buttons_to_decide(
    house: House, surveyed: str, group: Group
) -> None:
    office = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    group.presses(office, "Rincian")
    assert "Setujui" not in office.labels()


def test_the_front_office_looks_into_an_approved_case_from_its_notice(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    office = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    group.presses(supervisor, "Setujui")
    office.presses("Rincian")
    assert f"Rincian laporan {surveyed}" in office.hears()[-1]


def test_a_returned_survey_opens_with_its_answers(
    surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    fasilitator.presses("Perbaiki survei")
    assert "Ini jawaban Anda sebelumnya" in fasilitator.hears()[-1]


def test_a_resident_hears_that_another_facilitator_has_taken_over(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880021")
    fasilitator.declines()
    assert "fasilitator lain" in warga.hears()[-1]


def test_the_menu_of_staff_leads_to_their_tasks(warga: Person, fasilitator: Person) -> None:
    ticket = warga.complains()
    fasilitator.says("menu")
    fasilitator.presses("Tugas saya")
    assert ticket in fasilitator.hears()[-1]


def test_the_request_of_a_person_who_was_taken_loses_its_button(
    house: House, warga: Person, supervisor: Person, group: Group
) -> None:
    warga.says("halo", "1", "petugas")
    asked = group.hears()[-1]
    leaves(house)
    supervisor.taps(asked.buttons[0].data, group.chat)
    (instead,) = group.hears()
    assert instead.text.endswith("diambil oleh Supervisor Contoh.")
    assert instead.edits.startswith("telegram-")
    assert instead.buttons == ()


def test_the_group_reads_who_has_taken_a_person_who_waits(
    warga: Person, supervisor: Person, group: Group
) -> None:
    warga.says("halo", "1", "petugas")
    asked = group.hears()[-1]
    supervisor.taps(asked.buttons[0].data, group.chat)
    assert group.hears()[-1].text.endswith("diambil oleh Supervisor Contoh.")
