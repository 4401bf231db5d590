"""TUGAS: what waits for whom, in every role, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from flows.cases.states import Role, Stage, State
from flows.cases.ticket import ticket_no
from flows.messages import Channel
from handlers import staffing
from handlers.house import House
from handlers.tasks import AT_ONCE
from storage import people
from storage.tables import Audit, Case, Consent, Referral
from tests.handlers.people import Person

WATES = "35.76.02.1010"
Hired = Callable[..., Person]


@pytest.fixture
def hired(house: House) -> Hired:
    """Hires somebody in a role, who has opened their link."""
    ids = count(880101)

    def hire(role: str, area: str, program: str = "") -> Person:
        person = Person(house, Channel.TELEGRAM, str(next(ids)))
        owned = (program,) if program else ()
        _, token = staffing.add_staff(
            house, f"{role} CONTOH", [(Role(role), area)], house.clock(), owned
        )
        person.says(f"/start {token}")
        person.hears()
        return person

    return hire


def a_case(house: House, number: int, state: State, stage: Stage, hours: int = 48) -> int:
    """A case of Wates that stands there; its promise ends in so many hours."""
    now = house.clock()
    with house.database.write() as session:
        address = people.meet(session, "telegram", "9990", now)
        case = Case(
            ticket=ticket_no(2026, number), contact_id=address.contact_id, talk=number,
            address_id=address.id, village_code=WATES, category="food", story="Beras bau.",
            state=state, stage=stage, profile="letter_service", opened_at=now,
            state_since=now, due_at=now + timedelta(hours=hours),
        )  # fmt: skip
        session.add(case)
        session.flush()
        return case.id


PLACES = (
    ("puskesos_officer", WATES, State.SCREENING, Stage.SCREENING),
    ("supervisor", "35.76.02", State.SCREENING, Stage.FIELD),
    ("supervisor", "35.76.02", State.AWAITING_SUPERVISOR, Stage.SUPERVISOR),
    ("front_office", "35.76", State.SECRETARIAT_REVIEW, Stage.SECRETARIAT),
    ("back_office", "35.76", State.PROCESSING, Stage.PROCESSING),
    ("manager", "35.76", State.AWAITING_MANAGER, Stage.MANAGER),
    ("division_head", "35.76", State.AWAITING_MANAGER, Stage.INITIAL),
    ("agency_head", "35.76", State.AWAITING_MANAGER, Stage.SIGNATURE),
)


@pytest.mark.parametrize(("role", "area", "state", "stage"), PLACES)
def test_each_role_finds_the_case_whose_turn_is_theirs(
    house: House, hired: Hired, role: str, area: str, state: State, stage: Stage
) -> None:
    officer = hired(role, area)
    a_case(house, 1, state, stage)
    officer.says("tugas")
    assert ticket_no(2026, 1) in officer.hears()[0]


def test_a_case_of_another_desk_is_not_shown(house: House, hired: Hired) -> None:
    officer = hired("back_office", "35.76")
    hired("front_office", "35.76")
    a_case(house, 1, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)
    officer.says("tugas")
    assert officer.hears() == ["Tidak ada tugas yang menunggu Anda."]


def test_who_stands_in_finds_the_case_of_the_absent_role(house: House, hired: Hired) -> None:
    manager = hired("manager", "35.76")
    a_case(house, 1, State.AWAITING_MANAGER, Stage.SIGNATURE)
    manager.says("tugas")
    assert ticket_no(2026, 1) in manager.hears()[0]


def agrees(house: House, case_id: int, purpose: str) -> None:
    """The reporter lets the program have the case."""
    with house.database.write() as session:
        session.add(
            Consent(
                contact_id=session.get_one(Case, case_id).contact_id, purpose=purpose, given=True,
                text_hash="x", language="id", channel="telegram", at=house.clock(),
            )
        )  # fmt: skip


def test_a_program_contact_finds_what_was_referred_and_agreed_to(
    house: House, hired: Hired
) -> None:
    contact = hired("program_manager", "35.76", program="PKH")
    case_id, now = a_case(house, 1, State.REFERRED, Stage.REFERRAL), house.clock()
    with house.database.write() as session:
        due = now + timedelta(days=60)
        session.add(Referral(case_id=case_id, program="PKH", state="sent", sent_at=now, due_at=due))
    contact.says("tugas")
    assert contact.hears() == ["Tidak ada tugas yang menunggu Anda."]
    agrees(house, case_id, "forward:PKH")
    contact.says("tugas")
    assert ticket_no(2026, 1) in contact.hears()[0]


def test_a_long_list_says_how_many_there_are_and_how_to_go_on(house: House, hired: Hired) -> None:
    office = hired("front_office", "35.76")
    for number in range(1, 8):
        late = -1 if number == 7 else 48
        a_case(house, number, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT, hours=late)
    office.says("tugas")
    first = office.hears()
    assert first[0].splitlines() == [
        "7 laporan menunggu Anda, 1 di antaranya terlambat.",
        "Ini nomor 1 sampai 5; yang paling mendesak lebih dulu.",
    ]
    assert ticket_no(2026, 7) in first[1]
    assert first[-1] == "Ketik TUGAS 2 untuk yang berikutnya."


def test_the_second_page_holds_the_rest(house: House, hired: Hired) -> None:
    office = hired("front_office", "35.76")
    for number in range(1, 8):
        a_case(house, number, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT)
    office.says("tugas 2")
    heard = office.hears()
    assert "Ini nomor 6 sampai 7; yang paling mendesak lebih dulu." in heard[0]
    assert [ticket_no(2026, n) in words for n, words in zip((6, 7), heard[1:], strict=True)] == [
        True,
        True,
    ]


def test_who_read_which_cases_in_the_list_is_on_record(house: House, hired: Hired) -> None:
    officer = hired("front_office", "35.76")
    read = {
        a_case(house, n, State.SECRETARIAT_REVIEW, Stage.SECRETARIAT) for n in range(1, AT_ONCE + 2)
    }
    officer.says("tugas")
    with house.database.read() as session:
        seen = session.scalars(select(Audit.subject_id).where(Audit.action == "case_listed")).all()
    assert len(seen) == AT_ONCE
    assert set(seen) < read
