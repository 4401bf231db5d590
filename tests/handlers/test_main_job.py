"""From a resident's complaint to a supervisor's decision, and back to the resident."""

from __future__ import annotations

from structlog.testing import capture_logs

from flows.cases.states import Role, Stage, State
from handlers.house import House
from storage.tables import Move
from tests.handlers.people import (
    ABOUT,
    CITY,
    WATES,
    Clock,
    Group,
    Person,
    case_of,
    staff,
    switch_off,
)
from tests.handlers.rows import rows


def test_a_complaint_gives_a_ticket_number(warga: Person, fasilitator: Person) -> None:
    ticket = warga.complains()
    assert ticket == "26-000001-5"
    assert any(f"nomor:\n{ticket}\n" in words for words in warga.hears())


def test_the_case_goes_to_the_facilitator_of_the_village(
    warga: Person, fasilitator: Person
) -> None:
    ticket = warga.complains()
    assert fasilitator.hears()[-1].startswith(f"Tugas survei: laporan {ticket}")
    assert fasilitator.labels() == ["Terima tugas", "Tidak bisa", "Rincian"]


def test_the_case_goes_to_the_facilitator_with_the_lowest_load(
    house: House, warga: Person, siti: Person, fasilitator: Person
) -> None:
    warga.complains()
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    siti.complains()
    assert "Tugas survei" in other.hears()[-1]


def test_nobody_gets_the_case_they_reported(house: House, fasilitator: Person) -> None:
    fasilitator.says(
        "menu", "lapor", "1", *ABOUT, "wates", "Atap rumah saya rusak berat", "lewati", "1"
    )
    assert case_of(house).facilitator_id is None


def test_a_facilitator_who_is_switched_off_gets_no_case(
    house: House, warga: Person, fasilitator: Person
) -> None:
    switch_off(house, "Fasilitator Contoh")
    warga.complains()
    case = case_of(house)
    assert (case.state, case.stage) == (State.SCREENING, Stage.FIELD)


def test_who_accepts_is_asked_when_they_go(
    house: House, warga: Person, fasilitator: Person
) -> None:
    ticket = warga.complains()
    fasilitator.presses("Terima tugas")
    assert f"Kapan Anda datang ke rumah warga laporan {ticket}?" in fasilitator.hears()[-1]
    assert fasilitator.toasts()[-1] == "Tugas diterima."
    assert case_of(house).state == State.FIELD_VISIT


def test_somebody_at_the_door_begins_the_survey_at_once(
    house: House, warga: Person, fasilitator: Person
) -> None:
    ticket = warga.complains()
    fasilitator.accepts()
    assert f"Survei laporan {ticket}. Siapa yang Anda temui" in fasilitator.hears()[-1]
    assert case_of(house).visit_at is None


def test_a_finished_survey_wants_a_card_in_the_group(
    warga: Person, fasilitator: Person, group: Group
) -> None:
    ticket = warga.complains()
    fasilitator.accepts()
    fasilitator.surveys()
    assert f"survei {ticket} sudah dikirim" in fasilitator.hears()[-1]
    (card,) = group.shows()
    assert "Hasil survei: layak" in card
    assert group.labels()[:2] == ["Setujui", "Kembalikan"]


def test_the_card_holds_nothing_personal(surveyed: str, warga: Person, group: Group) -> None:
    assert surveyed
    supervisor_only = ("KIS anak saya", "menumpang", warga.id.removeprefix("whatsapp:"))
    texts = " ".join([*group.shows(), *(line.text for line in group.hears())])
    assert not any(words in texts for words in supervisor_only)


def test_an_approval_reaches_the_resident(
    surveyed: str, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Setujui")
    assert f"Hasil survei laporan {surveyed} sudah disetujui" in warga.hears()[-1]
    assert f"Survei laporan {surveyed} sudah disetujui" in fasilitator.hears()[-1]
    assert supervisor.toasts() == [f"Laporan {surveyed} disetujui. Terima kasih."]


def test_an_approved_card_becomes_the_record(
    surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Setujui")
    (card,) = group.shows()
    assert "Disetujui oleh Supervisor Contoh" in card
    assert group.labels() == []


def test_an_approval_tells_the_front_office(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    office = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    group.presses(supervisor, "Setujui")
    assert f"Laporan {surveyed}" in office.hears()[-1]


def test_a_returned_survey_comes_with_its_reason(
    house: House, surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    assert "dikembalikan ke fasilitator" in supervisor.hears()[-1]
    told = fasilitator.hears()[-1]
    assert "Alasannya: Foto rumah belum ada sama sekali" in told
    assert fasilitator.labels() == ["Perbaiki survei", "Rincian"]
    assert case_of(house).state == State.RETURNED


def test_a_corrected_survey_can_be_approved(
    house: House, surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    fasilitator.repairs()
    (card,) = group.shows()
    assert "Pernah dikembalikan oleh Supervisor Contoh" in card
    group.presses(supervisor, "Setujui")
    assert case_of(house).state == State.APPROVED


def test_a_return_is_not_the_residents_worry(
    surveyed: str, warga: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    assert warga.hears() == []


def test_the_reporter_asks_where_the_case_stands(surveyed: str, warga: Person) -> None:
    warga.says("cek")
    standing = warga.hears()[0]
    assert surveyed in standing
    assert "Menunggu persetujuan supervisor" in standing


def test_an_old_case_is_found_by_its_number(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    tickets = [warga.complains() if n == 0 else _again(warga) for n in range(7)]
    assert len(set(tickets)) == 1 + 6
    warga.hears()
    warga.says(tickets[0])
    assert tickets[0] in warga.hears()[0]


def _again(person: Person) -> str:
    person.says("menu", "1", *ABOUT, "wates", "Kartu KIS saya hilang di pasar", "lewati", "1")
    return next(w for w in reversed(person.hears()) if "nomor:" in w).split("nomor:\n")[1][:11]


def test_a_stopped_case_notice_does_not_hide_the_ticket_number(
    warga: Person, fasilitator: Person
) -> None:
    warga.says("halo", "1", "stop", "2")
    warga.says("menu", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati", "lewati", "1")
    heard = warga.hears()
    assert any("\n26-000001-5\n" in words for words in heard)
    assert not any("ditangani seorang fasilitator" in words for words in heard)


def test_the_whole_story_leaves_only_a_line_for_each_turn_in_the_log(
    warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    with capture_logs() as lines:
        warga.complains(photo="ref-1")
        fasilitator.accepts()
        fasilitator.surveys()
        group.shows()
        group.presses(supervisor, "Rincian")
        group.presses(supervisor, "Setujui")
        warga.says("cek", "petugas")
    assert {(line["event"], line["status"]) for line in lines} == {("turn", "done")}


def test_every_move_is_in_the_history(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    told = [(m.version, m.event, m.role, m.channel) for m in rows(house, Move)]
    assert told == [
        (0, "open", "resident", "whatsapp"),
        (1, "assign", "system", ""),
        (2, "accept", "facilitator", "telegram"),
        (3, "survey", "facilitator", "telegram"),
        (4, "return", "supervisor", "telegram"),
    ]
