"""Cases of the same matter: the open case of a person's need, and the reports linked with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from storage import together
from storage.statements import run
from storage.tables import NEED_IS_OPEN, Case, Person

_OPEN = (
    select(Case.id)
    .where(Case.person_id == bindparam("whose"), Case.need == bindparam("what"))
    .where(NEED_IS_OPEN)
)
_LINKED = select(Case.id).where(Case.duplicate_of == bindparam("to")).limit(1)


def open_need(session: Session, person_id: int, need: str) -> Case | None:
    """The one open case that this person has for that need."""
    found = run(session, _OPEN, {"whose": person_id, "what": need}).scalar()
    return session.get_one(Case, found) if found is not None else None


def own_report(session: Session, contact_id: int, main: Case) -> Case | None:
    """The report by which this contact follows that open case: itself, or a linked one."""
    either = or_(Case.id == main.id, Case.duplicate_of == main.id)
    theirs = select(Case).where(either, Case.contact_id == contact_id).order_by(Case.id)
    return session.scalars(theirs).first()


def linked(session: Session, case_id: int) -> Sequence[Case]:
    """Reports that were linked with that case, the oldest first."""
    held: Sequence[Case] | None = together.known(session, "linked", case_id)
    if held is not None:
        return held
    if not run(session, _LINKED, {"to": case_id}):
        return ()
    return session.scalars(select(Case).where(Case.duplicate_of == case_id).order_by(Case.id)).all()


def linked_of(session: Session, case_ids: Collection[int]) -> dict[int, list[Case]]:
    """The same of several cases, by their ids."""
    rows = session.scalars(
        select(Case).where(Case.duplicate_of.in_(case_ids)).order_by(Case.id)
    ).all()
    return together.grouped(case_ids, ((row.duplicate_of or 0, row) for row in rows))


def mains(session: Session, case_ids: Sequence[int]) -> dict[int, Case]:
    """For each linked report of these the case that it follows."""
    if not case_ids:
        return {}
    main = aliased(Case)
    rows = session.execute(
        select(Case.id, main).join(main, main.id == Case.duplicate_of).where(Case.id.in_(case_ids))
    )
    return {row[0]: row[1] for row in rows}


def same_reporter(session: Session, case: Case, limit: int) -> Sequence[Case]:
    """Other open cases of the same contact and need."""
    theirs = select(Case).where(
        Case.id != case.id,
        NEED_IS_OPEN,
        Case.contact_id == case.contact_id,
        Case.need == case.need,
    )
    return session.scalars(theirs.order_by(Case.id.desc()).limit(limit)).all()


def near(session: Session, case: Case, since: datetime, limit: int) -> Sequence[tuple[Case, str]]:
    """Other open cases in the same village, the newest first, each with its person's name."""
    theirs = (
        select(Case, Person.name)
        .join(Person, Person.id == Case.person_id, isouter=True)
        .where(Case.id != case.id, NEED_IS_OPEN, Case.opened_at >= since)
        .where(Case.village_code == case.village_code)  # also where there is none
    )
    rows = session.execute(theirs.order_by(Case.id.desc()).limit(limit))
    return [(row[0], row[1] or "") for row in rows]
