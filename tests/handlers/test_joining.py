"""A second report of an open need: linked, and nobody learns of the other one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from flows.cases.lifecycle import resident as residents_actor
from flows.cases.states import Event, Role, State
from handlers import moving
from handlers.house import House
from storage import cases
from storage.tables import Case, Move
from tests.handlers.filings import DROPPED, here_of, neighbour, reports, stands
from tests.handlers.people import Clock, Group, Person, case_of


def about(ticket: str, texts: list[str]) -> list[str]:
    """The texts without their ticket number, to be compared with another report's."""
    return [text.replace(ticket, "TICKET") for text in texts]


def test_a_second_report_is_linked_with_the_first(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first = reports(house, warga, DROPPED)
    second = reports(house, neighbour(house), DROPPED)
    assert (second.duplicate_of, second.state) == (first.id, State.DUPLICATE)
    assert second.ticket != first.ticket


def test_who_reports_second_hears_and_reads_the_same_as_the_first(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first, other = reports(house, warga, DROPPED), neighbour(house)
    heard, stood = warga.hears(), stands(house, warga)
    second = reports(house, other, DROPPED)
    assert about(second.ticket, other.hears()) == about(first.ticket, heard)
    assert about(second.ticket, stands(house, other)) == about(first.ticket, stood)


def test_without_a_facilitator_the_second_reads_what_the_first_read(
    house: House, warga: Person
) -> None:
    first, other = reports(house, warga, DROPPED), neighbour(house)
    stood = stands(house, warga)
    second = reports(house, other, DROPPED)
    assert about(second.ticket, stands(house, other)) == about(first.ticket, stood)


def test_what_happened_before_a_report_is_not_told_with_it(
    house: House, warga: Person, fasilitator: Person, clock: Clock
) -> None:
    reports(house, warga, DROPPED)
    fasilitator.accepts()
    fasilitator.surveys()
    clock.forward(hours=3)
    reports(house, other := neighbour(house), DROPPED)
    (words,) = stands(house, other)
    assert "Petugas ditunjuk, sejak Senin 23 November 2026 pukul 17.00 WIB" in words


def test_what_happens_after_it_reaches_both_reporters(
    house: House, warga: Person, fasilitator: Person, group: Group, supervisor: Person, clock: Clock
) -> None:
    first, other = reports(house, warga, DROPPED), neighbour(house)
    second = reports(house, other, DROPPED)
    fasilitator.accepts()
    fasilitator.surveys()
    group.shows()
    clock.forward(hours=1)
    group.presses(supervisor, "Setujui")
    assert f"Hasil survei laporan {first.ticket} sudah disetujui" in warga.hears()[-1]
    assert f"Hasil survei laporan {second.ticket} sudah disetujui" in other.hears()[-1]
    assert "Disetujui supervisor" in stands(house, other)[0]


def test_a_resident_is_never_told_the_number_of_another_report(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first, other = reports(house, warga, DROPPED), neighbour(house)
    second = reports(house, other, DROPPED)
    assert not any(second.ticket in words for words in [*warga.hears(), *stands(house, warga)])
    assert not any(first.ticket in words for words in [*other.hears(), *stands(house, other)])


def test_the_facilitator_hears_of_the_second_reporter(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first = reports(house, warga, DROPPED)
    fasilitator.hears()
    reports(house, neighbour(house), DROPPED)
    assert f"sama dengan laporan {first.ticket}" in fasilitator.hears()[-1]


def test_the_same_contact_is_told_the_number_they_have(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first = reports(house, warga, DROPPED)
    warga.hears()
    again = reports(house, warga, DROPPED, talk=2, story="Sekarang juga sakit")
    assert (again.id, again.story) == (first.id, f"{first.story}\nSekarang juga sakit")
    assert f"dengan nomor {first.ticket}" in warga.hears()[0]


def test_who_was_linked_and_reports_again_is_told_their_own_number(
    house: House, warga: Person
) -> None:
    reports(house, warga, DROPPED)
    second = reports(house, other := neighbour(house), DROPPED)
    other.hears()
    reports(house, other, DROPPED, talk=2)
    assert f"dengan nomor {second.ticket}" in other.hears()[0]


def test_a_need_that_is_over_may_be_reported_again(house: House, warga: Person) -> None:
    first = reports(house, warga, DROPPED)
    _cancel(house, warga, first.id)
    again = reports(house, warga, DROPPED, talk=2)
    assert (again.duplicate_of, again.id != first.id) == (None, True)


def test_who_withdraws_does_not_withdraw_for_others(
    house: House, warga: Person, fasilitator: Person
) -> None:
    first, other = reports(house, warga, DROPPED), neighbour(house)
    second = reports(house, other, DROPPED)
    third = reports(house, neighbour(house, 3), DROPPED)
    _cancel(house, warga, first.id)
    heir = case_of(house, second.id)
    assert (heir.state, heir.duplicate_of, heir.facilitator_id) == (State.ASSIGNED, None, 1)
    assert case_of(house, third.id).duplicate_of == second.id
    assert not any("dibatalkan" in words for words in other.hears())


def _cancel(house: House, person: Person, case_id: int) -> None:
    with house.database.write() as session:
        here = here_of(house, session, person)
        case = cases.lock(session, case_id)
        assert case is not None
        actor = residents_actor(here.address.contact_id)
        moving.carry(here, case, Event.CANCEL, actor, case.version)


def test_a_supervisor_decides_on_no_case_that_they_reported_second(
    house: House, warga: Person, fasilitator: Person, group: Group, supervisor: Person
) -> None:
    reports(house, warga, DROPPED)
    reports(house, supervisor, DROPPED)
    fasilitator.accepts()
    fasilitator.surveys()
    group.shows()
    group.presses(supervisor, "Setujui")
    assert case_of(house).state == State.AWAITING_SUPERVISOR


def test_an_urgent_second_report_makes_the_case_urgent(
    house: House, warga: Person, supervisor: Person
) -> None:
    first = reports(house, warga, DROPPED)
    supervisor.hears()
    reports(house, neighbour(house), DROPPED, urgent=True)
    assert case_of(house, first.id).priority == "urgent"
    assert f"DARURAT: laporan {first.ticket}" in supervisor.hears()[-1]


def test_the_history_keeps_that_it_was_linked(house: House, warga: Person) -> None:
    reports(house, warga, DROPPED)
    second = reports(house, neighbour(house), DROPPED)
    with house.database.read() as session:
        rows = session.scalars(select(Move).where(Move.case_id == second.id).order_by(Move.id))
        assert [(move.event, move.role) for move in rows] == [
            ("open", Role.RESIDENT),
            ("link", Role.SYSTEM),
        ]


def test_of_many_reports_at_once_one_is_the_case(house: House) -> None:
    people = [neighbour(house, n) for n in range(2, 8)]
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(lambda person: reports(house, person, DROPPED), people))
    with house.database.read() as session:
        found = session.scalars(select(Case)).all()
    mains = [case.id for case in found if case.duplicate_of is None]
    assert (len(found), len(mains)) == (len(people), 1)
    assert {case.duplicate_of for case in found} == {None, mains[0]}
    assert len({case.person_id for case in found}) == 1


def test_the_facilitator_reads_both_reports(
    house: House, warga: Person, fasilitator: Person
) -> None:
    reports(house, warga, DROPPED)
    second = reports(house, neighbour(house), DROPPED, story="Ibu ini tidak makan sejak kemarin")
    fasilitator.presses("Rincian")
    fasilitator.presses(second.ticket)
    assert "tidak makan sejak kemarin" in fasilitator.gets()[-1].text


def test_who_reports_again_in_an_emergency_hears_the_numbers(
    house: House, warga: Person, supervisor: Person
) -> None:
    first = reports(house, warga, DROPPED)
    warga.hears()
    reports(house, warga, DROPPED, talk=2, urgent=True)
    (words,) = warga.hears()
    assert first.ticket in words
    assert "112" in words
    assert f"DARURAT: laporan {first.ticket}" in supervisor.hears()[-1]
