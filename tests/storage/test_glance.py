"""What one look says of somebody who writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage import people
from storage.database import Database
from storage.glance import Glance
from storage.tables import Consent, Staff

WHO = ("telegram", "990001")


def _known(database: Database, now: datetime) -> int:
    with database.write() as session:
        return people.meet(session, *WHO, now).contact_id


def _looks(database: Database, now: datetime) -> Glance:
    with database.write() as session:
        seen = people.glance(session, people.meet(session, *WHO, now).contact_id)
    assert seen is not None
    return seen


def _answer(session: Session, contact_id: int, text: str, now: datetime, *, given: bool) -> None:
    session.add(
        Consent(
            contact_id=contact_id,
            purpose="case",
            given=given,
            text_hash=text,
            language="id",
            channel="telegram",
            at=now,
        )
    )
    session.flush()


def test_nothing_is_there_of_somebody_new(database: Database, now: datetime) -> None:
    assert _looks(database, now) == Glance()


def test_nothing_rare_is_there_of_most(database: Database, now: datetime) -> None:
    _known(database, now)
    seen = _looks(database, now)
    assert seen == Glance(newest=seen.newest)
    assert seen.newest


def test_of_several_answers_to_one_text_the_latest_counts(
    database: Database, now: datetime
) -> None:
    contact = _known(database, now)
    with database.write() as session:
        for text, given in (("aa", True), ("bb", False), ("aa", False), ("bb", True), ("cc", True)):
            _answer(session, contact, text, now, given=given)
        assert people.consents(session, contact) == {"bb", "cc"}
    assert _looks(database, now).consents == {"bb", "cc"}


def test_staff_are_seen(database: Database, now: datetime) -> None:
    contact = _known(database, now)
    with database.write() as session:
        session.add(Staff(name="Petugas Contoh", created_at=now, contact_id=contact))
    assert _looks(database, now).staff


def test_a_glance_is_of_who_wrote_alone(database: Database, now: datetime) -> None:
    with database.write() as session:
        contact = people.meet(session, *WHO, now).contact_id
        assert people.glance(session, contact + 1) is None
