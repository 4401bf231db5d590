"""Cases, their history and their cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    String,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage import staff, together
from storage.columns import UtcDateTime
from storage.statements import (
    entities,
    leave_work,
    placed,
    places,
    room_for,
    run,
)
from storage.tables import (
    Address,
    Audit,
    Card,
    Case,
    Move,
    Staff,
    StaffGroup,
    StaffRole,
)

_OF_TALK = select(Case.id).where(
    Case.contact_id == bindparam("whose"), Case.talk == bindparam("which")
)
_OF_CONTACT = (
    select(*Case.__table__.c)
    .where(Case.contact_id == bindparam("whose"))
    .order_by(Case.id.desc())
    .limit(bindparam("most"))
)
_DECLINED = select(Move.staff_id).where(Move.case_id == bindparam("of"), Move.event == "decline")
_AWAITING_PAPERS = (
    select(*Case.__table__.c)
    .where(Case.contact_id == bindparam("whose"), Case.state == "needs_documents")
    .order_by(Case.state_since.desc(), Case.id.desc())
    .limit(1)
)
_ANYWHERE = (
    select(*Staff.__table__.c)
    .where(*staff.REACHED)
    .where(Staff.id.in_(select(StaffRole.staff_id).where(StaffRole.role == bindparam("as"))))
    .order_by(Staff.id)
)
_ADD = insert(Case).returning(*Case.__table__.c)
_CARDS = select(Card.id).where(Card.case_id == bindparam("of")).limit(1)

_FIRST = (Case.rank, Case.due_at, Case.id)
"""The order of every list: rank, then what is due first."""


def add(session: Session, row: Mapping[str, Any]) -> Case:
    """A new case; `row` always names the same columns. Raises `IntegrityError` where the same
    person's need is open already."""
    return entities(session, Case, _ADD, row)[0]


def of_talk(session: Session, contact_id: int, talk: int) -> Case | None:
    """The case that this talk has already opened."""
    found = run(session, _OF_TALK, {"whose": contact_id, "which": talk}).scalar()
    return session.get_one(Case, found) if found is not None else None


def of_contact(session: Session, contact_id: int, limit: int) -> Sequence[Case]:
    """A contact's own cases, the newest first."""
    return entities(session, Case, _OF_CONTACT, {"whose": contact_id, "most": limit})


def of_facilitator(
    session: Session, staff_id: int, states: Sequence[str], limit: int
) -> Sequence[Case]:
    """A facilitator's cases in these states, urgent ones first (`flows.cases.priority`)."""
    theirs = select(Case).where(Case.facilitator_id == staff_id, Case.state.in_(states))
    return session.scalars(theirs.order_by(*_FIRST).limit(limit)).all()


def in_areas(
    session: Session,
    area_codes: Sequence[str],
    states: Sequence[str],
    limit: int,
    *,
    homeless: bool,
) -> Sequence[Case]:
    """Cases of these areas in these states, urgent ones first (`flows.cases.priority`);
    `homeless` adds those without a village, which belong to the whole city."""
    there = [_inside(Case.village_code, code) for code in area_codes]
    if homeless:
        there.append(Case.village_code.is_(None))
    some = select(Case).where(Case.state.in_(states), or_(*there))
    return session.scalars(some.order_by(*_FIRST).limit(limit)).all()


def by_ticket(session: Session, ticket: str) -> Case | None:
    """The case with that number."""
    return session.scalar(select(Case).where(Case.ticket == ticket))


def by_tickets(session: Session, tickets: Collection[str]) -> Sequence[Case]:
    """The cases that have one of these numbers."""
    return session.scalars(select(Case).where(Case.ticket.in_(tickets))).all() if tickets else ()


def lock(session: Session, case_id: int) -> Case | None:
    """The case, held until the transaction ends: one winner however many press at once."""
    # KEY SHARE lets notices and papers that point at the case be inserted meanwhile.
    return session.get(Case, case_id, with_for_update={"key_share": True}, populate_existing=True)


def last_move(session: Session, case_id: int) -> Move | None:
    """The latest move; none where none is known."""
    held: Sequence[Move] | None = together.known(session, "last_move", case_id)
    found = last_moves(session, [case_id])[case_id] if held is None else held
    return found[0] if found else None


def last_moves(session: Session, case_ids: Collection[int]) -> dict[int, list[Move]]:
    """The latest move of each case, as a list of one or none."""
    rows = entities(session, Move, _last_of(room_for(case_ids)), placed("of", case_ids))
    return together.grouped(case_ids, ((row.case_id, row) for row in rows))


@cache
def _last_of(room: int) -> Executable:
    theirs = Move.case_id.in_(places(Move.case_id, "of", room))
    latest = select(func.max(Move.id)).where(theirs).group_by(Move.case_id)
    return select(*Move.__table__.c).where(Move.id.in_(latest))


