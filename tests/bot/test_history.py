"""A case's history: every move, none of a person's words, and the look is on record."""

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

WORDS = "Kenari CONTOH"


def a_case(house: House) -> str:
    """A case with two moves and a paper; every personal word is the same canary."""
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
            story=WORDS,
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
            move.target, move.role, move.reason = target, "system", WORDS
            session.add(move)
        paper = Document(contact_id=address.contact_id, talk=1, case_id=case.id, question="photo")
        paper.channel, paper.ref, paper.media, paper.received_at = "telegram", WORDS, "image", now
        session.add(paper)
    return ticket


def test_every_move_is_there_in_order(house: House) -> None:
    history = history_of(house, a_case(house), house.clock())
    assert [(m.event, m.origin, m.target) for m in history.moves] == [
        ("assign", State.SUBMITTED, State.ASSIGNED),
        ("decline", State.ASSIGNED, State.SUBMITTED),
    ]


def test_nothing_that_a_person_wrote_is_in_it(house: House) -> None:
    history = history_of(house, a_case(house), house.clock())
    assert "Kenari" not in repr(history)
    assert (history.story_length, history.moves[0].reason_length) == (len(WORDS), len(WORDS))
    assert history.documents == {"pending": 1}


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
