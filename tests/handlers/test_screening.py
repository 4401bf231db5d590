"""The desk of the kelurahan: what comes to it, what it decides, and who hears of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.cases.states import Role, Stage, State
from handlers.house import House
from storage.tables import Case
from tests.handlers.filings import DROPPED, NIK, neighbour, reports
from tests.handlers.people import CITY, WATES, Clock, Person, case_of, newest_case, staff

GUNUNG = "35.76.03.1005"

GUNUNG = "35.76.03.1005"


@pytest.fixture
def house(house: House) -> House:
    """Complaints take the route as it was taught in Mojokerto: somebody screens them."""
    return replace(house, complaint_route="mojokerto_classic")


@pytest.fixture
def desk(house: House) -> Person:
    return staff(house, "Petugas Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880003")


@pytest.fixture
def front(house: House) -> Person:
    return staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880004")


@pytest.fixture
def case(house: House, desk: Person, warga: Person) -> Case:
    """A complaint that waits at the desk; everybody has read what they were told."""
    warga.says("halo", "1")
    found = reports(house, warga, DROPPED)
    warga.hears()
    return found


def refused(person: Person) -> str:
    """What the person read last, in a box or in the chat."""
    return (person.toasts() or [""])[-1]


def test_the_desk_gets_the_case_with_what_it_may_do(desk: Person, case: Case) -> None:
    (card,) = desk.hears()
    assert case.ticket in card
    assert "SUMINAH CONTOH" in card
    assert {"Minta berkas", "Gabungkan", "Terdaftar DTKS", "Rincian"} <= set(desk.labels())


def test_without_a_desk_the_front_office_screens(
    house: House, front: Person, warga: Person
) -> None:
    reports(house, warga, DROPPED)
    front.presses("Terdaftar DTKS")
    front.says("2")
    front.presses("Berkas lengkap")
    assert case_of(house).state == State.SECRETARIAT_REVIEW


def test_papers_are_not_right_before_the_list_was_looked_into(desk: Person, case: Case) -> None:
    assert "Berkas lengkap" not in desk.labels()


def test_a_facilitator_never_says_what_the_registry_has(
    house: House, fasilitator: Person, desk: Person, case: Case
) -> None:
    fasilitator.taps(f"c:{case.id}:{case.version}:listed")
    assert "hanya untuk" in refused(fasilitator)
    assert case_of(house).registry_check == "not_checked"


def test_the_registrys_operator_says_what_it_has(house: House, desk: Person, case: Case) -> None:
    operator = staff(house, "Operator Contoh", Role.REGISTRY_OPERATOR, CITY, "880011")
    operator.taps(f"c:{case.id}:{case.version}:details")
    operator.presses("Terdaftar DTKS")
    operator.says("4")
    assert case_of(house).registry_check == "listed"


def test_what_the_registry_has_is_kept_with_its_decile(
    house: House, desk: Person, case: Case
) -> None:
    desk.presses("Terdaftar DTKS")
    desk.says("3")
    now = case_of(house)
    assert (now.registry_check, (now.details or {})["decile"]) == ("listed", "3")
    assert now.version == case.version


def test_past_the_desk_a_case_goes_to_the_secretariat(
    house: House, desk: Person, front: Person, case: Case
) -> None:
    desk.presses("Terdaftar DTKS")
    desk.says("1")
    desk.presses("Berkas lengkap")
    now = case_of(house)
    assert (now.state, now.stage) == (State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)
    assert case.ticket in front.hears()[-1]


def test_who_is_not_listed_is_proposed_with_a_number_of_its_own(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Belum terdaftar")
    desk.says("1")
    proposal = newest_case(house)
    assert (proposal.split_from, proposal.service) == (case.id, "MJK_DTSEN")
    assert (proposal.person_id, proposal.village_code) == (case.person_id, case.village_code)
    (told,) = warga.hears()
    assert case.ticket in told
    assert proposal.ticket in told


def test_the_case_goes_on_beside_its_proposal(house: House, desk: Person, case: Case) -> None:
    desk.presses("Belum terdaftar")
    desk.says("1")
    states = {case_of(house, 1).state, case_of(house, 2).state}
    assert states == {State.SCREENING}


def test_a_proposal_is_split_off_once(house: House, desk: Person, case: Case) -> None:
    for _again in range(2):
        desk.taps(f"c:{case.id}:{case_of(house).version}:not_listed")
        desk.says("1")
    assert newest_case(house).id == 2


def test_an_open_proposal_of_the_same_reporter_is_only_named(
    house: House, desk: Person, warga: Person
) -> None:
    asked = {**DROPPED, "kind": "service", "service": "MJK_DTSEN", "subtype": "", "program": ""}
    papers = {"paper_kk": "none", "paper_house_front_photo": "none", "ask_household_size": "4"}
    first = reports(house, warga, {**asked, **papers})
    second = reports(house, warga, DROPPED, talk=2)
    warga.hears()
    desk.taps(f"c:{second.id}:{second.version}:not_listed")
    desk.says("1")
    (told,) = warga.hears()
    assert first.ticket in told
    assert newest_case(house).id == second.id


def test_somebody_elses_proposal_is_followed_and_never_named(
    house: House, desk: Person, warga: Person
) -> None:
    asked = {**DROPPED, "kind": "service", "service": "MJK_DTSEN", "subtype": "", "program": ""}
    papers = {"paper_kk": "none", "paper_house_front_photo": "none", "ask_household_size": "4"}
    theirs = reports(house, neighbour(house), {**asked, **papers})
    mine = reports(house, warga, DROPPED)
    warga.hears()
    desk.taps(f"c:{mine.id}:{mine.version}:not_listed")
    desk.says("1")
    proposal = newest_case(house)
    (told,) = warga.hears()
    assert (proposal.duplicate_of, proposal.state) == (theirs.id, State.DUPLICATE)
    assert proposal.ticket in told
    assert theirs.ticket not in told


def test_what_is_another_agencys_is_told_with_how_to_reach_it(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Instansi lain")
    desk.says("listrik", "1")
    now = case_of(house)
    (told,) = warga.hears()
    assert (now.state, now.agency) == (State.OUT_OF_SCOPE, "pln")
    assert "PLN" in told
    assert "123" in told


def test_an_agency_that_is_not_listed_is_named_in_words(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Instansi lain")
    desk.says("lainnya", "Dinas Pertanian", "datang ke Jalan Contoh 5", "1")
    (told,) = warga.hears()
    assert "Dinas Pertanian" in told
    assert "Jalan Contoh 5" in told


def test_a_report_is_joined_with_the_main_one_that_is_named(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    other = neighbour(house)
    second = reports(house, other, {**DROPPED, "nik": "", "no_nik": "lost"})
    other.hears()
    desk.taps(f"c:{second.id}:{second.version}:mark_duplicate")
    desk.says(case.ticket, "1")
    now = case_of(house, second.id)
    assert (now.duplicate_of, now.state) == (case.id, State.DUPLICATE)
    (told,) = other.hears()
    assert second.ticket in told
    assert case.ticket not in told


def test_a_main_report_outside_ones_area_does_not_exist(
    house: House, desk: Person, siti: Person, case: Case
) -> None:
    elsewhere = reports(house, siti, {**DROPPED, "nik": "", "no_nik": "lost", "village": GUNUNG})
    desk.taps(f"c:{case.id}:{case.version}:mark_duplicate")
    desk.says(elsewhere.ticket, "1")
    assert "tidak ada di wilayah Anda" in desk.hears()[-1]
    assert case_of(house, case.id).state == State.SCREENING


def test_a_wrong_joining_is_undone(
    house: House, desk: Person, front: Person, clock: Clock, case: Case
) -> None:
    other = neighbour(house)
    second = reports(house, other, {**DROPPED, "nik": "", "no_nik": "lost"})
    desk.taps(f"c:{second.id}:{second.version}:mark_duplicate")
    desk.says(case.ticket, "1")
    clock.forward(hours=1)
    front.taps(f"c:{second.id}:{second.version + 1}:unlink")
    now = case_of(house, second.id)
    assert (now.duplicate_of, now.state) == (None, State.SCREENING)
    assert "Minta berkas" in desk.labels()


def test_reports_of_one_persons_need_cannot_be_parted(
    house: House, front: Person, desk: Person, warga: Person, case: Case
) -> None:
    second = reports(house, neighbour(house), DROPPED)
    front.taps(f"c:{second.id}:{second.version}:unlink")
    assert "tidak bisa dipisahkan" in refused(front)
    assert case_of(house, second.id).duplicate_of == case.id


def test_help_from_nearby_closes_a_case_by_the_residents_yes(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Bantuan setempat")
    desk.says("Beras 10 kg dan diantar berobat", "baznas", "tanpa foto", "1")
    (asked,) = warga.hears()
    assert "Beras 10 kg" in asked
    assert "Baznas" in asked
    warga.presses("Sudah terbantu")
    assert case_of(house).state == State.RESOLVED_LOCALLY


def test_help_that_is_not_enough_lets_the_case_go_on_and_is_told(
    house: House, desk: Person, warga: Person, case: Case
) -> None:
    desk.presses("Bantuan setempat")
    desk.says("Beras 10 kg", "rt", "tanpa foto", "1")
    desk.hears()
    warga.presses("Belum cukup")
    assert case_of(house).state == State.SCREENING
    assert case.ticket in " ".join(desk.hears())


def test_a_supervisor_may_close_it_by_their_own_yes(
    house: House, desk: Person, supervisor: Person, warga: Person, case: Case
) -> None:
    desk.presses("Bantuan setempat")
    desk.says("Beras 10 kg", "kelurahan", "tanpa foto", "1")
    supervisor.taps(f"c:{case.id}:{case.version}:resolve")
    assert case_of(house).state == State.RESOLVED_LOCALLY


def test_a_visit_is_left_out_with_a_reason_by_the_front_office(
    house: House, front: Person, supervisor: Person, warga: Person
) -> None:
    case = reports(replace(house, complaint_route="national_2017"), warga, DROPPED)
    front.taps(f"c:{case.id}:{case.version}:skip_visit")
    front.says("Sudah pernah disurvei")
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_a_stranger_learns_nothing_by_pressing(
    house: House, desk: Person, siti: Person, case: Case
) -> None:
    siti.taps(f"c:{case.id}:{case.version}:cancel")
    siti.taps(f"c:{case.id + 99}:0:cancel")
    assert (
        siti.toasts()[-1]
        == siti.toasts()[-2]
        == ("Tombol ini hanya untuk petugas SLRT yang terdaftar.")
    )
    assert NIK not in " ".join(siti.hears())


def test_a_similar_name_and_address_are_suggested(
    house: House, desk: Person, warga: Person
) -> None:
    lived = {**DROPPED, "ask_address": "Jl. Contoh Raya no 5 RT 3"}
    first = reports(house, warga, lived)
    alike = {**lived, "nik": "", "no_nik": "lost", "name": "SUMINAH CONTO"}
    second = reports(house, neighbour(house), {**alike, "ask_address": "jalan contoh raya 5 rt 03"})
    desk.taps(f"c:{second.id}:{second.version}:mark_duplicate")
    assert f"{first.ticket}: mungkin sama: nama dan alamatnya mirip" in desk.hears()[-1]
    assert first.ticket in desk.labels()


def test_the_details_tell_what_the_desk_found(
    house: House, desk: Person, front: Person, case: Case
) -> None:
    desk.presses("Terdaftar DTKS")
    desk.says("2")
    desk.presses("Bantuan setempat")
    desk.says("Beras 10 kg", "baznas", "tanpa foto", "1")
    front.taps(f"c:{case.id}:{case.version}:details")
    (words,) = [text for text in front.hears() if text.startswith("Rincian")]
    assert "Hasil cek DTKS: terdaftar, desil 2" in words
    assert "Bantuan setempat: Beras 10 kg, dari Baznas" in words


def test_a_proposal_shows_the_papers_of_its_case(house: House, desk: Person, case: Case) -> None:
    desk.presses("Belum terdaftar")
    desk.says("1")
    proposal = newest_case(house)
    desk.hears()
    desk.taps(f"c:{proposal.id}:{proposal.version}:details")
    assert f"Dipisah dari laporan: {case.ticket}" in desk.hears()[0]


def test_an_officer_may_answer_for_their_own_report(house: House, desk: Person) -> None:
    mine = staff(house, "Fasilitator Contoh", Role.FACILITATOR, GUNUNG, "880009")
    case = reports(house, mine, DROPPED)
    mine.hears()
    mine.taps(f"c:{case.id}:{case.version}:cancel")
    assert mine.hears() == [
        f"Yakin ingin membatalkan laporan {case.ticket}? Petugas akan berhenti mengurusnya."
    ]


def test_a_facilitator_asks_for_papers_and_has_the_case_back(
    house: House, fasilitator: Person, warga: Person
) -> None:
    warga.says("halo", "1")
    reports(replace(house, complaint_route="national_2017"), warga, DROPPED)
    fasilitator.presses("Terima tugas")
    fasilitator.says("batal", "ya")
    case = case_of(house)
    fasilitator.taps(f"c:{case.id}:{case.version}:request_documents")
    fasilitator.says("kk", "selesai", "1", "1")
    assert case_of(house).state == State.NEEDS_DOCUMENTS
    fasilitator.hears()
    warga.says("tidak punya", "masih diurus")
    assert case_of(house).state == State.FIELD_VISIT
    assert case.ticket in fasilitator.hears()[0]


def test_a_case_that_is_opened_again_comes_to_the_desk(
    house: House, desk: Person, front: Person, warga: Person, case: Case
) -> None:
    desk.presses("Bantuan setempat")
    desk.says("Beras 10 kg", "kelurahan", "tanpa foto", "1")
    warga.presses("Sudah terbantu")
    warga.presses("Belum selesai")
    warga.says("Berasnya belum datang sampai sekarang")
    again = case_of(house)
    assert again.state == State.REOPENED
    desk.hears()
    front.taps(f"c:{case.id}:{again.version}:screen")
    assert case_of(house).state == State.SCREENING
    assert case.ticket in desk.hears()[-1]
