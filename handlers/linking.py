"""One person on two channels, linked only by proof: a Telegram contact that the sender shared
and whose user id is the sender's own carries their phone number."""

from __future__ import annotations

import phonenumbers

from flows.messages import Channel
from flows.words import _
from handlers.here import Heard
from handlers.telling import notify_contact
from storage import merging, people, staff
from storage.tables import Address

COUNTRY = "ID"


def e164(number: str) -> str:
    """The number in its international form (`+62...`); empty when it is none."""
    try:
        parsed = phonenumbers.parse(number if number.startswith("+") else f"+{number}", COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def prove(here: Heard) -> bool:
    """Link the sender with their own WhatsApp number; `False` when the number proves nothing."""
    number = e164(here.incoming.phone)
    if not number:
        return False
    here.address.phone_key = people.blind(here.session, number, "phone")
    other = _their_whatsapp(here, number)
    if other is None or not _may_merge(here, other):
        here.say(_("Terima kasih, nomor Anda sudah kami catat."))
        return True
    notify_contact(here.session, other.contact_id, Channel.WHATSAPP, "linked", {}, here.now)
    people.lock(here.session, other.contact_id)
    merging.merge(here.session, here.address.contact_id, other.contact_id, here.now)
    here.say(
        _(
            "Nomor WhatsApp Anda sekarang terhubung dengan Telegram ini. "
            "Laporan dari keduanya terlihat di sini."
        )
    )
    return True


def _their_whatsapp(here: Heard, number: str) -> Address | None:
    return next(
        (
            a
            for a in people.by_phone(here.session, number)
            if a.channel == Channel.WHATSAPP and a.contact_id != here.address.contact_id
        ),
        None,
    )


def _may_merge(here: Heard, other: Address) -> bool:
    """Two different staff members are never one person."""
    return staff.of_contact(here.session, other.contact_id) is None
