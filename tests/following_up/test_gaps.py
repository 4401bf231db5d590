"""Reports that follow another, papers after a signature, a part of the day, and help that was
granted and did not come."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.lifecycle import SYSTEM
from flows.cases.rows import Audience, Guard, Tell
from flows.cases.states import Event, State
from handlers import audiences, clocks, moving, timers
from handlers.case_timers import for_case
from handlers.house import House
from handlers.moving import Given
from storage import cases
from storage.tables import Case, Move, Referral
from tests.handlers.filings import DROPPED, here_of, neighbour, reports
from tests.handlers.filings import stands as told_standing
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.post import leaves
from tests.handlers.rows import rows
from tests.handlers.secretariat import Office, acts, stands


def test_who_reported_second_withdraws_like_anybody(house: House, filed: Person) -> None:
    other = neighbour(house)
    reports(house, other, DROPPED)
    other.says("indonesia", "cek")
    assert other.labels() == ["Tambah keterangan", "Tanya petugas", "Batalkan laporan"]
    other.presses("Batalkan laporan")
    other.says("ya")
    assert "sudah dibatalkan sesuai permintaan" in other.hears()[-1]
    second = case_of(house, 2)
    assert (second.state, second.duplicate_of) == (State.CANCELLED, None)
    assert case_of(house).state == State.PROCESSING
    assert filed.hears() == []


def test_the_first_and_the_second_read_the_same_buttons(house: House, filed: Person) -> None:
    other = neighbour(house)
    reports(house, other, DROPPED)
    other.says("indonesia", "cek")
    filed.says("cek")
    assert other.labels() == filed.labels()


def test_a_report_lives_on_whose_first_one_ended_for_want_of_papers(
    house: House, filed: Person, town: Office
) -> None:
    other = neighbour(house)
    reports(house, other, DROPPED)
    stands(house, State.NEEDS_DOCUMENTS, "screening", asked_from="screening", facilitator_id=None,
           asked_papers=[{"paper": "ktp", "reason": "missing"}])  # fmt: skip
    with house.database.write() as session:
        case = cases.lock(session, 1)
        assert case is not None
        moving.carry(here_of(house, session, filed), case, Event.LAPSE, SYSTEM, case.version)
    second = case_of(house, 2)
    assert second.duplicate_of is None
    assert second.state == State.ASSIGNED
    assert [m.event for m in rows(house, Move) if m.case_id == 2][-2:] == ["promote", "assign"]


def test_a_withdrawn_report_leaves_its_heir_on_a_route_with_a_desk(
    house: House, filed: Person, town: Office
) -> None:
    other = neighbour(house)
    reports(house, other, DROPPED)
    with house.database.write() as session:
        for number in (1, 2):
            session.get_one(Case, number).profile = "mojokerto_classic"
        session.get_one(Case, 1).facilitator_id = 5
    filed.says("cek")
    filed.presses("Batalkan laporan")
    filed.says("ya")
    assert case_of(house).state == State.CANCELLED
    assert case_of(house, 2).state == State.SCREENING


def test_no_papers_are_asked_for_once_the_letter_is_signed(
    house: House, filed: Person, town: Office
) -> None:
    def offered() -> list[str]:
        town.back.says("tugas")
        return town.back.labels()

    stands(house, State.PROCESSING, "secretariat")
    assert "Minta berkas" in offered()
    stands(house, State.PROCESSING, "answer", profile="letter_service")
    assert "Minta berkas" not in offered()
    assert "Sudah disampaikan" in town.back.labels()


def test_a_visit_in_a_part_of_the_day_is_told_by_that_part(
    house: House, warga: Person, town: Office
) -> None:
    warga.complains()
    town.facilitator.presses("Terima tugas")
    town.facilitator.says("besok pagi")
    assert case_of(house).visit_part == "morning"
    (words,) = told_standing(house, warga)
    assert "pagi, antara pukul 08.00 dan 11.00" in words
    town.facilitator.says("tugas")
    assert "pagi, antara pukul 08.00 dan 11.00" in town.facilitator.hears()[-1]


def test_a_visit_is_told_until_its_part_of_the_day_ends(
    house: House, warga: Person, town: Office, clock: Clock
) -> None:
    warga.complains()
    town.facilitator.presses("Terima tugas")
    town.facilitator.says("besok pagi")
    visit = case_of(house).visit_at
    assert visit is not None
    clock.now = visit + timedelta(hours=2)
    assert "antara pukul 08.00" in told_standing(house, warga)[0]
    clock.now = visit + timedelta(hours=4)
    assert "antara pukul 08.00" not in told_standing(house, warga)[0]


def granted(house: House, filed: Person, clock: Clock) -> None:
    """The program said yes, and the officer told them how they get it."""
    stands(house, State.ANSWERED, "answer", answered_at=clock.now, result="granted")
    with house.database.write() as session:
        case = session.get_one(Case, 1)
        one = Tell(Audience.RESIDENT, "answered")
        audiences.tell(here_of(house, session, filed), case, one)
    leaves(house)


def test_after_a_grant_we_ask_whether_it_came(house: House, filed: Person, clock: Clock) -> None:
    granted(house, filed, clock)
    assert "Apakah bantuannya sudah Anda terima?" in filed.hears()[-1]
    assert filed.labels() == ["Sudah diterima", "Belum diterima"]


def test_belum_reopens_it(house: House, filed: Person, clock: Clock) -> None:
    granted(house, filed, clock)
    filed.says("belum", "1")
    assert case_of(house).state == State.REOPENED


def test_sudah_closes_it(house: House, filed: Person, clock: Clock) -> None:
    granted(house, filed, clock)
    filed.says("sudah diterima")
    assert case_of(house).state == State.CLOSED


def test_under_the_standing_the_same_is_asked(house: House, filed: Person, clock: Clock) -> None:
    granted(house, filed, clock)
    filed.says("cek")
    assert filed.labels()[:2] == ["Sudah diterima", "Belum diterima"]


def test_while_a_quota_is_waited_for_the_next_round_is_named_every_fortnight(
    house: House, filed: Person, town: Office, clock: Clock
) -> None:
    stands(house, State.WAITING_QUOTA, "referral")
    with house.database.write() as session:
        case = session.get_one(Case, 1)
        session.add(Referral(case_id=1, program="PKH", state="waiting_quota", sent_at=clock.now,
                             due_at=clock.now + timedelta(days=60),
                             next_round="Januari 2027"))  # fmt: skip
        session.flush()
        clocks.begin(for_case(house, session, case), case)
    for _ in range(2):
        clock.forward(days=14, minutes=1)
        timers.tick(house)
        told = [words for words in filed.hears() if "kuota" in words]
        assert told
        assert "kuota diperiksa lagi: Januari 2027" in told[-1]
        assert "pasti" not in told[-1]


def test_a_decision_that_grants_is_answered_with_that_question(
    house: House, filed: Person, town: Office
) -> None:
    stands(house, State.GRANTED, "answer", result="granted", facilitator_id=5)
    acts(house, town.facilitator, Event.ANSWER, given=Given(frozenset({Guard.PROOF})))
    assert "sudah Anda terima?" in filed.hears()[-1]
