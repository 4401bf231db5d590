"""Which cases wait for whom, in the order in which they should be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from storage.tables import Case, Referral

_FIRST = (Case.rank, Case.due_at, Case.id)
_SHOWN = (Case.duplicate_of.is_(None), Case.frozen_at.is_(None))
"""Reports that follow another, and those whose data were frozen, wait for nobody."""
_UNDECIDED = ("sent", "waiting_quota")
OPEN_STATES = (
    "submitted", "screening", "needs_documents", "assigned", "field_visit", "awaiting_supervisor",
    "returned", "approved", "secretariat_review", "processing", "awaiting_manager", "referred",
    "waiting_quota", "granted", "rejected", "reopened",
)  # fmt: skip
"""States in which somebody of ours, or a program, has to act."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One role of somebody: where its cases stand, and in which area."""

    area_code: str
    places: tuple[tuple[str, str | None], ...]
    """State, and the stage where that decides. Cases without a village are everybody's."""


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything by which cases wait for one staff member."""

    staff_id: int
    own_states: Collection[str] = ()
    """States in which a case waits for its own facilitator."""
    desks: tuple[Desk, ...] = ()
    programs: Collection[str] = ()
    """Programs they own, whose referrals wait for an answer."""


def waiting(session: Session, mine: Mine, limit: int, offset: int = 0) -> Sequence[Case]:
    """Cases that wait for them: by rank, then what is due first."""
    # The index alone says which they are; only these few rows are read.
    theirs = select(Case.id).where(_waits(mine), *_SHOWN)
    few = theirs.order_by(*_FIRST).limit(limit).offset(offset).scalar_subquery()
    return session.scalars(select(Case).where(Case.id.in_(few)).order_by(*_FIRST)).all()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases wait, and how pressing they are."""

    open: int
    due: int
    """Promised before the moment that was asked about, and not late."""
    late: int


def counts(session: Session, mine: Mine, now: datetime, until: datetime) -> Counts:
    """How many wait for them, how many are due before `until`, how many are late at `now`."""
    late, due = Case.due_at < now, (Case.due_at >= now) & (Case.due_at < until)
    columns = (func.count(), func.count().filter(due), func.count().filter(late))
    theirs = select(*columns).where(_waits(mine), *_SHOWN)
    found = session.execute(theirs).one()
    return Counts(*(int(number) for number in found))


def of_area(area_code: str) -> Mine:
    """Everything that is open in an area, whoever's turn it is."""
    return Mine(0, desks=(Desk(area_code, tuple((state, None) for state in OPEN_STATES)),))


def _waits(mine: Mine) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [_at_desks(mine.desks)] if mine.desks else []
    if mine.own_states:
        own = Case.facilitator_id == mine.staff_id
        parts.append(and_(own, Case.state.in_(mine.own_states)))
    if mine.programs:
        asked = select(Referral.case_id).where(
            Referral.program.in_(mine.programs), Referral.state.in_(_UNDECIDED)
        )
        parts.append(Case.id.in_(asked))
    return or_(false(), *parts)


def _at_desks(desks: Sequence[Desk]) -> ColumnElement[bool]:
    """At one of them. All their states are named first: one way through the index serves all."""
    states = sorted({state for desk in desks for state, _ in desk.places})
    return and_(Case.state.in_(states), or_(*(_at(desk) for desk in desks)))


def _at(desk: Desk) -> ColumnElement[bool]:
    # A CASE, so that no planner takes the states for a second way in, or for rarer than they are.
    whole = [state for state, stage in desk.places if stage is None]
    exact = [
        (and_(Case.state == state, Case.stage == stage), true())
        for state, stage in desk.places
        if stage is not None
    ]
    there = case((Case.state.in_(whole), true()), *exact, else_=false())
    inside = Case.village_code.startswith(f"{desk.area_code}.", autoescape=True)
    return and_(
        there, or_(Case.village_code == desk.area_code, inside, Case.village_code.is_(None))
    )
