"""The facilitator's visit: who is sent, when they come, and when nobody is at home."""

from __future__ import annotations

import pytest

from flows.cases.states import Role, Stage, State
from handlers import kinship, leaving, roster
from handlers.house import House
from handlers.refused import Refused
from storage import loads
from storage.tables import Case, Document, Move, Note, Staff
from tests.handlers.people import (
    ABOUT,
    CITY,
    SHORTEST,
    WATES,
    Clock,
    Group,
    Person,
    case_of,
    staff,
    switch_off,
)
from tests.handlers.rows import rows

KK = "3576010101159990"


def visits(person: Person, when: str = "besok jam 9") -> None:
    """Take the newest task and say when they come."""
    person.presses("Terima tugas")
    person.says(when)


def misses(person: Person, clock: Clock, times: int = 1) -> None:
    """Come in vain, a day apart."""
    for _ in range(times):
        person.presses("Tidak bertemu")
        person.says("rumah kosong")
        clock.forward(hours=20)


def test_the_resident_is_told_who_comes_and_when(warga: Person, fasilitator: Person) -> None:
    warga.complains()
    warga.hears()
    visits(fasilitator)
    told = warga.hears()[-1]
    assert "Fasilitator Contoh, fasilitator SLRT" in told
    assert "Selasa 24 November 2026 pukul 09.00 WIB" in told
    assert "tidak pernah meminta uang" in told


