"""What happens in a staff group: we join or leave, it is bound to an area, a card is pressed.

In a group only what is meant for the bot arrives here (the door sees to that), and nothing
personal is ever said.
"""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from flows.cases.card import parse_press
from flows.messages import Incoming, Kind, Lane, Outgoing
from flows.words import Text, _staff, literal
from handlers import officer, presses, tasks
from handlers.here import STAFF_LANGUAGE, Heard
from handlers.house import House
from handlers.migrating import move_group
from handlers.staffing import MAY_BIND, GroupOutcome, bind_group
from handlers.telling import say_in
from storage import cases, staff
from storage.tables import Area, StaffGroup

ABOUT_THE_GROUP = frozenset({Kind.MIGRATED, Kind.JOINED, Kind.LEFT})
_BIND = re.compile(r"/(?:grup|ikat)(?:@\w+)?(?:\s+([\d.]+))?\s*", re.IGNORECASE)

MOST_CARDS = 50
HOW_TO_BIND = _staff(
    "Halo, ini Sambung. Supervisor: ketik /grup agar laporan wilayah Anda muncul di sini."
)


ONLY_CARDS = _staff(
    "Di grup ini saya hanya menampilkan kartu laporan. Untuk yang lain, buka chat pribadi dengan "
    "saya. Supervisor mengikat grup dengan /grup."
)


def happened(house: House, session: Session, incoming: Incoming) -> None:
    """The group itself changed: a new id, or we came or went."""
    if incoming.kind is Kind.MIGRATED:
        move_group(session, incoming.channel, incoming.chat, incoming.note)
        return
    group = _known(session, incoming)
    gone = house.clock() if incoming.kind is Kind.LEFT else None
    for one in (group, *staff.topics(session, incoming.channel, incoming.chat)):
        one.left_at = gone
    if gone is not None:
        return
    words = _receives(session, group.area_code) if group.area_code else HOW_TO_BIND
    _say(session, group, words, house)


def heard(here: Heard) -> None:
    """Somebody pressed a card or gave a command."""
    incoming = here.incoming
    press = incoming.press
    if press and (pressed := parse_press(press.data)):
        presses.press(here, pressed)
    elif press and officer.is_request(press.data):
        officer.take(here)
    elif press:
        here.toast()
    elif command := _BIND.fullmatch(incoming.text.strip()):
        _bind(here, command[1] or "")
    elif incoming.kind is Kind.TEXT:
        _say(here.session, _known(here.session, incoming), ONLY_CARDS, here.house)


def _known(session: Session, incoming: Incoming) -> StaffGroup:
    """The group's row; made at first sight, bound to nothing."""
    return staff.meet_group(session, incoming.channel, incoming.chat)


def _bind(here: Heard, area_code: str) -> None:
    """`/grup` binds to the area of one's own role, `/grup 35.76.02` to that area."""
    group = _known(here.session, here.incoming)
    if here.staff is None:
        _say(here.session, group, _staff("Hanya petugas SLRT yang bisa mengikat grup."), here.house)
        return
    area = area_code or _own_area(here)
    outcome = bind_group(here.session, group.chat, area, here.staff.id, here.now)
    if outcome is GroupOutcome.BOUND:
        _show_what_waits(here, group, area)
    _say(here.session, group, _bound(here, outcome, area), here.house)


def _own_area(here: Heard) -> str:
    """The widest area in which this person may bind; empty if there is none."""
    mine = [area for role, area in here.staff.roles if role in MAY_BIND] if here.staff else []
    return min(mine, key=len, default="")


def _bound(here: Heard, outcome: GroupOutcome, area_code: str) -> Text:
    if outcome is GroupOutcome.BOUND:
        return _receives(here.session, area_code)
    if outcome is GroupOutcome.NOT_ALLOWED:
        return _staff("Anda belum berhak mengikat grup untuk wilayah itu.")
    return _staff("Kode wilayah itu tidak ada. Contoh: /grup 35.76.02")


def _receives(session: Session, area_code: str) -> Text:
    area = session.get_one(Area, area_code)
    return _staff("Grup ini menerima laporan wilayah {area}.").format(area=literal(area.name))


def _show_what_waits(here: Heard, group: StaffGroup, area_code: str) -> None:
    """Cases that waited for a decision before there was a group get their card now."""
    whole_city = area_code == here.house.city_code
    for case in cases.in_areas(
        here.session, [area_code], tasks.DECIDES, MOST_CARDS, homeless=whole_city
    ):
        if not case.discreet:
            cases.want_card(here.session, case.id, group.id)


def _say(session: Session, group: StaffGroup, text: Text, house: House) -> None:
    message = Outgoing(text=text.render(STAFF_LANGUAGE))
    say_in(session, group, message, Lane.REPLY, house.clock())
