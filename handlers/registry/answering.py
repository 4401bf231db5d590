"""Answers about the registry, all at the same moment after the question, and what was found put
into words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from flows import layout
from flows.cases.notices import NOTICES
from flows.cases.registry import MOMENT, Finding, Outcome, ProgramLine
from flows.effects import Choice
from flows.messages import Channel, Lane, Outgoing
from flows.saying import in_breaths
from flows.words import Rendered, Text, literal
from handlers.here import Here, buttons
from handlers.reaching import home
from handlers.telling import put
from storage import cases, outbox
from storage.registry.looking import Found
from storage.registry.packing import Benefit
from storage.tables import Address, Contact

AT_MOMENT = "moment"
"""Reason of a message that waits for its moment: later ones wait behind it, and it is not
dropped when the person goes on writing."""


def say(here: Here, text: Text, choices: tuple[Choice, ...] = ()) -> None:
    """Answer the person who asked, at the fixed moment."""
    tell(here, here.address, here.language, text, choices, until=here.now + MOMENT)


def tell(
    here: Here,
    to: Address,
    language: str,
    text: Text,
    choices: tuple[Choice, ...] = (),
    *,
    until: datetime | None = None,
) -> None:
    """Write to somebody, in as many messages as are easily read."""
    *first, last = in_breaths(text)
    numbered = tuple(replace(c, number=str(n)) for n, c in enumerate(choices, 1))
    for words, with_choices in (*((one, ()) for one in first), (last, numbered)):
        message = Outgoing(
            text=words.render(language), buttons=buttons(with_choices, language), language=language
        )
        for part in layout.parts(message, Channel(to.channel)):
            outbox.put(
                here.session,
                channel=to.channel,
                address_id=to.id,
                lane=Lane.REPLY if until else Lane.NOTICE,
                outgoing=part,
                now=here.now,
                not_before=until,
                reason=AT_MOMENT if until else "",
            )


def inform(here: Here, contact_id: int, notice: str, **values: str | int | Rendered) -> None:
    """A notice to somebody who asked: also by WhatsApp's template, since an officer may take
    longer than a day."""
    address = home(here.session, contact_id)
    if address is None:
        return
    language = here.session.get_one(Contact, contact_id).language or "id"
    one = NOTICES[notice]
    words = one.text(values).render(language)
    sent = Outgoing(words, language=language, notice=notice, values=one.variables(values))
    put(here.session, address, sent, here.now)


def log_look(here: Here, action: str, subject: str, subject_id: int) -> None:
    """The access log: who looked (nobody of the staff where a resident asked), when, at whom."""
    cases.seen(
        here.session,
        staff_id=here.staff.id if here.staff else None,
        action=action,
        subject=subject,
        subject_id=subject_id,
        channel=here.address.channel,
        at=here.now,
    )


def finding_of(here: Here, found: Found) -> Finding:
    """What a look-up found, as it may be told."""
    entry = found.entry
    programs = tuple(program_line(here, one) for one in found.benefits)
    if entry is None:
        outcome = Outcome.NOT_LISTED
    elif entry.reason == "deceased":
        outcome = Outcome.DECEASED
    elif entry.active == "no":
        outcome = Outcome.INACTIVE
    else:
        outcome = Outcome.LISTED if entry.decile else Outcome.LISTED_WITHOUT_DECILE
    return Finding(
        outcome,
        entry.decile if entry else "",
        programs,
        unmatched=entry is not None and entry.match == "no",
        source=found.source,
        as_of=found.as_of,
    )


def program_line(here: Here, one: Benefit) -> ProgramLine:
    """A program by the name that the catalogue gives it."""
    entry = here.catalogue.entry(one.program)
    name = entry.label.text() if entry is not None else literal(one.program)
    return ProgramLine(name, one.active, one.period)


def today(here: Here) -> date:
    """The day it is in the city."""
    return here.now.astimezone(here.house.zone).date()