def history(session: Session, case_id: int) -> Sequence[Move]:
    """Every move, the oldest first."""
    return session.scalars(select(Move).where(Move.case_id == case_id).order_by(Move.id)).all()


def decliners(session: Session, case_id: int) -> frozenset[int]:
    """Staff who have said that they cannot take this case."""
    held: frozenset[int] | None = together.known(session, "decliners", case_id)
    if held is not None:
        return held
    rows = run(session, _DECLINED, {"of": case_id})
    return frozenset(row[0] for row in rows if row[0] is not None)


def reachable_staff(session: Session, role: str, scopes: Sequence[str]) -> Sequence[Staff]:
    """Staff with that role in any of these areas who can be reached."""
    return staff.around(session, scopes).get(role, ())


def staff_anywhere(session: Session, role: str) -> Sequence[Staff]:
    """Staff with that role in any area who can be reached."""
    return entities(session, Staff, _ANYWHERE, {"as": role})


def split_off(session: Session, case_id: int) -> Sequence[Case]:
    """The registry proposals that were split off from that case, the oldest first."""
    theirs = select(Case).where(Case.split_from == case_id)
    return session.scalars(theirs.order_by(Case.id)).all()


def split_turn(session: Session, case_id: int) -> int:
    """A number for the next proposal of that case that no other proposal has."""
    return case_id * 100 + len(split_off(session, case_id))


def awaiting_papers(session: Session, contact_id: int) -> Case | None:
    """The contact's case that waits for papers; of several the one that was asked about last."""
    found = entities(session, Case, _AWAITING_PAPERS, {"whose": contact_id})
    return found[0] if found else None


def groups_for(session: Session, scopes: Sequence[str]) -> Sequence[StaffGroup]:
    """Staff groups bound to any of these areas, which we are still a member of."""
    return session.scalars(
        select(StaffGroup)
        .where(StaffGroup.area_code.in_(scopes), StaffGroup.left_at.is_(None))
        .order_by(StaffGroup.id)
    ).all()


def groups_within(session: Session, area_code: str) -> Sequence[StaffGroup]:
    """Staff groups bound to that area or one inside it, which we are still a member of."""
    return session.scalars(
        select(StaffGroup)
        .where(_inside(StaffGroup.area_code, area_code), StaffGroup.left_at.is_(None))
        .order_by(StaffGroup.id)
    ).all()


def staff_within(session: Session, roles: Collection[str], area_code: str) -> Sequence[Staff]:
    """Staff with one of these roles in that area or one inside it who can be reached."""
    mine = select(StaffRole.staff_id).where(
        StaffRole.role.in_(roles), _inside(StaffRole.area_code, area_code)
    )
    able = select(Staff).where(*staff.REACHED)
    return session.scalars(able.where(Staff.id.in_(mine)).order_by(Staff.id)).all()


def _inside(column: InstrumentedAttribute[Any], area_code: str) -> ColumnElement[bool]:
    return or_(column == area_code, column.startswith(f"{area_code}.", autoescape=True))


def want_card(session: Session, case_id: int, group_id: int) -> None:
    """Ask the sender to show the case's present state in that group."""
    leave_work(session)
    card = session.scalar(select(Card).where(Card.case_id == case_id, Card.group_id == group_id))
    if card is None:
        session.add(Card(case_id=case_id, group_id=group_id))
    else:
        card.wanted += 1
    session.flush()


def refresh_cards(session: Session, case_id: int) -> None:
    """The case changed: every card that shows it is due again."""
    if not run(session, _CARDS, {"of": case_id}):
        return
    leave_work(session)
    session.execute(update(Card).where(Card.case_id == case_id).values(wanted=Card.wanted + 1))


def all_seen(
    session: Session, staff_id: int, case_ids: Collection[int], channel: str, at: datetime
) -> None:
    """Append an audit row for each case of a list that somebody looked at."""
    if case_ids:
        values = {"who": staff_id, "by": channel, "now": at, **placed("of", case_ids)}
        run(session, _listed(room_for(case_ids)), values)


@cache
def _listed(room: int) -> Executable:
    who = bindparam("who", type_=Integer())
    by, now = bindparam("by", type_=String()), bindparam("now", type_=UtcDateTime())
    rows = select(now, who, literal("case_listed"), literal("case"), Case.id, by)
    return insert(Audit).from_select(
        ["at", "staff_id", "action", "subject", "subject_id", "channel"],
        rows.where(Case.id.in_(places(Case.id, "of", room))),
    )


def seen(
    session: Session,
    *,
    staff_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    channel: str,
    at: datetime,
) -> None:
    """Append an audit row: who looked at what."""
    session.add(
        Audit(
            staff_id=staff_id,
            action=action,
            subject=subject,
            subject_id=subject_id,
            channel=channel,
            at=at,
        )
    )
    session.flush()


def home_of(session: Session, case: Case) -> Address:
    """Where the case was reported from."""
    return session.get_one(Address, case.address_id)
