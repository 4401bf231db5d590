"""Who may press what: one winner, and for everybody else a private answer with the reason."""

from __future__ import annotations

from sqlalchemy import func, select

from flows.cases.states import Role, State
from flows.messages import Channel, Kind
from handlers import staffing
from handlers.house import House
from storage.tables import Move
from tests.handlers.people import (
    ABOUT,
    MAGERSARI,
    WATES,
    Group,
    Person,
    case_of,
    newest_case,
    staff,
    switch_off,
)
from tests.handlers.threads import at_once


def test_of_many_presses_at_once_one_wins(
    house: House, surveyed: str, warga: Person, group: Group
) -> None:
    people = [
        staff(house, f"Supervisor {n} Contoh", Role.SUPERVISOR, MAGERSARI, f"88010{n}")
        for n in range(6)
    ]
    at_once(*(lambda p=p: group.presses(p, "Setujui") for p in people))
    toasts = [toast for p in people for toast in p.toasts()]
    assert sum("disetujui. Terima kasih." in toast for toast in toasts) == 1
    assert sum("sudah berubah" in toast for toast in toasts) == 5
    assert len(warga.hears()) == 1


def test_approve_and_return_at_once_leave_one_decision(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    other = staff(house, "Supervisor Dua Contoh", Role.SUPERVISOR, MAGERSARI, "880022")
    group.presses(other, "Kembalikan")
    at_once(
        lambda: group.presses(supervisor, "Setujui"),
        lambda: other.says("Foto rumah belum ada sama sekali"),
    )
    with house.database.read() as session:
        decided = select(func.count()).where(Move.event.in_(("approve", "return")))
        assert session.scalar(decided) == 1


def test_a_stale_press_is_told_how_the_case_stands(
    surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Setujui")
    group.presses(supervisor, "Setujui")
    assert supervisor.toasts()[-1] == (
        f"Laporan {surveyed} sudah berubah. Statusnya sekarang: Disetujui supervisor."
    )


def test_a_stranger_in_the_group_is_refused(
    house: House, surveyed: str, siti: Person, group: Group
) -> None:
    group.presses(siti, "Setujui")
    assert siti.toasts() == ["Tombol ini hanya untuk petugas SLRT yang terdaftar."]
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_a_stranger_without_boxes_is_refused_in_words(
    house: House, surveyed: str, group: Group
) -> None:
    other = Person(house, Channel.WHATSAPP, "whatsapp:+628990000077")
    other.taps(group.key("Setujui"))
    assert other.hears() == ["Tombol ini hanya untuk petugas SLRT yang terdaftar."]


def test_a_supervisor_of_another_area_is_refused(house: House, surveyed: str, group: Group) -> None:
    other = staff(house, "Supervisor Lain Contoh", Role.SUPERVISOR, "35.76.01", "880033")
    group.presses(other, "Setujui")
    assert other.toasts() == ["Laporan ini bukan di wilayah Anda."]
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_a_facilitator_may_not_approve(
    house: House, surveyed: str, fasilitator: Person, group: Group
) -> None:
    group.presses(fasilitator, "Setujui")
    assert "hanya untuk" in fasilitator.toasts()[-1]
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_who_is_switched_off_is_a_stranger(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    switch_off(house, "Supervisor Contoh")
    group.presses(supervisor, "Setujui")
    assert "hanya untuk petugas" in supervisor.toasts()[-1]


def test_nobody_approves_a_survey_of_their_own(house: House, warga: Person, group: Group) -> None:
    both = Person(house, Channel.TELEGRAM, "880044")
    roles = [(Role.FACILITATOR, WATES), (Role.SUPERVISOR, MAGERSARI)]
    _, token = staffing.add_staff(house, "Rangkap Contoh", roles, house.clock())
    both.says(f"/start {token}")
    warga.complains()
    both.accepts()
    both.surveys()
    group.shows()
    group.presses(both, "Setujui")
    assert "Supervisor lain yang memutuskan" in both.toasts()[-1]
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_nobody_approves_a_case_they_reported(
    house: House, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    supervisor.says(
        "menu", "lapor", "1", *ABOUT, "wates", "Atap rumah saya rusak berat", "lewati", "1"
    )
    fasilitator.accepts()
    fasilitator.surveys()
    group.shows()
    group.presses(supervisor, "Setujui")
    assert "Anda yang melaporkan" in supervisor.toasts()[-1]


def test_a_press_in_the_group_asks_for_an_open_private_chat(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    supervisor.does(Kind.STOPPED)
    supervisor.hears()
    group.presses(supervisor, "Kembalikan")
    assert "Buka dulu chat pribadi" in supervisor.toasts()[-1]
    assert supervisor.hears() == []


def test_approving_needs_no_private_chat(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    supervisor.does(Kind.STOPPED)
    group.presses(supervisor, "Setujui")
    assert case_of(house).state == State.APPROVED


def test_a_return_does_not_overwrite_another_talk(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    supervisor.says("menu", "lapor", "1", *ABOUT, "wates")
    group.presses(supervisor, "Kembalikan")
    assert "Selesaikan dulu isian" in supervisor.toasts()[-1]
    supervisor.says("1", "Atap rumah saya rusak berat", "lewati", "1")
    assert newest_case(house).story == "Atap rumah saya rusak berat"


def test_a_task_is_taken_in_the_middle_of_another_talk(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    fasilitator.says("menu", "lapor", "1", *ABOUT, "wates")
    fasilitator.presses("Terima tugas")
    assert "Selesaikan dulu isian" in fasilitator.toasts()[-1]
    assert case_of(house).state == State.FIELD_VISIT


def test_a_survey_does_not_overwrite_another_talk(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    fasilitator.says("menu", "lapor", "1", *ABOUT, "wates")
    fasilitator.presses("Terima tugas")
    fasilitator.taps("c:1:2:survey")
    assert "Selesaikan dulu isian" in fasilitator.toasts()[-1]


def test_pressing_return_again_goes_on_with_the_same_reason(
    surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    group.presses(supervisor, "Kembalikan")
    assert "Kita lanjutkan." in supervisor.hears()[-1]


def test_a_reason_that_comes_too_late_is_refused_kindly(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    other = staff(house, "Supervisor Dua Contoh", Role.SUPERVISOR, MAGERSARI, "880022")
    group.presses(other, "Kembalikan")
    group.presses(supervisor, "Setujui")
    other.says("Foto rumah belum ada sama sekali")
    assert "Statusnya sekarang: Disetujui supervisor" in other.hears()[-1]
    assert case_of(house).state == State.APPROVED


def test_a_cancelled_survey_is_found_again(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    old = fasilitator.button("Terima tugas")
    fasilitator.accepts()
    fasilitator.says("2", "batal", "1")
    fasilitator.taps(old)
    assert fasilitator.labels()[:2] == ["Mulai survei", "Atur kunjungan"]
    fasilitator.presses("Mulai survei")
    fasilitator.surveys()
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_tasks_are_listed_on_request(warga: Person, fasilitator: Person) -> None:
    ticket = warga.complains()
    fasilitator.hears()
    fasilitator.says("tugas")
    assert ticket in fasilitator.hears()[0]
    assert fasilitator.labels() == ["Terima tugas", "Tidak bisa", "Rincian"]


def test_a_supervisor_lists_what_waits_for_a_decision(surveyed: str, supervisor: Person) -> None:
    supervisor.says("tugas")
    supervisor.presses("Setujui")
    supervisor.hears()
    supervisor.says("tugas")
    assert supervisor.hears() == ["Tidak ada tugas yang menunggu Anda."]


def test_a_resident_has_no_tasks(siti: Person) -> None:
    siti.says("halo", "1")
    siti.hears()
    siti.says("tugas")
    assert "tugas yang menunggu" not in siti.hears()[-1]


def test_a_button_of_a_case_that_does_not_exist_is_refused(
    supervisor: Person, house: House
) -> None:
    supervisor.taps("c:999:0:approve")
    assert supervisor.toasts() == ["Laporan ini tidak ditemukan."]
