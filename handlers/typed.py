"""A typed number, label or word that answers the buttons of the last message somebody was sent:
it is heard as that press. So everything with buttons works on any phone.

Only between talks: in a talk the numbers are those of its question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flows.cases import lifecycle
from flows.cases.offers import answers_whether, named_outright, synonyms
from flows.cases.states import Event, Role
from flows.matching import Candidate, match
from flows.messages import Button, Kind, Press
from handlers.case_facts import facts
from handlers.here import Heard
from handlers.open_talk import is_talking
from storage import at_hand, cases
from storage.tables import Case

AT_HAND = timedelta(hours=24)
"""So long the buttons of a message may be answered by typing."""
NEWEST = 5
"""So many of a person's newest cases are looked at."""
LONGEST = 40
"""Characters: an answer is short, a story is not."""


def as_press(here: Heard) -> Heard:
    """The same message, as the press that it stands for; itself where it stands for none."""
    incoming = here.incoming
    text = incoming.text.strip()
    if incoming.kind is not Kind.TEXT or not text or len(text) > LONGEST or is_talking(here):
        return here
    buttons = at_hand.last_buttons(here.session, here.address.id, here.now - AT_HAND)
    data = _meant(text, buttons) or _named(here, text)
    if not data:
        return here
    return replace(here, incoming=replace(incoming, kind=Kind.PRESS, text="", press=Press(data)))


def _named(here: Heard, text: str) -> str:
    """The button whose own word was typed, days after it was offered: there is one case at most
    for which it can be meant."""
    outright = named_outright(text)
    offer = outright or answers_whether(text)
    if offer is None or here.staff is not None:
        return ""
    # "Belum" alone means this only of a case that is asked about; a closed one it opens not.
    events = {offer.event} if outright else {Event.CONFIRM, Event.REOPEN}
    mine = cases.of_contact(here.session, here.address.contact_id, NEWEST)
    open_to = [case for case in mine if case.duplicate_of is None and _offers(here, case, events)]
    if len(open_to) != 1:
        return ""
    return offer.button(open_to[0].id, open_to[0].version).data


def _offers(here: Heard, case: Case, events: set[Event]) -> bool:
    rows = lifecycle.offered(facts(here, case), Role.RESIDENT)
    return events <= {row.event for row in rows}


def _meant(text: str, buttons: Sequence[Button]) -> str:
    """Data of the button that is meant; none where it could be another, or belongs to a talk."""
    if any(button.data.startswith("a:") for button in buttons):
        return ""  # the menu's, which the engine reads
    candidates = [
        Candidate(button.data, button.number or str(place), (button.label, *synonyms(button.data)))
        for place, button in enumerate(buttons, 1)
        if button.data
    ]
    return match(text, candidates, strict=True) or ""
