"""Calls at the program's doors as a platform makes them, whenever and as often as a test likes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

from storage import people
from storage.tables import ConversationRow
from tests.story import parts
from tests.story.town import PATIENCE, Town


def telegram_call(town: Town, update: int, text: str) -> int:
    """Bring one update, as Telegram would; the status that came back."""
    budi = town.platforms.telegram_person("Budi Contoh")
    someone = {"id": budi.id, "is_bot": False, "first_name": "Budi"}
    chat = {"id": budi.id, "type": "private", "first_name": "Budi"}
    message = {"message_id": update, "date": int(town.clock().timestamp()), "text": text}
    headers = {"X-Telegram-Bot-Api-Secret-Token": town.settings.telegram_secret}
    body = {"update_id": update, "message": {**message, "from": someone, "chat": chat}}
    url = f"{town.settings.public_url}/telegram/webhook"
    reply = httpx.post(url, json=body, headers=headers, timeout=PATIENCE)
    town.platforms.telegram.carry_out(reply)
    return reply.status_code


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
    reply = httpx.post(url, data=form, headers=headers, timeout=PATIENCE)
    siti.app.carry_out(form["From"], reply)
    return reply.status_code


def at_once(call: Any, town: Town, numbers: list[int], text: str) -> list[int]:
    """All these calls at the same moment."""
    with ThreadPoolExecutor(len(numbers)) as pool:
        return [one.result() for one in [pool.submit(call, town, n, text) for n in numbers]]


def poison(town: Town, person: parts.Resident, words: str = "?") -> None:
    """Spoil what is stored of somebody's talk, so that their next message cannot be handled."""
    external = f"whatsapp:{person.phone}" if hasattr(person, "phone") else str(person.id)
    channel = "whatsapp" if hasattr(person, "phone") else "telegram"
    with town.database.write() as session:
        address = people.find(session, channel, external)
        assert address is not None
        session.get_one(ConversationRow, address.contact_id).state = [words]
