"""A facilitator is away: no new cases, not on duty, and the supervisors hear of open visits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows.absence import asked
from flows.cases.states import Role
from handlers import absence
from handlers.house import House
from handlers.refused import Refused
from storage import staff
from storage.tables import Staff
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.post import leaves
from tests.handlers.rows import rows

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("cuti 3 hari", date(2026, 11, 25)),
        ("Libur sampai 28/11", date(2026, 11, 28)),
        ("cuti sampai tanggal 5", date(2026, 12, 5)),
        ("cuti sampai 2 januari", date(2027, 1, 2)),
        ("libur hari ini", MONDAY),
        ("cuti 300 hari", None),
        ("cuti sampai 31/2", None),
    ],
)
def test_the_last_day_is_read_as_people_write_it(text: str, last: date | None) -> None:
    found = asked(text, MONDAY)
    assert found is not None
    assert found.last == last


@pytest.mark.parametrize("text", ["sakit", "libur", "warga cuti 3 hari", "cuti bersama kapan"])
def test_other_words_ask_for_no_absence(text: str) -> None:
    assert asked(text, MONDAY) is None


def away(person: Person, text: str = "cuti 3 hari") -> None:
    person.says(text)
    person.presses("Ya, cuti")


def test_who_is_away_gets_no_new_case(house: House, fasilitator: Person, warga: Person) -> None:
    away(fasilitator)
    warga.complains("Kartu KIS saya mati sejak Mei")
    assert case_of(house).facilitator_id is None


def test_nothing_changes_before_they_are_sure(house: House, fasilitator: Person) -> None:
    fasilitator.says("cuti 3 hari")
    assert "cuti sampai 25 November 2026" in fasilitator.hears()[-1]
    fasilitator.presses("Tidak")
    assert [row.away_until for row in rows(house, Staff)] == [None]


def test_who_is_away_is_not_on_duty_until_they_are_back(
    house: House, fasilitator: Person, clock: Clock
) -> None:
    def on_duty() -> bool:
        with house.database.read() as session:
            return bool(staff.on_duty(session, Role.FACILITATOR, house.clock()))

    away(fasilitator)
    assert not on_duty()
    fasilitator.says("aktif lagi")
    assert on_duty()
    away(fasilitator, "cuti sampai 24/11")
    clock.forward(days=2)
    assert on_duty()


def test_a_resident_is_told_that_they_are_away(
    house: House, fasilitator: Person, siti: Person
) -> None:
    away(fasilitator)
    siti.says("halo", "indonesia", "kantor terdekat", "wates")
    assert "Fasilitator Kelurahan Wates sedang cuti" in siti.hears()[-1]


def test_the_supervisor_hears_of_the_open_visits(
    house: House, supervisor: Person, fasilitator: Person, warga: Person
) -> None:
    ticket = warga.complains("Kartu KIS saya mati sejak Mei")
    supervisor.hears()
    last = (house.clock() + timedelta(days=2)).date()
    (member,) = (one.id for one in rows(house, Staff) if one.name == "Fasilitator Contoh")
    assert absence.set_away(house, member, last, house.clock()) == 1
    assert ticket in supervisor.hears()[-1]


def test_the_office_cannot_send_somebody_away_into_the_past(
    house: House, fasilitator: Person
) -> None:
    with pytest.raises(Refused):
        absence.set_away(house, 1, date(2026, 11, 1), house.clock())


def test_the_leave_is_confirmed_by_a_typed_yes(house: House, fasilitator: Person) -> None:
    fasilitator.says("cuti 3 hari")
    leaves(house)
    fasilitator.hears()
    fasilitator.says("ya")
    assert fasilitator.hears()[-1].startswith("Baik, Anda cuti sampai")
