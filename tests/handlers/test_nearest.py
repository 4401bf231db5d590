"""Where the nearest office is, with what the database knows: places, and who is on duty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.states import Role
from flows.messages import Kind, Place
from handlers.house import House
from storage import areas, staff
from tests.handlers.people import Person, switch_off

WATES = Place(-7.4551, 112.4499)


@pytest.fixture
def asking(warga: Person) -> Person:
    warga.says("halo", "1", "kantor terdekat")
    warga.hears()
    return warga


def told(person: Person) -> str:
    return "\n".join(person.hears())


def test_a_kelurahan_is_told_its_puskesos(asking: Person) -> None:
    asking.says("wates")
    said = told(asking)
    assert "Puskesos Kelurahan Wates" in said
    assert "https://maps.google.com/?q=-7.45513,112.44987" in said


def test_a_pin_is_told_the_one_around_it(asking: Person) -> None:
    asking.does(Kind.PLACE, place=WATES)
    assert "Puskesos Kelurahan Wates" in told(asking)


def test_a_facilitator_on_duty_is_told_without_name_or_number(
    fasilitator: Person, asking: Person
) -> None:
    asking.says("wates")
    said = told(asking)
    assert "ada fasilitator yang bertugas di Kelurahan Wates" in said
    assert "Contoh" not in said
    assert fasilitator.id not in said


def test_who_was_switched_off_is_not_on_duty(
    house: House, fasilitator: Person, asking: Person
) -> None:
    switch_off(house, "Fasilitator Contoh")
    asking.says("wates")
    assert "belum punya fasilitator" in told(asking)


def test_a_facilitator_of_another_kelurahan_does_not_count(
    fasilitator: Person, asking: Person
) -> None:
    asking.says("miji")
    assert "Kelurahan Miji belum punya fasilitator" in told(asking)


def test_the_secretariat_is_where_the_settings_say(house: House, asking: Person) -> None:
    asking.house = replace(house, office_address="Jalan Contoh 1", office_phone="0321-000000")
    asking.says("wates")
    said = told(asking)
    assert "Alamat: Jalan Contoh 1" in said
    assert "Telepon: 0321-000000" in said


def test_only_who_opened_their_link_is_on_duty(house: House, fasilitator: Person) -> None:
    with house.database.write() as session:
        member = staff.add(session, "Belum Datang Contoh", house.clock())
        staff.grant(session, member.id, Role.FACILITATOR, "35.76.03.1002")
    with house.database.read() as session:
        assert staff.on_duty(session, Role.FACILITATOR, house.clock()) == {"35.76.02.1010"}


def test_a_city_knows_the_middle_of_each_kelurahan(house: House) -> None:
    with house.database.read() as session:
        city = areas.city(session, "35.76")
    wates = city.village("35.76.02.1010")
    assert wates is not None
    assert wates.centre == (-7.45513, 112.44987)
