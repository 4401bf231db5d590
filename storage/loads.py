"""How busy facilitators are, when they were last given a case, and who had this one before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.orm import Session

from storage.statements import placed, places, room_for, run
from storage.tables import Case, Move, Person, Staff

_MOVES = (
    select(Move.event, Move.staff_id, Move.facilitator_id)
    .where(Move.case_id == bindparam("of"))
    .order_by(Move.id)
)


@dataclass(frozen=True, slots=True)
class Load:
    """How busy a facilitator is."""

    open: int
    """Cases they have in the states that were asked about."""
    last_at: datetime | None
    """When they were last given a case; none while they never were."""


def loads_of(
    session: Session, staff_ids: Collection[int], states: Sequence[str]
) -> dict[int, Load]:
    """How busy these are; what the others have is not looked at."""
    if not staff_ids:
        return {}
    asked = _loads(room_for(staff_ids), tuple(states))
    rows = run(session, asked, placed("staff", staff_ids))
    return {staff: Load(count, at) for staff, count, at in rows}


@cache
def _loads(room: int, states: tuple[str, ...]) -> Executable:
    """One short way through an index for each of them, twice."""
    theirs = Case.facilitator_id == Staff.id, Case.state.in_(states)
    count = select(func.count()).where(*theirs).scalar_subquery()
    last = select(func.max(Move.at)).where(Move.facilitator_id == Staff.id).scalar_subquery()
    return select(Staff.id, count, last).where(Staff.id.in_(places(Staff.id, "staff", room)))


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
