"""A bare number that answers messages about several cases: which of them is meant is asked, since
the choices of each message begin with 1 where a channel has no buttons."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.press import parse_press
from flows.effects import Choice
from flows.matching import number_in
from flows.messages import Kind
from flows.words import _, literal
from handlers.here import Heard
from handlers.open_talk import is_talking
from storage import at_hand
from storage.tables import Case

AT_HAND = timedelta(hours=24)
WHICH = _("Laporan yang mana?")


def asked(here: Heard) -> bool:
    """Whether the number could be of several cases that the person was shown since they wrote
    before; then they are asked."""
    number = number_in(here.incoming.text) if here.incoming.kind is Kind.TEXT else None
    if number is None or is_talking(here):
        return False
    meant: dict[int, str] = {}
    for buttons in at_hand.since_last_word(
        here.session, here.address.id, here.address.contact_id, here.now - AT_HAND
    ):
        for place, button in enumerate((b for b in buttons if b.data), 1):
            press = parse_press(button.data)
            if press is not None and (button.number or str(place)) == number:
                meant.setdefault(press.case_id, button.data)
    if len(meant) < 2:
        return False
    tickets = {case_id: here.session.get_one(Case, case_id).ticket for case_id in meant}
    here.say(WHICH, tuple(Choice(meant[n], literal(tickets[n])) for n in sorted(meant)))
    return True
