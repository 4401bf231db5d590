"""Case cards in staff groups: a row each, rendered as the case stands when it is sent.

Many changes while the group's slot is awaited make one edit. A card whose message was deleted
is posted anew; one in a group that we left waits until the group is bound again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from flows.cases import lifecycle
from flows.cases.card import CardFacts, Decision, card
from flows.cases.papers import REPLACED
from flows.cases.priority import Priority
from flows.cases.states import Event, Role, Stage, State
from flows.effects import Choice
from flows.messages import Channel, MediaKind, Outgoing
from flows.words import Text
from handlers.case_facts import facts_at
from handlers.here import STAFF_LANGUAGE, buttons
from handlers.house import House
from handlers.naming import about, village_of
from handlers.placing import place_of
from storage import case_papers
from storage.columns import UtcDateTime
from storage.database import DATABASE_FAILURES
from storage.statements import entities, run
from storage.tables import Card, Case, Move, Staff, StaffGroup

log = structlog.get_logger()
CLAIM = timedelta(seconds=60)
"""A card whose sending nobody recorded is due again after that."""
ASIDE = timedelta(minutes=10)
"""So long a card that cannot be drawn stands aside."""
_DECIDED = (
    select(*Move.__table__.c)
    .where(Move.case_id == bindparam("of"), Move.event.in_((Event.APPROVE, Event.RETURN)))
    .order_by(Move.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class CardParcel:
    """A card on its way to a group."""

    card_id: int
    case_id: int
    to: str
    message_id: str
    """Empty when it has to be posted."""
    message: Outgoing
    wanted: int
    attempts: int


def drawn(
    house: House, session: Session, case: Case, now: datetime
) -> tuple[Text, tuple[Choice, ...]]:
    """The group's card of a case: nothing personal, and the buttons of its state."""
    seen = facts_at(house, session, case, now)
    facts = CardFacts(
        case_id=case.id,
        version=case.version,
        ticket=case.ticket,
        state=State(case.state),
        since=case.state_since,
        due=case.due_at,
        village=village_of(session, case),
        category=case.category,
        about=about(session, house.city_code, case),
        urgent=case.priority == Priority.URGENT,
        stage=Stage(case.stage),
        offers=lifecycle.offered(seen, Role.SUPERVISOR),
        finding=str((case.survey or {}).get("finding", "")),
        photos=sum(
            d.verdict != REPLACED and d.media != MediaKind.AUDIO
            for d in case_papers.documents(session, case.id)
        ),
        decision=_decision(session, case.id),
    )
    return card(facts, now, house.zone.key)


def _decision(session: Session, case_id: int) -> Decision | None:
    decided = entities(session, Move, _DECIDED, {"of": case_id})
    move = decided[0] if decided else None
    if move is None or move.staff_id is None:
        return None
    return Decision(Event(move.event), session.get_one(Staff, move.staff_id).name, move.at)


def claim(
    house: House, channel: Channel, may_show: Callable[[str], timedelta], limit: int
) -> list[CardParcel]:
    """Cards that are due in groups whose slot is free now; committed on return."""
    now = house.clock()
    with house.database.read() as session:
        if not run(session, _ANY_DUE, {"on": channel, "now": now}):
            return []
    parcels: list[CardParcel] = []
    with house.database.write() as session:
        for group in session.scalars(_groups_with_cards(channel, now)).all():
            # Group by group, so that a busy one does not stand in the way of the others.
            theirs = _due(channel, now).where(Card.group_id == group.id)
            for row in session.scalars(theirs.limit(limit)).all():
                if len(parcels) == limit or may_show(group.chat):
                    break
                row.not_before = now + CLAIM
                row.attempts += 1
                if (parcel := _drawn_or_put_aside(house, session, row, group, now)) is not None:
                    parcels.append(parcel)
    return parcels


def _groups_with_cards(channel: Channel, now: datetime) -> Select[StaffGroup]:
    due = _due(channel, now).with_only_columns(Card.group_id).order_by(None)
    return select(StaffGroup).where(StaffGroup.id.in_(due)).order_by(StaffGroup.id)


def take_over(house: House, channel: Channel) -> None:
    """This process leads now: a card that a dead one was sending is due at once."""
    groups = select(StaffGroup.id).where(StaffGroup.channel == channel)
    claimed = Card.group_id.in_(groups), Card.wanted > Card.shown, Card.attempts > 0
    with house.database.write() as session:
        session.execute(update(Card).where(*claimed).values(not_before=None))


def _due(channel: Any, now: Any) -> Select[Card]:
    return (
        select(Card)
        .join(StaffGroup, StaffGroup.id == Card.group_id)
        .where(
            StaffGroup.channel == channel,
            StaffGroup.left_at.is_(None),
            Card.wanted > Card.shown,
            (Card.not_before.is_(None)) | (Card.not_before <= now),
        )
        .order_by(Card.id)
    )


_ANY_DUE = (
    _due(bindparam("on"), bindparam("now", type_=UtcDateTime())).with_only_columns(Card.id).limit(1)
)


def _drawn_or_put_aside(
    house: House, session: Session, row: Card, group: StaffGroup, now: datetime
) -> CardParcel | None:
    """A card that we cannot draw is our mistake, and must not stand before all the others."""
    try:
        return _parcel(house, session, row, group, now)
    except DATABASE_FAILURES:
        raise
    except Exception as error:  # noqa: BLE001  part of the sender's loop
        row.reason, row.not_before = "not drawn", now + ASIDE
        log.error("card_failed", card_id=row.id, error=place_of(error))
        return None


def _parcel(
    house: House, session: Session, row: Card, group: StaffGroup, now: datetime
) -> CardParcel:
    case = session.get_one(Case, row.case_id)
    text, choices = drawn(house, session, case, now)
    message = Outgoing(
        text=text.render(STAFF_LANGUAGE), buttons=buttons(choices, STAFF_LANGUAGE), columns=2
    )
    return CardParcel(
        row.id, case.id, group.chat, row.message_id, message, row.wanted, row.attempts
    )


def shown(house: House, parcel: CardParcel, message_id: str) -> None:
    """The group sees that state now."""
    house.reached("after_card_send")
    with house.database.write() as session:
        row = session.get_one(Card, parcel.card_id)
        row.message_id, row.shown = message_id, max(row.shown, parcel.wanted)
        row.not_before, row.attempts, row.reason = None, 0, ""


def later(house: House, parcel: CardParcel, after: timedelta) -> None:
    """Not now."""
    with house.database.write() as session:
        session.get_one(Card, parcel.card_id).not_before = house.clock() + after


def post_anew(house: House, parcel: CardParcel) -> None:
    """Its message is gone: forget it, so that the next try posts the card."""
    with house.database.write() as session:
        row = session.get_one(Card, parcel.card_id)
        row.message_id, row.not_before = "", None


def hidden(house: House, parcel: CardParcel, reason: str, *, left: bool = False) -> None:
    """It cannot be shown; its record says why, and the next change tries again. One in a
    group that we were `left` out of stays due, and is shown when we are back."""
    with house.database.write() as session:
        row = session.get_one(Card, parcel.card_id)
        row.reason, row.not_before = reason, None
        if left:
            session.get_one(StaffGroup, row.group_id).left_at = house.clock()
        else:
            row.shown = parcel.wanted
