"""Words that answer the last message with buttons though its button was not pressed: a
supervisor's question is answered in the chat, as it asks, and a day for the visit is simply named.

Only between talks, while that message is the last one with buttons, and only what is no command.
"""

from __future__ import annotations

import re
from datetime import timedelta

from flows.cases.press import CasePress, parse_press
from flows.cases.states import Event, State
from flows.commands import command_in, ticket_in
from flows.daytimes import read_daytime
from flows.effects import Act
from flows.intents import understand
from flows.matching import Candidate, match, polite
from flows.messages import Kind
from flows.talks.acts.resident_visit import WISH
from handlers import acts
from handlers.acts.talking import begin_act_talk
from handlers.here import Heard
from handlers.open_talk import is_talking
from storage import at_hand, cases

AT_HAND = timedelta(hours=24)
LONGEST = 500
"""Characters; more is a story, and no answer."""
NEWEST = 5
"""So many of a person's newest cases are looked at."""
_OTHER_DAY = Candidate(
    "other", "", polite("minta hari lain", "hari lain", "ganti hari", "dinten sanes")
)
_NOT_THEN = re.compile(
    r"\b(?:(?:tidak|tdk|gak|ga|nggak|ndak|mboten|blm|belum|dereng)\s+(?:bisa|isa|saged|di\s?rumah|"
    r"wonten|ada)|kerja|nyambut\s?damel|luar\s?kota|pergi|keluar|lewat\s+jam|hari\s+lain)\b",
    re.IGNORECASE,
)


def answer(here: Heard) -> bool:
    """Take the words as that answer; whether they were one."""
    text = here.incoming.text.strip()
    if here.incoming.kind is not Kind.TEXT or not 1 < len(text) <= LONGEST or is_talking(here):
        return False
    if command_in(text, forgiving=True) is not None or ticket_in(text):
        return False
    if match(text, [_OTHER_DAY], strict=True) is not None and _wishes(here):
        return True
    offered = at_hand.last_buttons(here.session, here.address.id, here.now - AT_HAND)
    presses = [press for button in offered if (press := parse_press(button.data)) is not None]
    found = next((act for press in presses if (act := _meant(here, press, text))), None)
    if found is not None:
        acts.finish(here, found)
    return found is not None


def _meant(here: Heard, press: CasePress, text: str) -> Act | None:
    """What the words are for that button; nothing where it asks for none."""
    if (press.event, press.choice) == (Event.ASK, "reply") and here.staff is not None:
        return Act(str(Event.ASK), press.case_id, press.version, {"reply": text})
    if (press.event, press.choice) == (Event.SET_VISIT, "other") and _names_a_day(here, text):
        case = cases.lock(here.session, press.case_id)
        if case is not None and case.contact_id == here.address.contact_id:
            return Act(str(Event.SET_VISIT), press.case_id, press.version, {"wish": text})
    return None


def _wishes(here: Heard) -> bool:
    """Another day is asked for by name, days after it was offered: there is one visit at most for
    which it can be meant."""
    mine = cases.of_contact(here.session, here.address.contact_id, NEWEST)
    visits = [one for one in mine if one.state == State.FIELD_VISIT and one.duplicate_of is None]
    if len(visits) != 1 or here.staff is not None:
        return False
    return begin_act_talk(here, visits[0], Event.SET_VISIT, visits[0].version, flow=WISH)


def _names_a_day(here: Heard, text: str) -> bool:
    meaning = understand(text)
    if meaning is not None and meaning.intent != "greeting":  # "sore" greets, and is an hour
        return False
    today = here.now.astimezone(here.house.zone).date()
    return _NOT_THEN.search(text) is not None or read_daytime(text, today) is not None
