"""A case for which no facilitator can be found, and one that is given back."""

from __future__ import annotations

from flows.cases.states import Role, Stage, State
from flows.messages import Kind
from handlers.house import House
from tests.handlers.people import WATES, Group, Person, case_of, staff


def test_a_case_without_a_facilitator_waits(house: House, warga: Person) -> None:
    ticket = warga.complains()
    assert (case_of(house).state, case_of(house).stage) == (State.SCREENING, Stage.FIELD)
    assert any(ticket in words for words in warga.hears())


def test_the_supervisors_hear_that_nobody_can_go(
    warga: Person, supervisor: Person, group: Group
) -> None:
    ticket = warga.complains()
    assert f"Laporan {ticket} di kelurahan Wates belum mendapat fasilitator" in " ".join(
        supervisor.hears()
    )
    assert "Belum ada fasilitator" in group.shows()[0]
    assert sorted(group.labels()) == ["Cari petugas", "Rincian", "Tanpa survei"]


def test_without_a_group_the_card_comes_to_the_supervisor_in_private(
    house: House, warga: Person, supervisor: Person
) -> None:
    warga.complains()
    staff(house, "Fasilitator Contoh", Role.FACILITATOR, WATES, "880001")
    supervisor.presses("Cari petugas")
    assert case_of(house).state == State.ASSIGNED


def test_looking_for_somebody_works_once_there_is_one(
    house: House, warga: Person, supervisor: Person, group: Group
) -> None:
    ticket = warga.complains()
    group.shows()
    added = staff(house, "Fasilitator Contoh", Role.FACILITATOR, WATES, "880001")
    group.presses(supervisor, "Cari petugas")
    assert supervisor.toasts() == ["Petugas sudah ditunjuk."]
    assert ticket in added.hears()[-1]
    assert group.shows()
    assert group.labels() == ["Ganti petugas", "Rincian"]


def test_looking_in_vain_is_told_to_who_pressed_and_to_nobody_else(
    warga: Person, supervisor: Person, group: Group
) -> None:
    warga.complains()
    group.shows()
    supervisor.hears()
    group.presses(supervisor, "Cari petugas")
    assert supervisor.toasts() == ["Masih belum ada fasilitator aktif di kelurahan ini."]
    assert supervisor.hears() == []
    assert group.shows() == []


def test_a_declined_case_goes_to_the_next_one(
    house: House, warga: Person, fasilitator: Person
) -> None:
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    ticket = warga.complains()
    fasilitator.declines()
    assert "kami carikan petugas lain" in fasilitator.hears()[-1]
    assert ticket in other.hears()[-1]


def test_a_case_that_everybody_declined_waits_for_the_supervisor(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.declines()
    case = case_of(house)
    assert (case.state, case.stage) == (State.SCREENING, Stage.FIELD)
    assert case.facilitator_id is None
    assert "belum mendapat fasilitator" in supervisor.hears()[-1]
    assert len(group.shows()) == 1


def test_who_declined_is_not_asked_again(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.declines()
    group.shows()
    group.presses(supervisor, "Cari petugas")
    assert case_of(house).facilitator_id is None
    assert "Siapa yang menangani laporan" in supervisor.hears()[-1]


def test_a_supervisor_may_ask_somebody_again_who_gave_it_back(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.declines()
    group.shows()
    group.presses(supervisor, "Cari petugas")
    supervisor.says("1")
    assert case_of(house).state == State.ASSIGNED
    assert supervisor.hears()[-1] == "Petugas sudah ditunjuk."


def test_a_facilitator_who_blocked_us_gets_no_case(
    house: House, warga: Person, fasilitator: Person
) -> None:
    fasilitator.does(Kind.STOPPED)
    warga.complains()
    assert case_of(house).facilitator_id is None


def test_a_return_to_a_facilitator_who_blocked_us_is_told_to_the_supervisors(
    surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    fasilitator.does(Kind.STOPPED)
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    told = supervisor.hears()
    assert any(f"Fasilitator laporan {surveyed} menutup chat" in words for words in told)
