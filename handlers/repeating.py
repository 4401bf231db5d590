"""News in the middle of a talk: once it was sent, the question that stands open is shown again.

The talk itself stays as it was. Several pieces of news in a row repeat the question once, after
the last of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from flows import engine
from flows.effects import Conversation
from flows.messages import Channel
from flows.talks import FLOWS
from handlers import effects, resident
from handlers.here import Here
from handlers.house import House
from storage import outbox, people
from storage.statements import row_of
from storage.tables import Address, Outbox

REMEMBERED = timedelta(hours=24)
"""A question that was shown longer ago is left to the reminder of its talk."""


def after_news(house: House, outbox_id: int) -> None:
    """The person has the news; if a talk of theirs stands open, its question again."""
    now = house.clock()
    with house.database.read() as session:
        address = _in_a_talk(session, outbox_id, now)
    if address is None:
        return
    with house.database.write() as session:
        people.lock(session, address.contact_id)
        again = _in_a_talk(session, outbox_id, now)
        if again is not None and not outbox.pending(session, again.id):
            _repeat(Here(house, session, again, now))
    house.wake()


def at_once(here: Here) -> None:
    """What came between was said in this turn: the question that stands open, again."""
    _repeat(here)


def _in_a_talk(session: Session, outbox_id: int, now: datetime) -> Address | None:
    """The address that message went to, if its owner stands before a question now."""
    row = row_of(session, Outbox, outbox_id)
    address = row_of(session, Address, row.address_id) if row.address_id else None
    if address is None or not _reads_here(session, address, now):
        return None
    talk = people.conversation(session, address.contact_id)
    return address if _stands_open(talk, row.sent_at, now) else None


def _reads_here(session: Session, address: Address, now: datetime) -> bool:
    """Whether the talk is held at that address, and may be written to."""
    last = people.last_address(session, address.contact_id)
    if last is None or last.id != address.id or address.last_in_at is None:
        return False
    return address.channel != Channel.WHATSAPP or now - address.last_in_at < REMEMBERED


def _stands_open(talk: Conversation, sent_at: datetime | None, now: datetime) -> bool:
    if talk.flow not in FLOWS or not talk.shown:
        return False
    shown = datetime.fromisoformat(talk.shown)
    return now - shown < REMEMBERED and (sent_at is None or shown <= sent_at)


def _repeat(here: Here) -> None:
    talk = resident.conversation(here)
    turn = engine.repeat(talk, resident.facts_for(here, frozenset()))
    for effect in turn.effects:
        effects.do(here, talk, effect)
