"""A resident wants to talk with a human.

The staff group gets a line without a name; whoever presses first gets the way to reach the
person, in private, and the press is on record.
"""

from __future__ import annotations

import re
from datetime import timedelta

from flows.cases.notices import NOTICES
from flows.effects import Choice
from flows.messages import Channel, Lane, Outgoing
from flows.words import Text, _staff, literal
from handlers.here import STAFF_LANGUAGE, Heard, Here
from handlers.staffing import MAY_BIND
from handlers.telling import tell_office
from storage import at_hand, cases, merging, outbox, people
from storage.tables import Address

_DATA = re.compile(r"h:(\d{1,18})")
TAKEN = _staff("Permintaan {number} diambil oleh {name}.")
POSTED = timedelta(days=7)
"""So far back a request is looked for, to take its button away."""
AGAIN = timedelta(minutes=30)
"""Who asks again sooner is waiting already: the staff group is not told twice."""


def call(here: Here) -> None:
    """Tell the staff that somebody waits for a human: those of their newest case's area."""
    contact = here.contact
    since = contact.officer_wanted_at
    if since is not None and here.now - since < AGAIN:
        return
    contact.officer_wanted_at = here.now
    area = _area(here, contact.id)
    values = {"number": str(contact.id)}
    words = NOTICES["officer_wanted"].text(values)
    button = Choice(f"h:{contact.id}", _staff("Saya hubungi"))
    tell_office(
        here.session, here.house.city_code, area, words, here.now, (button,),
        notice="officer_wanted", values=values,
    )  # fmt: skip


def _area(here: Here, contact_id: int) -> str:
    """Where their newest case is; the whole city when they have none."""
    mine = cases.of_contact(here.session, contact_id, 1)
    return (mine[0].village_code if mine else None) or here.house.city_code


def is_request(data: str) -> bool:
    """Whether a button says that somebody takes a person who waits."""
    return _DATA.fullmatch(data) is not None


def take(here: Heard) -> None:
    """The first who presses gets the person; later ones are told that it is taken."""
    found = _DATA.fullmatch(here.incoming.press.data if here.incoming.press else "")
    if here.staff is None or not any(role in MAY_BIND for role, _ in here.staff.roles):
        here.refuse(_staff("Hanya petugas kantor SLRT yang bisa mengambil ini."))
        return
    if not here.can_write():
        return
    waiting = merging.kept(here.session, int(found[1])) if found else 0
    if not people.officer_found(here.session, waiting):
        here.refuse(_staff("Warga ini sudah dihubungi petugas lain."))
        return
    here.toast(_staff("Cara menghubungi warga dikirim ke chat pribadi Anda."))
    cases.seen(
        here.session,
        staff_id=here.staff.id,
        action="contact_shown",
        subject="contact",
        subject_id=waiting,
        channel=here.address.channel,
        at=here.now,
    )
    here.say(_how_to_reach(here, waiting))
    taken = TAKEN.format(number=waiting, name=here.staff.name)
    if not _without_button(here, int(found[1]) if found else 0, taken):
        tell_office(here.session, here.house.city_code, _area(here, waiting), taken, here.now)


def _without_button(here: Heard, number: int, taken: Text) -> bool:
    """Put who took it in the place of the request and its button, wherever that was posted;
    whether it was."""
    since = here.now - POSTED
    posted = at_hand.requests_for_an_officer(here.session, f"h:{number}", since)
    for row in posted:
        message = Outgoing(text=taken.render(STAFF_LANGUAGE), edits=row.provider_id or "")
        outbox.put(
            here.session,
            channel=row.channel,
            address_id=row.address_id,
            group_id=row.group_id,
            lane=Lane.REPLY,
            outgoing=message,
            now=here.now,
        )
    return bool(posted)


def _how_to_reach(here: Heard, contact_id: int) -> Text:
    ways = [_link(address) for address in people.addresses(here.session, contact_id)]
    if not ways:
        return _staff("Warga nomor {number} sudah menutup chat, jadi belum bisa dihubungi.").format(
            number=contact_id
        )
    return _staff("Warga nomor {number} menunggu Anda hubungi: {link}").format(
        number=contact_id, link=literal(" / ".join(ways))
    )


def _link(address: Address) -> str:
    if address.channel == Channel.WHATSAPP:
        return f"https://wa.me/{address.external.removeprefix('whatsapp:+')}"
    return f"tg://user?id={address.external}"