def test_the_agreed_day_is_kept_and_the_task_shown_again(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    visits(fasilitator)
    assert case_of(house).visit_at is not None
    assert fasilitator.labels()[:3] == ["Mulai survei", "Atur kunjungan", "Tidak bertemu"]
    assert "Kunjungan: Selasa 24 November 2026 pukul 09.00 WIB" in fasilitator.hears()[-1]


def test_a_visit_after_the_deadline_is_said_so(warga: Person, fasilitator: Person) -> None:
    warga.complains()
    visits(fasilitator, "jumat pagi")
    assert any("sesudah batas laporan ini" in words for words in fasilitator.hears())


def test_a_resident_who_can_is_told_to_the_facilitator(warga: Person, fasilitator: Person) -> None:
    ticket = warga.complains()
    visits(fasilitator)
    fasilitator.hears()
    warga.taps("c:1:2:set_visit.ok")
    assert "sudah kami kabari" in warga.hears()[-1]
    assert ticket in fasilitator.hears()[-1]


def test_a_resident_wishes_another_day_in_words(warga: Person, fasilitator: Person) -> None:
    warga.complains()
    visits(fasilitator)
    warga.taps("c:1:2:set_visit.other")
    warga.says("Rabu sore setelah jam 4")
    assert "sudah kami sampaikan" in warga.hears()[-1]
    assert "Rabu sore setelah jam 4" in fasilitator.hears()[-1]
    assert "Atur kunjungan" in fasilitator.labels()


def test_a_stranger_says_nothing_of_a_visit(
    warga: Person, siti: Person, fasilitator: Person
) -> None:
    warga.complains()
    visits(fasilitator)
    siti.says("halo", "1")
    siti.taps("c:1:2:set_visit.ok")
    assert "hanya untuk petugas" in siti.toasts()[-1]


def test_a_visit_in_vain_is_noted_and_the_resident_told_kindly(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    ticket = warga.complains()
    visits(fasilitator)
    warga.hears()
    misses(fasilitator, clock)
    assert ticket in warga.hears()[-1]
    assert "Kunjungan ke-1" in " ".join(fasilitator.hears())
    assert [n.words for n in rows(house, Note) if n.event == "attempt"] == ["Rumah kosong"]


def test_two_presses_within_two_hours_are_one_attempt(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    warga.complains()
    visits(fasilitator)
    misses(fasilitator, clock)
    clock.forward(hours=-19)
    fasilitator.presses("Tidak bertemu")
    assert "baru dihitung setelah 2 jam" in fasilitator.toasts()[-1]
    assert sum(n.event == "attempt" for n in rows(house, Note)) == 1


def test_after_three_attempts_a_case_may_be_given_up(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    warga.complains()
    visits(fasilitator)
    misses(fasilitator, clock, 2)
    assert "Tidak ditemukan" not in fasilitator.labels()
    misses(fasilitator, clock)
    fasilitator.presses("Tidak ditemukan")
    case = case_of(house)
    assert (case.state, case.ended_at) == (State.UNREACHABLE, clock.now)


def test_somebody_of_the_same_family_card_is_related(
    house: House, warga: Person, fasilitator: Person
) -> None:
    roster.set_family(house, 1, KK, "", house.clock())
    warga.complains()
    with house.database.write() as session:
        case, member = session.get_one(Case, 1), session.get_one(Staff, 1)
        assert kinship.related_staff(session, case, [member], [case.contact_id]) == frozenset()
        case.details = {"kk": KK}
        assert kinship.related_staff(session, case, [member], [case.contact_id]) == {1}


def test_a_relative_is_passed_over_when_the_task_is_given_on(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    roster.set_family(house, 2, KK, "", house.clock())
    with house.database.write() as session:
        session.get_one(Case, 1).details = {"kk": KK}
    fasilitator.declines()
    assert case_of(house).facilitator_id is None


def test_who_has_reported_for_the_family_before_is_not_sent(
    house: House, fasilitator: Person
) -> None:
    fasilitator.says("menu", "lapor", "1", *ABOUT, "wates", "Atap rumah bocor berat", "lewati", "1")
    assert case_of(house).facilitator_id is None


def test_the_open_visits_of_who_goes_on_leave_are_given_to_others(
    house: House, warga: Person, fasilitator: Person
) -> None:
    ticket = warga.complains()
    visits(fasilitator)
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    warga.hears()
    switch_off(house, "Fasilitator Contoh")
    case = case_of(house)
    assert (case.state, case.facilitator_id, case.visit_at) == (State.ASSIGNED, 2, None)
    assert ticket in other.hears()[-1]
    assert "fasilitator lain" in warga.hears()[-1]


def test_the_supervisor_hears_when_nobody_can_take_over(
    house: House, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    ticket = warga.complains()
    supervisor.hears()
    switch_off(house, "Fasilitator Contoh")
    assert case_of(house).state == State.ASSIGNED
    assert ticket in supervisor.hears()[-1]


def test_whoever_loses_the_role_there_gives_their_visits_away(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    roster.grant(house, 1, Role.FACILITATOR, "35.76.01", house.clock())
    roster.revoke(house, 1, Role.FACILITATOR, WATES, house.clock())
    assert case_of(house).facilitator_id == 2


def test_who_was_given_a_case_last_is_known_by_the_moment_it_was_given(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    begun = clock.now
    warga.complains()
    clock.forward(hours=1)
    fasilitator.declines()
    with house.database.read() as session:
        found = loads.loads_of(session, [1, 2], ["assigned"])
        assert found == {1: loads.Load(0, begun), 2: loads.Load(1, clock.now)}
        assert loads.gave_back(session, 1) == {1}


def test_switching_off_twice_changes_nothing(house: House, fasilitator: Person) -> None:
    switch_off(house, "Fasilitator Contoh")
    assert leaving.set_active(house, 1, house.clock(), active=False) == 0


def test_a_supervisor_changes_the_officer_and_everybody_hears(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    ticket = warga.complains()
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    visits(fasilitator)
    for person in (warga, fasilitator):
        person.hears()
    supervisor.taps("c:1:2:reassign")
    assert supervisor.labels()[0] == "Fasilitator Dua… (0)"
    supervisor.says("1", "sakit")
    assert case_of(house).facilitator_id == 3
    assert ticket in other.hears()[-1]
    assert ticket in fasilitator.hears()[-1]
    assert "fasilitator lain" in warga.hears()[-1]
    assert rows(house, Move)[-1].reason == "Berhalangan"


def test_a_supervisor_asks_and_the_facilitator_answers(
    house: House, surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Tanya fasilitator")
    supervisor.says("Apakah foto dalam rumah bisa diulang?")
    assert "Apakah foto dalam rumah bisa diulang? Mohon dijawab" in fasilitator.hears()[-1]
    fasilitator.presses("Jawab")
    fasilitator.says("Bisa, besok pagi saya ke sana")
    assert "Bisa, besok pagi saya ke sana" in supervisor.hears()[-1]
    assert [n.event for n in rows(house, Note)][-2:] == ["ask", "answered_ask"]
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_only_who_was_asked_answers(
    house: House, surveyed: str, fasilitator: Person, group: Group
) -> None:
    fasilitator.taps("c:1:3:ask.reply")
    assert "Tidak ada pertanyaan" in fasilitator.toasts()[-1]


def test_a_survey_that_came_back_unchanged_is_not_sent(
    house: House, surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    fasilitator.presses("Perbaiki survei")
    assert "pilih Ubah" in fasilitator.hears()[-1]
    fasilitator.says("1")
    assert "Belum ada yang berubah" in " ".join(fasilitator.hears())
    assert fasilitator.labels() == ["Kirim", "Ubah", "Batal"]
    assert case_of(house).state == State.RETURNED


def test_the_photos_of_a_survey_belong_to_the_case(
    house: House, warga: Person, fasilitator: Person, group: Group
) -> None:
    warga.complains()
    fasilitator.accepts()
    fasilitator.sends_photo("inside-1")
    fasilitator.surveys()
    (card,) = group.shows()
    assert "Foto: 1" in card
    assert "inside" not in card


def test_a_new_facilitator_begins_a_survey_of_their_own(
    house: House, surveyed: str, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    group.shows()
    group.presses(supervisor, "Ganti petugas")
    supervisor.says("1", "berhalangan")
    other.accepts()
    assert "Siapa yang Anda temui" in other.hears()[-1]


def test_a_wrong_number_is_no_family_card(house: House, fasilitator: Person) -> None:
    with pytest.raises(Refused, match="16 digits"):
        roster.set_family(house, 1, "12345", "", house.clock())


def test_a_case_nobody_may_have_waits(house: House, warga: Person) -> None:
    staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    warga.complains()
    assert (case_of(house).state, case_of(house).stage) == (State.SCREENING, Stage.FIELD)


def test_a_case_given_away_and_back_keeps_the_survey_that_stands_open(
    house: House, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    other = staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    warga.complains()
    fasilitator.accepts()
    fasilitator.says(*SHORTEST)
    supervisor.taps("c:1:2:reassign")
    supervisor.says("1", "berhalangan")
    other.presses("Terima tugas")
    supervisor.taps("c:1:4:reassign")
    supervisor.says("1", "kembali bertugas")
    fasilitator.taps("c:1:5:accept")
    fasilitator.says("1", "Atap bocor di dua kamar", "1")
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_a_survey_of_a_case_that_somebody_else_has_is_refused_and_its_photos_forgotten(
    house: House, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    staff(house, "Fasilitator Dua Contoh", Role.FACILITATOR, WATES, "880011")
    warga.complains()
    fasilitator.accepts()
    fasilitator.sends_photo("inside-1")
    supervisor.taps("c:1:2:reassign")
    supervisor.says("1", "berhalangan")
    fasilitator.surveys()
    assert "tidak ditugaskan kepada Anda" in fasilitator.hears()[-1]
    assert rows(house, Document) == []
