"""A case that nobody could take goes to the first who can, without anybody's press."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from flows.cases.states import Role
from handlers import giving_out
from handlers.house import House
from storage.tables import Case
from tests.handlers.people import WATES, Clock, Group, Person, case_of, staff


@pytest.fixture
def waiting(fasilitator: Person, warga: Person, group: Group) -> str:
    """A case whose only facilitator is away for two days; its ticket."""
    fasilitator.says("cuti sampai 24/11")
    fasilitator.presses("Ya, cuti")
    ticket = warga.complains()
    for person in (warga, fasilitator):
        person.hears()
    group.hears()
    return ticket


def test_who_is_back_gets_what_waited(
    house: House, waiting: str, fasilitator: Person, warga: Person
) -> None:
    fasilitator.says("aktif lagi")
    assert giving_out.look(house) == 1
    assert waiting in fasilitator.hears()[-1]
    assert "sekarang ditangani seorang fasilitator" in warga.hears()[-1]


def test_an_absence_that_ends_by_itself_is_enough(
    house: House, waiting: str, fasilitator: Person, clock: Clock
) -> None:
    clock.forward(days=3)
    assert giving_out.look(house) == 1
    assert waiting in "".join(fasilitator.hears())


def test_a_new_facilitator_gets_what_waited(house: House, waiting: str) -> None:
    new = staff(house, "Fasilitator Baru Contoh", Role.FACILITATOR, WATES, "880009")
    assert giving_out.look(house) == 1
    assert waiting in new.hears()[-1]


def test_as_long_as_nobody_can_the_case_waits_and_nobody_is_told_again(
    house: House, waiting: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    supervisor.hears()
    assert giving_out.look(house) == 0
    assert case_of(house).ticket == waiting
    assert (supervisor.hears(), group.hears(), fasilitator.hears()) == ([], [], [])


def test_who_gave_it_back_does_not_get_it_again(
    house: House, fasilitator: Person, warga: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.declines()
    assert giving_out.look(house) == 0
    assert case_of(house).facilitator_id is None


def test_frozen_data_are_given_to_nobody(
    house: House, waiting: str, fasilitator: Person, clock: Clock
) -> None:
    with house.database.write() as session:
        session.execute(update(Case).values(frozen_at=clock.now))
    fasilitator.says("aktif lagi")
    assert giving_out.look(house) == 0
