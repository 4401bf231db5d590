"""Parked messages: seen without their words, given up on record."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from flows.messages import Channel, Incoming, Kind, Media, MediaKind
from handlers import parked
from handlers.house import House
from handlers.refused import Refused
from storage import inbox, people
from storage.tables import Audit, Inbox

STORY = "Kenari CONTOH tinggal di Jalan Kenari"


def park(house: House, number: int, *, later: bool = False) -> int:
    """A parked message of one contact, and perhaps a later one that was handled."""
    now = house.clock()
    message = Incoming(
        Channel.TELEGRAM,
        str(number),
        "9990",
        "9990",
        now,
        Kind.MEDIA,
        text=STORY,
        media=(Media(MediaKind.IMAGE, "ref"),),
    )
    with house.database.write() as session:
        contact = people.meet(session, "telegram", "9990", now).contact_id
        row = inbox.insert_once(session, "telegram", str(number), message.to_json(), now, contact)
        assert row is not None
        inbox.park(session, row, "ValueError at resident.py:12")
        if later:
            inbox.insert_once(session, "telegram", str(number + 1), message.to_json(), now, contact)
    return row


def test_the_list_has_the_fault_and_the_contact(house: House) -> None:
    row = park(house, 1)
    (line,) = parked.list_parked(house)
    assert (line.id, line.error) == (row, "ValueError at resident.py:12")
    assert line.contact_id is not None


def test_what_was_written_is_not_shown(house: House) -> None:
    found = parked.show(house, park(house, 1))
    assert (found.kind, found.characters, found.files) == ("media", len(STORY), 1)
    assert "Kenari" not in repr(found)


def test_it_is_said_when_the_person_has_gone_on(house: House) -> None:
    assert not parked.show(house, park(house, 1)).overtaken
    assert parked.show(house, park(house, 5, later=True)).overtaken


def test_an_update_that_no_door_could_read_is_named_so(house: House, now: datetime) -> None:
    with house.database.write() as session:
        row = inbox.insert_once(session, "telegram", "7", {"update_id": 7, "kind": 1}, now)
        assert row is not None
        inbox.park(session, row, "unreadable KeyError")
    found = parked.show(house, row)
    assert (found.kind, found.characters) == (parked.UNREADABLE, 0)


def test_what_is_dropped_is_kept_but_waits_no_longer(house: House, now: datetime) -> None:
    row = park(house, 1)
    parked.drop(house, row, now)
    assert parked.list_parked(house) == ()
    with house.database.read() as session:
        assert session.get_one(Inbox, row).status == "dropped"
        assert session.scalars(select(Audit.action)).all() == ["parked_dropped"]


def test_what_is_not_parked_cannot_be_dropped(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match="Message 99 is not parked"):
        parked.drop(house, 99, now)
