"""Twilio's WhatsApp webhooks in our words: an inbound message, a status callback."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flows.messages import Channel, Incoming, Kind, Media, MediaKind, Place, Press
from webhooks.reading import Unreadable
from webhooks.sending import StatusUpdate
from webhooks.whatsapp_codes import reported

MOST_MEDIA = 10
_KINDS = {"image": MediaKind.IMAGE, "audio": MediaKind.AUDIO, "video": MediaKind.VIDEO}
_NOTES = {MediaKind.IMAGE: "photo", MediaKind.AUDIO: "voice", MediaKind.VIDEO: "video"}
_CONTACT_CARD = ("text/vcard", "text/x-vcard")
_NO_FILE = {"sticker": "sticker", "contacts": "contact", "contact": "contact"}
"""Messages that carry a file of which we make nothing, by Twilio's MessageType."""


_FORWARDED = ("Forwarded", "FrequentlyForwarded")


def read(form: Mapping[str, str], now: datetime) -> tuple[Incoming, ...]:
    """What the person did. Raises Unreadable.

    `From` is `whatsapp:+62...`, or `whatsapp:ID.123...` (a business-scoped user id) where the
    person hides their number; an answer goes to either. Twilio does not say when it was sent.
    """
    number = message_id(form)
    sender = form.get("From", "")
    if not sender:
        raise Unreadable(number, "no From")
    base = Incoming(
        channel=Channel.WHATSAPP,
        id=number,
        chat=sender,
        sender=sender,
        at=now,
        kind=Kind.OTHER,
        text=form.get("Body", ""),
        reply_to=form.get("OriginalRepliedMessageSid", ""),
        forwarded=any(form.get(name, "").lower() == "true" for name in _FORWARDED),
    )
    try:
        return (_said(form, base),)
    except (ValueError, KeyError) as error:
        raise Unreadable(number, f"{type(error).__name__} in a field") from None


def read_status(form: Mapping[str, str], now: datetime) -> StatusUpdate:
    """What became of a message of ours. Raises Unreadable."""
    status = form.get("MessageStatus") or form.get("SmsStatus", "")
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    code = form.get("ErrorCode", "").strip()
    if not (status and sid and (code.isdigit() or not code)):
        raise Unreadable(f"status-{message_id(form)}", "no status")
    failure = reported(int(code)) if code.strip("0") else None
    return StatusUpdate(
        Channel.WHATSAPP, sid, status, code if failure else "", now, failure=failure
    )


def message_id(form: Mapping[str, str]) -> str:
    """Twilio's id; for a form without one, a fingerprint that is the same when it comes again."""
    for name in ("MessageSid", "SmsMessageSid", "SmsSid"):
        if form.get(name):
            return form[name]
    return "form-" + hashlib.sha256(json.dumps(sorted(form.items())).encode()).hexdigest()[:32]


def media_kind(mime: str) -> MediaKind:
    """What a file seems to be."""
    if mime == "application/pdf":
        return MediaKind.PDF
    return _KINDS.get(mime.partition("/")[0], MediaKind.OTHER)


def with_media(base: Incoming, media: tuple[Media, ...]) -> Incoming:
    """The message with its files; a contact card is none that we keep."""
    if all(m.mime in _CONTACT_CARD for m in media):
        return replace(base, kind=Kind.OTHER, note="contact")
    note = _NOTES.get(media[0].kind, "document")
    return replace(base, kind=Kind.MEDIA, media=media, note=note)


def _said(form: Mapping[str, str], base: Incoming) -> Incoming:
    kind = form.get("MessageType", "")
    if pressed := form.get("ListId") or form.get("ButtonPayload"):
        label = base.text or form.get("ListTitle") or form.get("ButtonText", "")
        press = Press(pressed, message=base.reply_to)
        return replace(base, kind=Kind.PRESS, text=label, press=press)
    if form.get("Latitude") and form.get("Longitude"):
        place = Place(float(form["Latitude"]), float(form["Longitude"]))
        return replace(base, kind=Kind.PLACE, place=place, text=base.text or form.get("Label", ""))
    if kind in _NO_FILE:
        return replace(base, note=_NO_FILE[kind])
    if media := _media(form):
        return with_media(base, media)
    if text := base.text or form.get("ButtonText", ""):
        return replace(base, kind=Kind.TEXT, text=text)
    return replace(base, note=kind or "unknown")


def _media(form: Mapping[str, str]) -> tuple[Media, ...]:
    count = min(int(form.get("NumMedia") or 0), MOST_MEDIA)
    found = []
    for place in range(count):
        mime = form.get(f"MediaContentType{place}", "").partition(";")[0].strip().lower()
        found.append(Media(media_kind(mime), form[f"MediaUrl{place}"], mime))
    return tuple(found)
