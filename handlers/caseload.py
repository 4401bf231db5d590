"""From a finished talk to a case, and from a finished survey to a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.deadlines import handling_due
from flows.cases.lifecycle import OPENED, Actor, NotAllowed
from flows.cases.states import Event, State
from flows.cases.ticket import ticket_no
from flows.effects import ReturnSurvey, SubmitSurvey
from flows.words import _staff
from handlers import assigning, moving
from handlers.here import Here
from storage import cases
from storage.tables import Case, Move

SENT = _staff("Terima kasih. Hasil survei {ticket} sudah dikirim ke supervisor.")
RETURNED = _staff("Laporan {ticket} dikembalikan ke fasilitator bersama alasan Anda.")
UNKNOWN = _staff("Laporan ini tidak ditemukan.")


def open_case(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """Open the talk's case, say its number, and give it to a facilitator. A talk that has
    opened its case already only hears the number again."""
    known = cases.of_talk(here.session, here.address.contact_id, talk)
    case = known or _new(here, talk, answers)
    for tell in OPENED:
        moving.answer(here, case, tell.notice)
    if known is None and not assigning.assign(here, case):
        assigning.tell_nobody(here, case)


def _new(here: Here, talk: int, answers: Mapping[str, Any]) -> Case:
    year = here.now.astimezone(here.house.zone).year
    case = Case(
        ticket=ticket_no(year, cases.next_number(here.session, year)),
        contact_id=here.address.contact_id,
        talk=talk,
        address_id=here.address.id,
        village_code=answers["village"],
        category=answers["category"],
        story=answers["story"],
        state=State.SUBMITTED,
        opened_at=here.now,
        state_since=here.now,
        due_at=handling_due(here.now),
    )
    here.session.add(case)
    here.session.flush()
    cases.take_documents(here.session, case.contact_id, talk, case.id)
    here.session.add(
        Move(
            case_id=case.id,
            version=0,
            at=here.now,
            event="open",
            origin=State.DRAFT,
            target=State.SUBMITTED,
            role="resident",
            channel=here.address.channel,
        )
    )
    here.session.flush()
    return case


def submit_survey(here: Here, survey: SubmitSurvey) -> None:
    """The facilitator's answers go with the case to the supervisor."""
    case = cases.lock(here.session, survey.case_id)
    if case is None:
        here.say(UNKNOWN)
        return
    actor = _actor(here)
    try:
        lifecycle.permit(moving.facts(case), Event.SURVEY, actor, survey.version)
    except NotAllowed as refused:
        here.say(refused.words)
        return
    case.survey, case.surveyed_by = dict(survey.answers), actor.staff_id
    here.say(SENT.format(ticket=case.ticket), case_id=case.id)
    moving.carry(here, case, Event.SURVEY, actor, survey.version)


def return_survey(here: Here, wish: ReturnSurvey) -> None:
    """The supervisor's reason is there: back to the facilitator with it."""
    case = cases.lock(here.session, wish.case_id)
    if case is None:
        here.say(UNKNOWN)
        return
    try:
        moving.carry(here, case, Event.RETURN, _actor(here), wish.version, reason=wish.reason)
    except NotAllowed as refused:
        here.say(refused.words)
        return
    here.say(RETURNED.format(ticket=case.ticket), case_id=case.id)


def _actor(here: Here) -> Actor:
    if here.staff is None:
        return Actor(None, (), here.address.contact_id)
    return Actor(here.staff.id, here.staff.roles, here.address.contact_id)
