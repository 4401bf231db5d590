"""A program's contacts: who answers for it, what they are shown of a case, and when they hear.

They see only what the program needs: whom it is about with a masked NIK, where, what is needed,
what the survey found, the papers. Who no program has is stood in for by the back office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from flows.cases.case_lines import look
from flows.cases.entitled import entitled
from flows.cases.lifecycle import Actor
from flows.cases.notices import NOTICES, Values
from flows.cases.press import referral_press_data
from flows.cases.referrals import (
    ANSWERS,
    BUTTONS,
    ReferralFacts,
    ReferralState,
    may_answer,
)
from flows.cases.states import Event, Role, State
from flows.cases.work_card import WorkCard, work_card
from flows.effects import Choice
from flows.moments import Day
from flows.words import Text, _staff
from handlers import disclosing, forwarding, working
from handlers.case_facts import absent_roles
from handlers.here import Here
from handlers.telling import notify_staff, scopes, staff_of_area
from storage import cases, referrals
from storage.casebook import Doer
from storage.tables import Case, Referral, Staff

_STANDING = _staff("Rujukan {program} untuk laporan {ticket}")
_GOES_ON = frozenset(
    {State.REFERRED, State.WAITING_QUOTA, State.GRANTED, State.REJECTED, State.ANSWERED}
)


def contacts(here: Here, case: Case, program: str) -> list[Staff]:
    """The program's own, or who stands in for them."""
    own = own_contacts(here, case, program)
    if own:
        return own
    absent = _absent(here, case) | {Role.PROGRAM_MANAGER}
    _owner, *others = entitled((Role.PROGRAM_MANAGER,), absent)
    found = (staff_of_area(here.session, role, case.village_code) for role in others)
    return list({member.id: member for members in found for member in members}.values())


def own_contacts(here: Here, case: Case, program: str) -> list[Staff]:
    """Those who own the program for the case's area."""
    area = case.village_code or here.house.city_code
    return list(referrals.contacts(here.session, program, scopes(area)))


def facts_of(here: Here, case: Case, row: Referral) -> ReferralFacts:
    """The referral as the table of its life sees it."""
    absent = _absent(here, case) - {Role.PROGRAM_MANAGER}
    if not own_contacts(here, case, row.program):
        absent |= {Role.PROGRAM_MANAGER}
    return ReferralFacts(
        row.program, ReferralState(row.state), row.version, case.village_code or "", absent
    )


def choices(row: Referral) -> tuple[Choice, ...]:
    """What may be answered to the referral as it stands."""
    state = ReferralState(row.state)
    return tuple(
        Choice(referral_press_data(row.id, row.version, event), label)
        for event, label in BUTTONS.items()
        if (state, event) in ANSWERS
    )


def answerable(here: Here, case: Case, actor: Actor) -> tuple[Referral, ...]:
    """The undecided referrals of the case that the actor may answer."""
    actor = as_far_as_told(here.session, case, actor)
    return tuple(
        row
        for row in referrals.undecided(here.session, case.id)
        if may_answer(facts_of(here, case, row), actor)
    )


def as_far_as_told(session: Session, case: Case, actor: Actor) -> Actor:
    """Without their programs while the resident has not agreed that these get the case."""
    if not actor.programs:
        return actor
    return actor if forwarding.allowed(session, case) else replace(actor, programs=frozenset())


def owned(here: Here, case: Case, actor: Actor) -> tuple[Referral, ...]:
    """The referrals of the case to programs of that contact, decided ones included."""
    actor = as_far_as_told(here.session, case, actor)
    rows = referrals.latest(here.session, case.id)
    return tuple(row for row in rows if row.program in actor.programs and row.state != "withdrawn")


def card(here: Here, case: Case, row: Referral, first: Text | None = None) -> Text:
    """The referral for whoever answers for its program, below its first words."""
    heading = _STANDING.format(program=working.program_name(here, row.program), ticket=case.ticket)
    return work_card(first or heading, _shown(here, case))


def show(here: Here, case: Case, row: Referral) -> None:
    """The referral as it stands, to the one who is talking."""
    text, keys = card(here, case, row), choices(row)
    here.say(text, (*keys, look(case.id, case.version)), columns=2, case_id=case.id)


def tell(here: Here, case: Case, notice: str, values: Values) -> None:
    """Everybody who answers for a program that the notice concerns hears of it."""
    if not forwarding.allowed(here.session, case):
        return  # held until the resident says yes: they know of nothing
    for row in _concerned(here, case, notice):
        _tell_one(here, case, row, notice, values)


def _tell_one(here: Here, case: Case, row: Referral, notice: str, values: Values) -> None:
    zone = here.house.zone.key
    name = working.program_name(here, row.program)
    told = {**values, "program": name, "decided_by": Day(row.due_at, zone)}
    words = NOTICES[notice].text(told)
    sent = notice == "referral_sent"
    for member in contacts(here, case, row.program):
        if sent and member.contact_id is not None:
            disclosing.told(here, case, member.id)
        notify_staff(
            here.session,
            member,
            card(here, case, row, words) if sent else words,
            here.now,
            choices=(*choices(row), look(case.id, case.version)) if sent else (),
            notice=notice,
            values=told,
            case_id=case.id,
        )


def follow(here: Here, case: Case, event: Event, by: Doer) -> None:
    """A case that goes another way than its programs' is theirs no more; help that its resident
    confirms has arrived."""
    if event is Event.CONFIRM:
        _arrived(here, case, by)
    if State(case.state) in _GOES_ON:
        return
    for row in referrals.undecided(here.session, case.id):
        referrals.move(here.session, row, "withdraw", ReferralState.WITHDRAWN, here.now, by, "")
        row.decided_at = here.now


def _arrived(here: Here, case: Case, by: Doer) -> None:
    for row in referrals.latest(here.session, case.id):
        target = ANSWERS.get((ReferralState(row.state), Event.CONFIRM))
        if target is not None:
            referrals.move(here.session, row, Event.CONFIRM, target, here.now, by, "")


_CONCERNED: Mapping[str, ReferralState] = {
    "referral_sent": ReferralState.SENT,
    "withdrawn": ReferralState.WITHDRAWN,
    "objection_program": ReferralState.REJECTED,
}


def _concerned(here: Here, case: Case, notice: str) -> Iterator[Referral]:
    state = _CONCERNED[notice]
    for row in referrals.latest(here.session, case.id):
        if row.state == state:
            yield row


def _shown(here: Here, case: Case) -> WorkCard:
    """No story, no number to call, no draft, no other program."""
    whole = working.card_of(here, case)
    return replace(
        whole,
        story="",
        finding_reason="",
        draft="",
        drafted=0,
        programs=(),
        answers=(),
        reach="",
        note=_sent_with(here, case),
    )


def _sent_with(here: Here, case: Case) -> str:
    """What the office wrote to the programs."""
    moves = cases.history(here.session, case.id)
    words = [move.reason or "" for move in moves if move.event == Event.REFER]
    return words[-1] if words else ""


def _absent(here: Here, case: Case) -> frozenset[Role]:
    return absent_roles(here.session, case.village_code or here.house.city_code)
