"""A resident wants to talk with a human.

The staff group gets a line without a name; whoever presses gets the way to reach the person,
in private, and the press is on record.
"""

from __future__ import annotations

import re

from flows.cases.notices import NOTICES
from flows.messages import Button, Channel, Lane, Outgoing
from flows.words import _staff, literal
from handlers.here import STAFF_LANGUAGE, Heard, Here
from handlers.staffing import MAY_BIND
from handlers.telling import tell_group
from storage import cases, people
from storage.tables import Contact

_DATA = re.compile(r"h:(\d{1,18})")


def call(here: Here) -> None:
    """Tell the staff group that somebody waits for a human."""
    contact = here.contact
    contact.officer_wanted_at = here.now
    words = NOTICES["officer_wanted"].text({"number": str(contact.id)})
    button = Button(f"h:{contact.id}", "Saya hubungi")
    message = Outgoing(text=words.render(STAFF_LANGUAGE), buttons=(button,))
    tell_group(here.session, here.house.city_code, message, Lane.NOTICE, here.now)


def is_request(data: str) -> bool:
    """Whether a button says that somebody takes a person who waits."""
    return _DATA.fullmatch(data) is not None


def take(here: Heard) -> None:
    """The first who presses gets the person; later ones are told that it is taken."""
    found = _DATA.fullmatch(here.incoming.press.data if here.incoming.press else "")
    if here.staff is None or not any(role in MAY_BIND for role, _ in here.staff.roles):
        here.toast(_staff("Hanya petugas kantor SLRT yang bisa mengambil ini."), alert=True)
        return
    waiting = here.session.get(Contact, int(found[1])) if found else None
    if waiting is None or waiting.officer_wanted_at is None:
        here.toast(_staff("Sudah diambil petugas lain."), alert=True)
        return
    waiting.officer_wanted_at = None
    here.toast(_staff("Cara menghubungi warga dikirim ke chat pribadi Anda."))
    cases.seen(
        here.session,
        staff_id=here.staff.id,
        action="contact_shown",
        subject="contact",
        subject_id=waiting.id,
        channel=here.address.channel,
        at=here.now,
    )
    _show(here, waiting.id)


def _show(here: Heard, contact_id: int) -> None:
    for address in people.addresses(here.session, contact_id):
        if address.channel == Channel.WHATSAPP:
            number = address.external.removeprefix("whatsapp:+")
            link = f"https://wa.me/{number}"
        else:
            link = f"tg://user?id={address.external}"
        words = _staff("Warga nomor {number} menunggu Anda hubungi: {link}").format(
            number=contact_id, link=literal(link)
        )
        here.say(words)
