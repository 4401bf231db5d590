"""Which cases wait for whom, in the order in which they should be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.statements import brought, placed, places, room_for, run
from storage.tables import Address, Case, Person, Referral, Table

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
_Places = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One role of somebody: where its cases stand, and in which area."""

    area_code: str
    places: _Places
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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases wait, and how pressing they are."""

    open: int
    due: int
    """Promised before the moment that was asked about, and not late."""
    late: int


@dataclass(frozen=True, slots=True)
class Page:
    """A few of the cases that wait for somebody, by rank, then what is due first."""

    counts: Counts
    """Of all that wait for them."""
    cases: Sequence[Case]
    beside: Sequence[Table]
    """Whom these are about and where they were reported from: read with them, and at hand as
    long as the page is."""


def page(session: Session, mine: Mine, now: datetime, limit: int, offset: int = 0) -> Page:
    """What waits for them, from that place of the list on, in one question; nothing is counted as
    due, only as late at `now`."""
    values = _values(mine, now, now) | {"offset": offset}
    rows = run(session, _page(_shape(mine), limit), values)
    some = [row for row in rows if row[_CASE] is not None]
    return Page(
        counts=Counts(*rows.row_one()[:_CASE]),
        cases=[brought(session, Case, row[_CASE:_PERSON]) for row in some],
        beside=[
            *(brought(session, Person, r[_PERSON:_ADDRESS]) for r in some if r[_PERSON]),
            *(brought(session, Address, row[_ADDRESS:]) for row in some),
        ],
    )


def counts(session: Session, mine: Mine, now: datetime, until: datetime) -> Counts:
    """How many wait for them, how many are due before `until`, how many are late at `now`."""
    return Counts(*run(session, _counts(_shape(mine)), _values(mine, now, until)).row_one())


def of_area(area_code: str) -> Mine:
    """Everything that is open in an area, whoever's turn it is."""
    return Mine(0, desks=(Desk(area_code, tuple((state, None) for state in OPEN_STATES)),))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the words of a question depend on; people of the same roles have the same."""

    own_states: tuple[str, ...]
    desks: tuple[_Places, ...]
    programs: int
    """Room for so many."""


def _shape(mine: Mine) -> _Shape:
    programs = room_for(mine.programs) if mine.programs else 0
    return _Shape(tuple(mine.own_states), tuple(desk.places for desk in mine.desks), programs)


def _values(mine: Mine, now: datetime, until: datetime) -> dict[str, Any]:
    areas = {f"area{n}": desk.area_code for n, desk in enumerate(mine.desks)}
    # An area's code has no character that LIKE knows.
    below = {f"below{n}": f"{desk.area_code}.%" for n, desk in enumerate(mine.desks)}
    programs = placed("program", mine.programs) if mine.programs else {}
    staff = {"staff": mine.staff_id} if mine.own_states else {}
    return {"now": now, "until": until, **areas, **below, **programs, **staff}


@cache
def _counts(shape: _Shape) -> Select[int, int, int]:
    now = bindparam("now", type_=UtcDateTime())
    until = bindparam("until", type_=UtcDateTime())
    late, due = Case.due_at < now, (Case.due_at >= now) & (Case.due_at < until)
    columns = (func.count(), func.count().filter(due), func.count().filter(late))
    return select(*columns).where(_waits(shape), *_SHOWN)


@cache
def _page(shape: _Shape, limit: int) -> Executable:
    counted = _counts(shape).subquery("counted")
    # The index alone says which they are; only these few rows are read.
    few = (
        select(Case.id)
        .where(_waits(shape), *_SHOWN)
        .order_by(*_FIRST)
        .limit(literal(limit, literal_execute=True))
        .offset(bindparam("offset"))
        .subquery("few")
    )
    beside = (
        counted.outerjoin(few, true())
        .outerjoin(Case.__table__, Case.id == few.c.id)
        .outerjoin(Person.__table__, Person.id == Case.person_id)
        .outerjoin(Address.__table__, Address.id == Case.address_id)
    )
    found = select(*counted.c, *Case.__table__.c, *Person.__table__.c, *Address.__table__.c)
    return found.select_from(beside).order_by(*_FIRST)


_CASE = 3
_PERSON = _CASE + len(Case.__table__.c)
_ADDRESS = _PERSON + len(Person.__table__.c)
"""Where in a row of a page they begin; the counts come first."""


def _waits(shape: _Shape) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [_at_desks(shape.desks)] if shape.desks else []
    if shape.own_states:
        own = Case.facilitator_id == bindparam("staff")
        parts.append(and_(own, Case.state.in_(shape.own_states)))
    if shape.programs:
        owned = places(Referral.program, "program", shape.programs)
        asked = select(Referral.case_id).where(
            Referral.program.in_(owned), Referral.state.in_(_UNDECIDED)
        )
        parts.append(Case.id.in_(asked))
    return or_(false(), *parts)


def _at_desks(desks: Sequence[_Places]) -> ColumnElement[bool]:
    """At one of them. All their states are named first: one way through the index serves all."""
    states = sorted({state for stands in desks for state, _ in stands})
    return and_(Case.state.in_(states), or_(*(_at(n, stands) for n, stands in enumerate(desks))))


def _at(number: int, stands: _Places) -> ColumnElement[bool]:
    # A CASE, so that no planner takes the states for a second way in, or for rarer than they are.
    whole = [state for state, stage in stands if stage is None]
    exact = [
        (and_(Case.state == state, Case.stage == stage), true())
        for state, stage in stands
        if stage is not None
    ]
    there = case((Case.state.in_(whole), true()), *exact, else_=false())
    here = Case.village_code == bindparam(f"area{number}")
    inside = Case.village_code.like(bindparam(f"below{number}"))
    return and_(there, or_(here, inside, Case.village_code.is_(None)))
