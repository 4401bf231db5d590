"""A case's history: every move with its reason, nobody's story, and the look is on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.cases.states import State
from flows.cases.ticket import ticket_no
from handlers.history import history_of
from handlers.house import House
from handlers.refused import Refused
from storage import people
from storage.tables import Audit, Case, Document, Move

STORY = "Kenari CONTOH"
REASON = "Alamat salah, NIK 3576010101909991"
REASON_SHOWN = "Alamat salah, NIK 3576********9991"


def a_case(house: House) -> str:
    """A case with two moves and a paper; the story is a canary."""
    now, ticket = house.clock(), ticket_no(2026, 1)
    with house.database.write() as session:
        address = people.meet(session, "telegram", "9990", now)
        case = Case(
            ticket=ticket,
            contact_id=address.contact_id,
            talk=1,
            address_id=address.id,
            village_code="35.76.01.1006",
            category="food",
            story=STORY,
            state="submitted",
            opened_at=now,
            state_since=now,
            due_at=now + timedelta(hours=48),
        )
        session.add(case)
        session.flush()
        steps = (("assign", "submitted", "assigned"), ("decline", "assigned", "submitted"))
        for version, (event, origin, target) in enumerate(steps, 1):
            move = Move(case_id=case.id, version=version, at=now, event=event, origin=origin)
            move.target, move.role, move.reason = target, "system", REASON
            session.add(move)
        paper = Document(contact_id=address.contact_id, talk=1, case_id=case.id, question="photo")
        paper.channel, paper.ref, paper.media, paper.received_at = "telegram", STORY, "image", now
        session.add(paper)
    return ticket


def test_every_move_is_there_in_order(house: House) -> None:
    history = history_of(house, a_case(house), house.clock())
    assert [(line.what, line.origin, line.target) for line in history.lines if line.target] == [
        ("assign", State.SUBMITTED, State.ASSIGNED),
        ("decline", State.ASSIGNED, State.SUBMITTED),
    ]


def test_every_look_is_there_too(house: House) -> None:
    ticket = a_case(house)
    history_of(house, ticket, house.clock())
    seen_again = history_of(house, ticket, house.clock())
    looks = [(line.what, line.role) for line in seen_again.lines if not line.target]
    assert looks == [("case_history_seen", "command line")] * 2


def test_a_reason_is_shown_and_a_story_is_not(house: House) -> None:
    history = history_of(house, a_case(house), house.clock())
    assert [line.reason for line in history.lines if line.target] == [REASON_SHOWN] * 2
    assert STORY not in repr(history)
    assert (history.story_length, history.documents) == (len(STORY), {"pending": 1})


def test_the_look_leaves_an_audit_row(house: House) -> None:
    history_of(house, a_case(house), house.clock())
    with house.database.read() as session:
        row = session.scalars(select(Audit)).one()
    assert (row.action, row.subject, row.staff_id) == ("case_history_seen", "case", None)


@pytest.mark.parametrize("words", ["26-000001-0", "hello", ticket_no(2026, 2)])
def test_no_case_is_no_history(house: House, words: str) -> None:
    a_case(house)
    with pytest.raises(Refused):
        history_of(house, words, house.clock())
