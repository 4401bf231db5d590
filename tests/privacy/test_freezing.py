"""While data are frozen nobody opens or changes them, and the clocks stand still."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers import clock_repair, timers
from handlers.house import House
from handlers.registry import finding
from storage import persons
from storage.tables import Case, ClockRow, RegistrySearch
from tests.handlers.people import Clock, Person, case_of, newest_case
from tests.handlers.rows import rows
from tests.privacy.conftest import proves, told
from tests.registry.conftest import SITI


@pytest.fixture
def frozen(siti: Person, manajer: Person) -> Person:
    """Somebody with an open report, whose data were frozen."""
    siti.complains()
    siti.says("data saya", "bekukan data", "ya")
    manajer.presses("Bekukan")
    siti.hears()
    manajer.hears()
    return siti


def running(house: House) -> int:
    return sum(row.running_since is not None for row in rows(house, ClockRow))


def test_an_officer_may_not_open_the_report(
    siti: Person, fasilitator: Person, manajer: Person
) -> None:
    siti.complains()
    siti.says("data saya", "bekukan data", "ya")
    manajer.presses("Bekukan")
    fasilitator.presses("Rincian")

    assert "sedang dibekukan" in "\n".join(fasilitator.toasts())


def test_nor_move_it(siti: Person, fasilitator: Person, manajer: Person) -> None:
    siti.complains()
    before = newest_case(siti.house).state
    siti.says("data saya", "bekukan data", "ya")
    manajer.presses("Bekukan")
    fasilitator.presses("Terima tugas")

    assert case_of(siti.house).state == before
    assert "sedang dibekukan" in "\n".join(fasilitator.toasts())


def test_it_waits_in_no_list(siti: Person, fasilitator: Person, manajer: Person) -> None:
    siti.complains()
    siti.says("data saya", "bekukan data", "ya")
    manajer.presses("Bekukan")
    fasilitator.hears()
    fasilitator.says("tugas")

    assert "Tidak ada tugas" in told(fasilitator)


def test_its_clocks_stand_still_and_are_not_repaired(frozen: Person, clock: Clock) -> None:
    house = frozen.house
    assert running(house) == 0
    clock_repair.repair(house)
    clock.forward(days=3)
    timers.tick(house)

    assert running(house) == 0
    assert frozen.hears() == []


def test_what_is_thawed_goes_on_with_the_time_it_had(
    frozen: Person, manajer: Person, clock: Clock
) -> None:
    house = frozen.house
    spent = {row.kind: row.spent for row in rows(house, ClockRow)}
    clock.forward(days=3)
    frozen.says("data saya", "cairkan data", "ya")
    manajer.presses("Cairkan")

    assert case_of(house).frozen_at is None
    assert running(house) > 0
    assert {row.kind: row.spent for row in rows(house, ClockRow)} == spent


def test_no_new_report_is_taken_while_it_lasts(frozen: Person) -> None:
    frozen.says("menu", "1", "1", "1", "wates", "Kartu KIS saya mati juga", "lewati", "1")

    assert "Cairkan data" in told(frozen)
    assert len(rows(frozen.house, Case)) == 1


def test_who_is_not_frozen_cannot_be_thawed(siti: Person, manajer: Person) -> None:
    siti.says("halo", "1", "data saya", "cairkan data", "ya")

    assert "tidak sedang dibekukan" in told(siti)
    assert manajer.hears() == []


def test_a_frozen_person_learns_nothing_new_from_a_report(
    siti: Person, desk: Person, manajer: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "bekukan data", "data saya sendiri", "ya")
    manajer.presses("Bekukan")

    with siti.house.database.write() as session:
        persons.meet(session, nik=SITI, kk="3576020101109998", name="LAIN CONTOH", birth=None,
                     sex="", now=siti.house.clock())  # fmt: skip
        person = persons.by_nik(session, SITI)
        assert person is not None
        assert person.name == "SITI CONTOH"
        assert person.kk != "3576020101109998"


def test_an_officer_does_not_find_them_by_name(
    loaded: House, siti: Person, desk: Person, manajer: Person
) -> None:
    proves(siti, desk)
    siti.says("data saya", "bekukan data", "data saya sendiri", "ya")
    manajer.presses("Bekukan")
    desk.says("cari siti contoh")
    with loaded.database.read() as session:
        search = session.scalars(select(RegistrySearch.id)).one()
    finding.work(loaded, search)

    assert "SITI CONTOH" not in told(desk)
