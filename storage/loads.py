"""How busy facilitators are, when they were last given a case, and who had this one before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from storage.statements import run
from storage.tables import Case, Move, Person

_LAST = (
    select(Move.facilitator_id, func.max(Move.at).label("at"))
    .where(Move.facilitator_id.is_not(None))
    .group_by(Move.facilitator_id)
)
_MOVES = (
    select(Move.event, Move.staff_id, Move.facilitator_id)
    .where(Move.case_id == bindparam("of"))
    .order_by(Move.id)
)


def open_loads(session: Session, states: Sequence[str]) -> dict[int, int]:
    """How many cases in these states each facilitator has."""
    rows = session.execute(
        select(Case.facilitator_id, func.count())
        .where(Case.state.in_(states), Case.facilitator_id.is_not(None))
        .group_by(Case.facilitator_id)
    )
    return {int(staff): int(count) for staff, count in rows if staff is not None}


def last_assigned(session: Session) -> dict[int, datetime]:
    """When each facilitator was last given a case."""
    rows = run(session, _LAST)
    return {int(staff): at for staff, at in rows if staff is not None}


def gave_back(session: Session, case_id: int) -> frozenset[int]:
    """Who declined this case, or had it until it was given to somebody else; a case that was
    reopened may go to them again."""
    moves = run(session, _MOVES, {"of": case_id})
    had: int | None = None
    left: set[int] = set()
    for move in moves:
        if move.event == "reopen":
            left.clear()
        elif move.event == "decline" and move.staff_id is not None:
            left.add(move.staff_id)
        elif move.facilitator_id is not None:
            if move.event == "reassign" and had is not None:
                left.add(had)
            had = move.facilitator_id
    return frozenset(left)


def of_staff(session: Session, staff_id: int, states: Sequence[str]) -> Sequence[int]:
    """Ids of a facilitator's cases in these states, in the order in which they are locked."""
    theirs = select(Case.id).where(Case.facilitator_id == staff_id, Case.state.in_(states))
    return session.scalars(theirs.order_by(Case.id)).all()


def tickets(session: Session, case_ids: Sequence[int]) -> Sequence[tuple[str, str | None]]:
    """Ticket and village code of these cases, in the order of their ids."""
    found = select(Case.ticket, Case.village_code).where(Case.id.in_(case_ids)).order_by(Case.id)
    return [(ticket, village) for ticket, village in session.execute(found)]


def village_of(session: Session, case_id: int) -> str:
    """The code of a case's village; empty where none is known."""
    return session.scalar(select(Case.village_code).where(Case.id == case_id)) or ""


def reporters_of(
    session: Session, person_id: int | None, family_keys: Collection[str]
) -> frozenset[int]:
    """Contacts who ever reported for that person, or for somebody on one of these family cards
    (keyed hashes)."""
    family = select(Person.id).where(Person.kk_key.in_(family_keys))
    people = set(session.scalars(family)) if family_keys else set()
    if person_id is not None:
        people.add(person_id)
    if not people:
        return frozenset()
    reports = select(Case.contact_id).where(Case.person_id.in_(people)).distinct()
    return frozenset(session.scalars(reports))
