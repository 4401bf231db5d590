"""An officer types a ticket number, or its last four digits: the case as it stands, with their
buttons, where they may see it. Whoever may not reads the same as for a number that nobody has.
A resident's four digits find one of their own reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.cases import ticket
from flows.cases.case_lines import look
from flows.cases.lifecycle import Actor
from flows.commands import ticket_in
from flows.effects import Choice
from flows.messages import Kind
from flows.talks import FLOWS
from flows.words import _staff, literal
from handlers import program_contacts, repeating, resident, tasks, viewing, working
from handlers.case_facts import actor_of
from handlers.here import Heard
from handlers.open_talk import is_talking
from handlers.standings import KNOWN_CASES
from storage import cases, ticket_numbers
from storage.tables import Case

MOST = 5
"""So many cases are offered that end in the same four digits."""
_TAIL = re.compile(r"\s*(?:no(?:mor)?\.?\s*)?(\d{3})[- ]?(\d)\s*", re.IGNORECASE)
NOT_YOURS = _staff(
    "Laporan {number} tidak ada di tugas atau wilayah Anda. Periksa angkanya, atau ketik TUGAS."
)
SEVERAL = _staff("Ada {count} laporan dengan akhiran {number}. Yang mana?")


def heard(here: Heard) -> bool:
    """An officer's own words; whether they named a case. One's own report is a resident's."""
    talk = resident.conversation(here)
    flow = FLOWS.get(talk.flow)
    if flow is not None and any(question.takes_ticket for question in flow.questions):
        return False
    text = here.incoming.text
    typed = ticket_in(text, alone=flow is not None)
    if isinstance(typed, str):
        return _one(here, typed)
    tail = _TAIL.fullmatch(text) if typed is None and flow is None and not talk.pending else None
    return tail is not None and _ending(here, f"{tail[1]}-{tail[2]}")


def completed(here: Heard) -> Heard:
    """The last four digits of a report of one's own, as if its whole number had been typed."""
    tail = _TAIL.fullmatch(here.incoming.text) if here.incoming.kind is Kind.TEXT else None
    if tail is None or here.staff is not None or is_talking(here):
        return here
    mine = cases.of_contact(here.session, here.address.contact_id, KNOWN_CASES)
    found = [case.ticket for case in mine if case.ticket.endswith(f"{tail[1]}-{tail[2]}")]
    if len(found) != 1:
        return here
    return replace(here, incoming=replace(here.incoming, text=found[0]))


def _one(here: Heard, number: str) -> bool:
    case = cases.by_ticket(here.session, number)
    if case is not None and case.contact_id == here.address.contact_id:
        return False
    if case is not None and _may_see(here, case, actor_of(here)):
        _show(here, case)
    else:
        here.say(NOT_YOURS.format(number=literal(number)))
    repeating.at_once(here)
    return True


def _ending(here: Heard, tail: str) -> bool:
    actor = actor_of(here)
    known = cases.by_tickets(here.session, _ending_in(here, tail))
    found = [case for case in known if _may_see(here, case, actor)]
    if len(found) == 1:
        _show(here, found[0])
    elif found:
        _offer(here, found, tail)
    else:
        here.say(NOT_YOURS.format(number=literal(tail)))
    return True


def _ending_in(here: Heard, tail: str) -> list[str]:
    """The tickets of this year and the last that can end so; the check digit leaves out most."""
    this_year = here.now.astimezone(here.house.zone).year
    last = {
        year: ticket_numbers.last_number(here.session, year) for year in (this_year, this_year - 1)
    }
    return [number for year, most in last.items() for number in ticket.ending(year, most, tail)]


def _offer(here: Heard, found: Sequence[Case], tail: str) -> None:
    newest = sorted(found, key=lambda case: case.id, reverse=True)[:MOST]
    choices = tuple(
        Choice(look(case.id, case.version).data, literal(case.ticket)) for case in newest
    )
    here.say(SEVERAL.format(count=len(found), number=literal(tail)), choices)


def _may_see(here: Heard, case: Case, actor: Actor) -> bool:
    own = viewing.owns_its_program(here.session, case, actor)
    return own or viewing.may_look(here.session, case, actor)


def _show(here: Heard, case: Case) -> None:
    """As its holder finds it in TUGAS; to others where it stands and what they may do."""
    actor = actor_of(here)
    if not viewing.may_look(here.session, case, actor):
        for referral in program_contacts.owned(here, case, actor):
            program_contacts.show(here, case, referral)
    elif here.staff is not None and case.facilitator_id == here.staff.id:
        tasks.show_one(here, case)
    else:
        working.show(here, case, actor)
        for referral in program_contacts.answerable(here, case, actor):
            program_contacts.show(here, case, referral)
    viewing.seen(here, "case_shown", "case", case.id)
