"""One person on two channels, linked only by proof: a Telegram contact that the sender shared
and whose user id is the sender's own carries their phone number."""

from __future__ import annotations

import phonenumbers

from flows.cases.notices import NOTICES
from flows.messages import Outgoing
from flows.words import _
from handlers.here import STAFF_LANGUAGE, Heard
from handlers.telling import put
from storage import listening, merging, people, staff
from storage.tables import Address, Contact

COUNTRY = "ID"
NOTED = _("Terima kasih, nomor Anda sudah kami catat.")
UNFINISHED = _(
    "Nomor Anda sudah kami catat. Di WhatsApp masih ada laporan yang belum dikirim. "
    "Selesaikan dulu di sana, lalu bagikan nomor Anda lagi."
)
LINKED = _(
    "Nomor WhatsApp Anda sekarang terhubung dengan Telegram ini. "
    "Laporan dari keduanya terlihat di sini."
)


def e164(number: str) -> str:
    """The number in its international form (`+62...`); empty when it is none."""
    given = number if number.startswith(("+", "0")) else f"+{number}"
    try:
        parsed = phonenumbers.parse(given, COUNTRY)
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
    if other is None or _is_staff(here, here.address) or _is_staff(here, other):
        here.say(NOTED)
        return True
    merged = people.lock(here.session, other.contact_id)
    talk = people.conversation(here.session, merged.id)
    if talk.flow and any(key != "consent" for key in talk.answers):
        here.say(UNFINISHED)
        return True
    _warn(here, other, merged)
    _take_over(here.contact, merged)
    merging.merge(here.session, here.address.contact_id, merged.id, here.now)
    # What could not go to WhatsApp may go to Telegram now.
    listening.wake_held(here.session, other.id)
    here.say(LINKED)
    return True


def _their_whatsapp(here: Heard, number: str) -> Address | None:
    """The WhatsApp address of that number, if it belongs to somebody else so far."""
    found = people.find(here.session, "whatsapp", f"whatsapp:{number}")
    mine = found is not None and found.contact_id == here.address.contact_id
    return None if mine else found


def _is_staff(here: Heard, address: Address) -> bool:
    """Staff are who opened their one-time link, in that chat; no number gives their rights to
    another one, since numbers get other owners."""
    return staff.of_contact(here.session, address.contact_id) is not None


def _warn(here: Heard, other: Address, merged: Contact) -> None:
    """Tell the number's owner there, whatever else they wanted to hear no more of."""
    notice, language = NOTICES["linked"], merged.language or STAFF_LANGUAGE
    words = notice.text({}).render(language)
    message = Outgoing(text=words, language=language, notice=notice.name)
    put(here.session, other, message, here.now)


def _take_over(kept: Contact, merged: Contact) -> None:
    """A wish for silence holds for the whole person; so does waiting for an officer."""
    kept.language = kept.language or merged.language
    kept.campaigns_stopped_at = kept.campaigns_stopped_at or merged.campaigns_stopped_at
    kept.notices_stopped_at = kept.notices_stopped_at or merged.notices_stopped_at
    kept.officer_wanted_at = kept.officer_wanted_at or merged.officer_wanted_at
