"""Platforms that repeat, and handling that raises: what comes twice is handled once, what cannot
be handled is kept."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.tables import Inbox
from tests.kill.calls import at_once, poison, telegram_call, whatsapp_call
from tests.kill.trial import settle
from tests.story import parts
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town

TIMES = 10


def inbox(town: Town) -> int:
    """How many messages are stored."""
    with town.database.read() as session:
        return session.scalar(select(func.count()).select_from(Inbox)) or 0


def welcome_count(person: parts.Resident) -> int:
    """How often somebody was welcomed."""
    return sum("Pilih bahasa" in m.text for m in person.messages if m.from_bot)


def test_the_same_update_ten_times_at_once_is_handled_once(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    budi = town.platforms.telegram_person("Budi Contoh")
    budi.app.private_chat(budi.person).bot = "member"
    siti.chat.last_inbound = town.clock()
    with serving(town):
        assert set(at_once(telegram_call, town, [7] * TIMES, "halo")) == {200}
        assert set(at_once(whatsapp_call, town, [7] * TIMES, "halo")) == {200}
        settle(town)
        assert inbox(town) == 2
        assert (welcome_count(siti), welcome_count(budi)) == (1, 1)


def test_two_messages_of_one_contact_at_once_are_both_handled_by_one_contact(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    siti.chat.last_inbound = town.clock()
    with serving(town):
        assert at_once(whatsapp_call, town, [1, 2], "halo") == [200, 200]
        settle(town)
        with town.database.read() as session:
            rows = session.scalars(select(Inbox)).all()
        assert [row.status for row in rows] == ["done", "done"]
        assert len({row.contact_id for row in rows}) == 1


def test_handling_that_raises_is_parked_with_one_apology(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    with serving(town):
        siti.says("halo")
        siti.wait_for("Pilih bahasa", PATIENCE)
        poison(town, siti)
        assert whatsapp_call(town, 1, "1") == 200
        assert whatsapp_call(town, 2, "1") == 200
        settle(town)
        with town.database.read() as session:
            states = session.scalars(select(Inbox.status).order_by(Inbox.id)).all()
        assert states == ["done", "parked", "parked"]
        assert sum("gangguan" in m.text for m in siti.messages if m.from_bot) == 1
