"""Which handler a message belongs to: private or group, tap or words, staff or resident."""

from __future__ import annotations

import re

from flows.cases.card import parse_press
from flows.cases.press import parse_referral_press
from flows.landing import landing_in
from flows.messages import Kind
from handlers import (
    absence,
    arriving,
    by_number,
    forwarding,
    groups,
    invitation,
    late_photos,
    linking,
    officer,
    presses,
    referring,
    resident,
    tasks,
    typed,
    unpressed,
    which_case,
)
from handlers.following_up import presses as following_up
from handlers.here import Heard
from handlers.privacy import deciding, numbers
from handlers.privacy import presses as privacy_presses
from handlers.registry import finding
from handlers.registry import presses as registry_presses
from storage import listening, people

_TOKEN = re.compile(r"(?:/start|kode)\s+([A-Za-z0-9_-]{20,64})\s*", re.IGNORECASE)
_OF_THE_ADDRESS = frozenset({Kind.STOPPED, Kind.STARTED})


def route(here: Heard) -> None:
    """Handle one message; everything it causes happens in `here.session`."""
    if here.incoming.kind in _OF_THE_ADDRESS:
        _door_opened_or_shut(here)
    elif not here.incoming.private:
        groups.heard(here)
    else:
        _listen(here)
        _private(here)


def _private(heard: Heard) -> None:
    """In a private chat: a tap on a card (or its number typed), an invitation, or a talk."""
    if which_case.asked(heard):
        return
    here = by_number.completed(typed.as_press(heard))
    if _pressed(here) or _asked_by_staff(here):
        return
    if (found := _invited(here)) is not None:
        invitation.open_link(here, found)
    elif here.incoming.kind is Kind.CONTACT and here.incoming.phone and linking.prove(here):
        here.toast()
    elif numbers.heard(here):
        return
    elif not (
        arriving.take(here)
        or arriving.hear(here)
        or late_photos.take(here)
        or late_photos.offer(here)
        or unpressed.answer(here)
    ):
        resident.talk(here)


def _pressed(here: Heard) -> bool:
    """A tap that is about a case, a referral, a request; whether it was one."""
    press = here.incoming.press
    if press is None:
        return False
    if pressed := parse_press(press.data):
        presses.press(here, pressed)
    elif answer := parse_referral_press(press.data):
        referring.press(here, answer)
    elif forwarding.is_yes(press.data):
        referring.forwarded(here)
    elif officer.is_request(press.data):
        officer.take(here)
    elif registry_presses.is_press(press.data):
        registry_presses.press(here)
    elif privacy_presses.is_press(press.data):
        privacy_presses.press(here)
    elif absence.is_press(press.data):
        absence.press(here)
    elif following_up.is_press(press.data):
        following_up.press(here)
    else:
        return False
    return True


def _asked_by_staff(here: Heard) -> bool:
    """A staff member's own words: TUGAS, CARI; whether it was one."""
    text = here.incoming.text
    if here.staff is None or here.incoming.kind is not Kind.TEXT:
        return False
    if finding.is_asked(text):
        finding.ask(here)
    elif absence.heard(here):
        return True
    elif deciding.is_asked(here, text):
        deciding.show(here)
    elif tasks.is_asked(text):
        tasks.show(here, tasks.page_of(text))
    else:
        return following_up.asked_by_staff(here) or by_number.heard(here)
    return True


def _invited(here: Heard) -> str | None:
    """The token of a staff link; the code on a brochure has the same shape, and is known."""
    text = here.incoming.text
    found = _TOKEN.fullmatch(text) if here.incoming.kind is Kind.TEXT else None
    if found is None:
        return None
    landed = landing_in(text)
    return None if landed and here.catalogue.printed(landed) else found[1]


def _listen(here: Heard) -> None:
    """A word from the person opens WhatsApp's 24-hour window and frees what waited for it."""
    people.heard(here.session, here.address, min(here.incoming.at, here.now))
    if here.glance is None or here.glance.in_line:
        listening.listen(here.session, here.address.id)


def _door_opened_or_shut(here: Heard) -> None:
    shut = here.incoming.kind is Kind.STOPPED
    here.address.stopped_at = here.now if shut else None
