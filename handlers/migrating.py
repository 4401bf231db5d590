"""A group became a supergroup: everything for it goes to its new id."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from flows.cases.states import OVER, Role, State
from flows.cases.table import TABLE
from flows.messages import Channel
from handlers.house import House
from storage import outbox, staff
from storage.tables import Card, Case, Outbox, StaffGroup

_WITH_BUTTONS = tuple(
    state
    for state in State
    if any(row.state is state and row.button and Role.SUPERVISOR in row.roles for row in TABLE)
    and state not in OVER
)
"""States in which a supervisor may do something with a card."""


def moved(house: House, old: str, new: str) -> None:
    """As the provider told when we wrote to the old id."""
    with house.database.write() as session:
        move_group(session, Channel.TELEGRAM, old, new)


def move_group(session: Session, channel: str, old: str, new: str) -> None:
    """Rewrite the group's id, unless it was rewritten already. We may have been told of the
    new group before: then it takes over what the old one had."""
    group = staff.group(session, channel, old)
    if group is None:
        return
    known = session.scalar(outbox.group_query(channel, new))
    if known is None:
        group.chat = new
        known = group
    else:
        _hand_over(session, group, known)
    _post_anew(session, known.id)


def _hand_over(session: Session, group: StaffGroup, known: StaffGroup) -> None:
    if not known.area_code:
        known.area_code, known.bound_by = group.area_code, group.bound_by
        known.bound_at = group.bound_at
    there = select(Card.case_id).where(Card.group_id == known.id)
    session.execute(
        update(Card)
        .where(Card.group_id == group.id, Card.case_id.not_in(there))
        .values(group_id=known.id)
    )
    waiting = Outbox.status.in_(("waiting", "sending"))
    session.execute(
        update(Outbox).where(Outbox.group_id == group.id, waiting).values(group_id=known.id)
    )
    group.area_code, group.left_at = "", known.bound_at or group.bound_at


def _post_anew(session: Session, group_id: int) -> None:
    """Message ids of the old chat mean other messages in the new one, so no card is edited
    there; those that still have buttons are posted again."""
    session.execute(update(Card).where(Card.group_id == group_id).values(message_id=""))
    undecided = select(Case.id).where(Case.state.in_(_WITH_BUTTONS))
    session.execute(
        update(Card)
        .where(Card.group_id == group_id, Card.case_id.in_(undecided))
        .values(wanted=Card.wanted + 1, not_before=None)
    )
