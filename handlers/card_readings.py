"""The job that reads the photo of a card: claimed, read outside of any transaction, recorded.

Within five seconds of its coming what was read is offered in the talk, or said to be not what was
asked for. After that nobody is asked any more: it is compared, for the officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from flows import engine
from flows.card_turns import IN_TIME
from flows.cases.card_reading import CardReading, Kind, Wants
from handlers import checking, resident
from handlers.following import concerns
from handlers.here import Here
from handlers.house import House
from handlers.later import NotYet
from handlers.pictures.check import Reason
from handlers.pictures.reading import read as read_lines
from handlers.pictures.reading_lines import Line
from handlers.pictures.reading_room import Broke, Busy
from handlers.reaching import home
from handlers.registry import late_cards
from storage import listening, people
from storage.files import NoSuchFile, StoreAway
from storage.tables import CardReadingRow, Document

log = structlog.get_logger()
MOST_TRIES = 3
"""So often one photo may bring the reader down; then it is left unread."""
SOON = timedelta(seconds=0.5)
STANDS_IN_LINE = timedelta(seconds=8)
"""A photo that has waited so long waits for its turn instead of coming again."""
LINE = 30.0
"""Seconds it stands there."""


@dataclass(frozen=True, slots=True)
class _Wish:
    key: str
    age: timedelta


def read(house: House, document_id: int) -> None:
    """The whole job. Raises NotYet while the reader is busy or down, or the store is away."""
    wish = _wish(house, document_id)
    if wish is not None:
        _record(house, document_id, _reading(house, document_id, wish))
        house.wake()
    wait = checking.answer(house, document_id)
    if wait is not None:
        raise NotYet("others came with it", wait)


def _wish(house: House, document_id: int) -> _Wish | None:
    with house.database.read() as session:
        row = session.get(Document, document_id)
        wanted = session.get(CardReadingRow, document_id)
        if row is None or wanted is None or wanted.status != "wanted" or row.status != "fetched":
            return None
        concerns(contact_id=row.contact_id, case_id=row.case_id)
        return _Wish(row.key, house.clock() - (row.fetched_at or row.received_at))


def _reading(house: House, document_id: int, wish: _Wish) -> CardReading | None:
    """What stands on it; none when that cannot be found out."""
    try:
        lines = _lines(house, wish)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    except Busy:
        if wish.age < STANDS_IN_LINE:
            raise NotYet("reader busy", max(SOON, wish.age)) from None
        return None
    except Broke as broke:
        log.warning("card_not_read", document_id=document_id, why=str(broke))
        if _tried(house, document_id) < MOST_TRIES:
            raise NotYet("reader down", SOON) from None
        return None
    except NoSuchFile:
        return None
    return read_lines(lines, house.clock().astimezone(house.zone).date())


def _lines(house: House, wish: _Wish) -> list[Line]:
    if house.cards is None:
        raise NoSuchFile  # wanted by a process that has the extra; this one has not
    content = house.files.get(wish.key)
    return house.cards.lines(content, wait=LINE if wish.age >= STANDS_IN_LINE else 0.0)


def _tried(house: House, document_id: int) -> int:
    with house.database.write() as session:
        row = session.get(CardReadingRow, document_id)
        if row is None:
            return MOST_TRIES
        row.tries += 1
        return row.tries


def _record(house: House, document_id: int, reading: CardReading | None) -> None:
    """What was read, and what follows in the talk, in one transaction."""
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is None:
            return
        people.lock(session, row.contact_id)
        session.refresh(row)
        wanted = session.get(CardReadingRow, document_id)
        if wanted is None or wanted.status != "wanted" or row.status != "fetched":
            return
        wanted.status = "read" if reading is not None else "failed"
        wanted.read_at = house.clock()
        if reading is None:
            return
        wanted.kind, wanted.content = reading.kind, _kept(reading)
        log.info("card_read", document_id=document_id, kind=str(reading.kind))
        address = home(session, row.contact_id, row.channel)
        if address is not None:
            late_cards.card_read(Here(house, session, address, house.clock()), row)
        if house.clock() - row.received_at <= IN_TIME:
            _answer(house, session, row, Wants(wanted.wants), reading)


def _kept(reading: CardReading) -> dict[str, Any] | None:
    """Nothing is kept of what shows no card."""
    return None if reading.kind in {Kind.OTHER, Kind.UNCLEAR} else reading.to_json()


def _answer(
    house: House, session: Session, row: Document, wants: Wants, reading: CardReading
) -> None:
    if wants is not Wants.ANY and not wants.met_by(reading.kind) and row.verdict == "good":
        row.verdict, row.reasons, row.told_at = "poor", Reason.OTHER_PAPER, None
        return
    address = home(session, row.contact_id, row.channel)
    if address is not None and row.case_id is None:
        _offer(Here(house, session, address, house.clock()), row, reading)


def _offer(here: Here, row: Document, reading: CardReading) -> None:
    """Put what was read before the person, in the talk in which they sent it."""
    before = resident.conversation(here)
    if not before.flow or before.talk != row.talk:
        return
    useless = not (reading.nik or reading.kk or reading.members)
    if row.verdict == "poor" and useless:
        # They hear how the next photo can be better, with the question once more.
        listening.drop_pending_holds(here.session, here.address.id)
        return
    turn = engine.card_read(before, row.question, reading, resident.facts_for(here, frozenset()))
    if turn.effects:
        listening.drop_pending_holds(here.session, here.address.id)
        resident.carry_out(here, turn)
