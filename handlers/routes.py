"""Which handler a message belongs to: private or group, tap or words, staff or resident."""

from __future__ import annotations

import re

from flows.cases.card import parse_press
from flows.cases.press import parse_referral_press
from flows.messages import Kind
from handlers import (
    arriving,
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
)
from handlers.here import Heard
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
    here = typed.as_press(heard)
    press = here.incoming.press
    if press and (pressed := parse_press(press.data)):
        presses.press(here, pressed)
    elif press and (answer := parse_referral_press(press.data)):
        referring.press(here, answer)
    elif press and forwarding.is_yes(press.data):
        referring.forwarded(here)
    elif press and officer.is_request(press.data):
        officer.take(here)
    elif here.staff and here.incoming.kind is Kind.TEXT and tasks.is_asked(here.incoming.text):
        tasks.show(here, tasks.page_of(here.incoming.text))
    elif here.incoming.kind is Kind.TEXT and (found := _TOKEN.fullmatch(here.incoming.text)):
        invitation.open_link(here, found[1])
    elif here.incoming.kind is Kind.CONTACT and here.incoming.phone and linking.prove(here):
        here.toast()
    elif not (arriving.take(here) or arriving.hear(here) or late_photos.take(here)):
        resident.talk(here)


def _listen(here: Heard) -> None:
    """A word from the person opens WhatsApp's 24-hour window and frees what waited for it."""
    people.heard(here.session, here.address, min(here.incoming.at, here.now))
    listening.listen(here.session, here.address.id)


def _door_opened_or_shut(here: Heard) -> None:
    shut = here.incoming.kind is Kind.STOPPED
    here.address.stopped_at = here.now if shut else None
