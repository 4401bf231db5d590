"""The morning's digest, the desk that knows what comes in, and reports that look alike."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.states import Role, Stage, State
from handlers import alike_reports, digest, timers
from handlers.house import House
from tests.handlers.filings import DROPPED, neighbour, reports
from tests.handlers.people import CITY, WATES, Clock, Group, Person, case_of, staff
from tests.handlers.test_tasks import a_case


def morning(house: House, clock: Clock) -> None:
    """Until after the next half past seven."""
    digest.expect(house)
    clock.forward(hours=20)
    timers.tick(house)


def test_each_desk_reads_what_is_open_due_today_and_late(house: House, clock: Clock) -> None:
    office = staff(house, "Front Office CONTOH", Role.FRONT_OFFICE, CITY, "880201")
    for number, hours in enumerate((-1, 26, 60), 1):
        a_case(house, number, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT, hours)
    morning(house, clock)
    assert office.hears() == [
        "Pagi ini 3 laporan menunggu Anda: 1 jatuh tempo hari ini, 1 terlambat. "
        "Ketik TUGAS untuk melihatnya."
    ]


def test_who_has_nothing_to_do_hears_nothing(house: House, clock: Clock) -> None:
    manager = staff(house, "Manajer CONTOH", Role.MANAGER, CITY, "880202")
    staff(house, "Front Office CONTOH", Role.FRONT_OFFICE, CITY, "880203")
    a_case(house, 1, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)
    morning(house, clock)
    assert manager.hears() == []


def test_a_group_reads_only_numbers(house: House, clock: Clock, group: Group) -> None:
    a_case(house, 1, State.REFERRED, Stage.REFERRAL)
    morning(house, clock)
    assert [words.split(":")[0] for words in (m.text for m in group.hears())] == [
        "Pagi ini 1 laporan berjalan di wilayah grup ini"
    ]


def test_the_next_morning_comes_too(house: House, clock: Clock) -> None:
    office = staff(house, "Front Office CONTOH", Role.FRONT_OFFICE, CITY, "880204")
    a_case(house, 1, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)
    morning(house, clock)
    office.hears()
    clock.now += timedelta(days=1)
    timers.tick(house)
    assert len(office.hears()) == 1


def test_the_desk_of_the_kelurahan_knows_what_came_in(house: House, warga: Person) -> None:
    desk = staff(house, "Puskesos CONTOH", Role.PUSKESOS_OFFICER, WATES, "880205")
    staff(house, "Fasilitator CONTOH", Role.FACILITATOR, WATES, "880206")
    case = reports(house, warga, DROPPED)
    (words,) = desk.hears()
    assert words.startswith(f"Laporan {case.ticket} dari kelurahan Wates baru masuk")


def test_a_report_of_somebody_with_the_same_name_is_shown_to_who_decides(
    house: House, warga: Person, supervisor: Person
) -> None:
    reports(house, warga, DROPPED)
    second = reports(house, neighbour(house, 2), {**DROPPED, "nik": "3576015508829990"})
    supervisor.hears()
    alike_reports.look(house, second.id)
    assert any("mungkin sama" in words for words in supervisor.hears())


def test_a_report_like_no_other_disturbs_nobody(
    house: House, warga: Person, supervisor: Person
) -> None:
    reports(house, warga, DROPPED)
    supervisor.hears()
    alike_reports.look(house, case_of(house).id)
    assert supervisor.hears() == []
