"""An officer types a ticket number: the case with their buttons, where they may see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.cases.states import Role
from flows.cases.ticket import ending, ticket_no
from handlers.house import House
from storage.tables import Audit
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import CITY, Person, staff

TAIL = ticket_no(2026, 1).replace("-", "")[-4:]


@pytest.fixture
def ticket(house: House, warga: Person, fasilitator: Person) -> str:
    """A case that its facilitator has accepted, before any card stands in a group."""
    reports(house, warga, DROPPED)
    fasilitator.presses("Terima tugas")
    fasilitator.says("batal")
    fasilitator.hears()
    return ticket_no(2026, 1)


def test_a_supervisor_opens_a_case_by_its_number(
    house: House, ticket: str, supervisor: Person
) -> None:
    supervisor.hears()
    supervisor.says(ticket)
    assert f"Laporan {ticket}: Survei rumah" in supervisor.hears()[0]
    assert "Ganti petugas" in supervisor.labels()


def test_its_facilitator_finds_the_task(ticket: str, fasilitator: Person) -> None:
    fasilitator.says(f"cek {ticket}")
    assert f"Tugas survei: laporan {ticket}" in fasilitator.hears()[0]
    assert "Mulai survei" in fasilitator.labels()


def test_the_last_four_digits_are_enough(ticket: str, supervisor: Person) -> None:
    supervisor.hears()
    supervisor.says(TAIL)
    assert ticket in supervisor.hears()[0]


def test_who_may_not_see_it_learns_nothing(house: House, ticket: str) -> None:
    other = staff(house, "Supervisor Lain Contoh", Role.SUPERVISOR, "35.76.01", "880031")
    other.hears()
    other.says(ticket, ticket_no(2026, 77))
    told = other.hears()
    assert told[0].replace(ticket, "") == told[1].replace(ticket_no(2026, 77), "")


def test_a_number_in_the_middle_of_a_survey_keeps_the_survey(
    ticket: str, fasilitator: Person
) -> None:
    fasilitator.says("tugas")
    fasilitator.presses("Mulai survei")
    fasilitator.hears()
    fasilitator.says(ticket)
    assert "Siapa yang Anda temui" in fasilitator.hears()[-1]


def test_the_look_is_on_record(house: House, ticket: str, supervisor: Person) -> None:
    supervisor.says(ticket)
    with house.database.read() as session:
        looks = session.scalars(select(Audit.action).where(Audit.subject == "case")).all()
    assert list(looks) == ["case_shown"]


def test_one_of_ten_numbers_has_the_check_digit() -> None:
    found = ending(2026, 20_000, "217-4")
    assert ticket_no(2026, 4217) in found
    assert all(number.endswith("217-4") for number in found)
    assert 1 <= len(found) <= 6


def test_the_front_office_sees_it_anywhere_in_the_city(house: House, ticket: str) -> None:
    office = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880032")
    office.hears()
    office.says(f"no {ticket}")
    assert f"Laporan {ticket}: Survei rumah" in office.hears()[0]


def test_a_resident_finds_their_own_report_by_four_digits(warga: Person, siti: Person) -> None:
    ticket = warga.complains()
    siti.says("halo", "1")
    for person in (warga, siti):
        person.hears()
        person.says(ticket.replace("-", "")[-4:])
    assert f"Laporan {ticket}" in warga.hears()[0]
    assert not any(ticket in words for words in siti.hears())
