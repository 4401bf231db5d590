"""Platforms that repeat, refuse, break and hang up, and handling that raises: nothing is lost,
what comes twice is handled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

from bot.demo.faults import Fault
from storage import people
from storage.tables import Case, ConversationRow, Inbox
from tests.kill.counting import counted
from tests.kill.trial import settle
from tests.story import parts
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town

TIMES = 10


def telegram_call(town: Town, update: int, text: str) -> int:
    """Bring one update, as Telegram would; the status that came back."""
    budi = town.platforms.telegram_person("Budi Contoh")
    someone = {"id": budi.id, "is_bot": False, "first_name": "Budi"}
    chat = {"id": budi.id, "type": "private", "first_name": "Budi"}
    message = {"message_id": update, "date": int(town.clock().timestamp()), "text": text}
    headers = {"X-Telegram-Bot-Api-Secret-Token": town.settings.telegram_secret}
    body = {"update_id": update, "message": {**message, "from": someone, "chat": chat}}
    url = f"{town.settings.public_url}/telegram/webhook"
    return httpx.post(url, json=body, headers=headers, timeout=PATIENCE).status_code


def whatsapp_call(town: Town, number: int, text: str) -> int:
    """Bring one message, as Twilio would; the status that came back."""
    siti = town.platforms.whatsapp_person("Siti Contoh")
    sid = f"SM{990_000 + number:032x}"
    form = {"MessageSid": sid, "From": f"whatsapp:{siti.phone}", "To": town.settings.twilio_from}
    form |= {"Body": text, "NumMedia": "0", "WaId": siti.phone[1:], "MessageType": "text"}
    form |= {"AccountSid": town.settings.twilio_account_sid, "ProfileName": "Siti"}
    url = f"{town.settings.public_url}/whatsapp/webhook"
    signer = RequestValidator(town.settings.twilio_auth_token)
    headers = {"X-Twilio-Signature": signer.compute_signature(url, form)}
    return httpx.post(url, data=form, headers=headers, timeout=PATIENCE).status_code


def at_once(call: Any, town: Town, numbers: list[int], text: str) -> list[int]:
    """All these calls at the same moment."""
    with ThreadPoolExecutor(len(numbers)) as pool:
        return [one.result() for one in [pool.submit(call, town, n, text) for n in numbers]]


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


def poison(town: Town, person: parts.Resident, words: str = "?") -> None:
    """Spoil what is stored of somebody's talk, so that their next message cannot be handled."""
    external = f"whatsapp:{person.phone}" if hasattr(person, "phone") else str(person.id)
    channel = "whatsapp" if hasattr(person, "phone") else "telegram"
    with town.database.write() as session:
        address = people.find(session, channel, external)
        assert address is not None
        session.get_one(ConversationRow, address.contact_id).state = [words]


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


def test_a_story_through_storms_loses_doubles_and_disorders_nothing(town: Town) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    budi = town.platforms.telegram_person("Budi Contoh")
    with serving(town):
        storms = (town.platforms.telegram.faults, town.platforms.twilio.faults)
        for place, faults in enumerate(storms):
            faults.often(Fault("too_many", "Message", seconds=1), 0.05, seed=place + 1)
            faults.often(Fault("broken_after", "Message", status=502), 0.04, seed=place + 11)
            faults.often(Fault("dropped", "Message"), 0.04, seed=place + 21)
            faults.often(Fault("garbage", "Message"), 0.03, seed=place + 31)
            faults.add(Fault("dropped"), 1)
        with ThreadPoolExecutor(2) as pool:
            talks = [pool.submit(parts.complains, one, "Wates") for one in (siti, budi)]
            tickets = [talk.result() for talk in talks]
        for faults in storms:
            faults.clear()
        settle(town)
        count = counted(town, tickets, ("open",))
        print(f"repeated sends {len(count.repeated)}")
        assert count.faults == []
        with town.database.read() as session:
            assert session.scalar(select(func.count()).select_from(Case)) == 2
