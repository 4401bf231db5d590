"""An officer types a ticket number: the case with their buttons, where they may see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.cases.states import Role, State
from flows.cases.ticket import ending, ticket_no
from flows.messages import Channel
from handlers import staffing
from handlers.house import House
from storage.tables import Audit
from tests.handlers.filings import DROPPED, NIK, OTHER_NIK, reports
from tests.handlers.people import CITY, Clock, Person, case_of, staff
from tests.handlers.post import leaves
from tests.handlers.secretariat import stands

NIKS = (NIK, OTHER_NIK)
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
    assert looks.count("case_shown") == 1


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


@pytest.fixture
def two(house: House, warga: Person, siti: Person) -> tuple[Person, list[str]]:
    """A front office on WhatsApp that was just told of two cases."""
    office = Person(house, Channel.WHATSAPP, "whatsapp:+6281200000077")
    _, token = staffing.add_staff(
        house, "Front Office Contoh", [(Role.FRONT_OFFICE, CITY)], house.clock()
    )
    office.says(f"kode {token}")
    for number, person in ((1, warga), (2, siti)):
        reports(house, person, {**DROPPED, "nik": NIKS[number - 1]})
        stands(house, State.APPROVED, "secretariat", number)
    office.says("tugas")
    leaves(house)
    office.hears()
    return office, [ticket_no(2026, 1), ticket_no(2026, 2)]


def test_a_number_that_could_be_of_two_cases_is_asked_about(
    house: House, two: tuple[Person, list[str]]
) -> None:
    office, tickets = two
    office.says("1")
    assert office.hears() == ["Laporan yang mana?"]
    assert office.labels() == tickets
    assert [case_of(house, n).state for n in (1, 2)] == [State.APPROVED, State.APPROVED]


def test_the_case_that_was_meant_is_the_one_that_moves(
    house: House, two: tuple[Person, list[str]], clock: Clock
) -> None:
    office, _tickets = two
    clock.forward(seconds=5)
    office.says("1")
    leaves(house)
    clock.forward(seconds=5)
    office.says("1")
    assert [case_of(house, n).state for n in (1, 2)] == [State.SECRETARIAT_REVIEW, State.APPROVED]


def test_after_a_number_of_one_case_its_buttons_count(
    house: House, two: tuple[Person, list[str]], clock: Clock
) -> None:
    office, tickets = two
    clock.forward(seconds=5)
    office.says(tickets[1])
    leaves(house)
    clock.forward(seconds=5)
    office.says("1")
    assert [case_of(house, n).state for n in (1, 2)] == [State.APPROVED, State.SECRETARIAT_REVIEW]
