"""A facilitator's finished survey, and a supervisor's reason for returning it."""

from __future__ import annotations

from flows.cases import lifecycle
from flows.cases.lifecycle import Guard, NotAllowed
from flows.cases.states import Event
from flows.effects import ReturnSurvey, SubmitSurvey
from flows.words import _staff
from handlers import moving
from handlers.case_facts import actor_of, facts
from handlers.here import Here
from storage import cases

SENT = _staff("Terima kasih. Hasil survei {ticket} sudah dikirim ke supervisor.")
RETURNED = _staff("Laporan {ticket} dikembalikan ke fasilitator bersama alasan Anda.")
UNKNOWN = _staff("Laporan ini tidak ditemukan.")


def submit_survey(here: Here, survey: SubmitSurvey) -> None:
    """The facilitator's answers go with the case to the supervisor."""
    case = cases.lock(here.session, survey.case_id)
    if case is None:
        here.say(UNKNOWN)
        return
    actor = actor_of(here)
    try:
        lifecycle.permit(facts(here, case), Event.SURVEY, actor, survey.version)
    except NotAllowed as refused:
        here.say(refused.words)
        return
    before = case.survey
    case.survey, case.surveyed_by = dict(survey.answers), actor.staff_id
    here.say(SENT.format(ticket=case.ticket), case_id=case.id)
    changed = frozenset({Guard.CHANGED}) if before != case.survey else frozenset()
    moving.carry(here, case, Event.SURVEY, actor, survey.version, given=moving.Given(changed))


def return_survey(here: Here, wish: ReturnSurvey) -> None:
    """The supervisor's reason is there: back to the facilitator with it."""
    case = cases.lock(here.session, wish.case_id)
    if case is None:
        here.say(UNKNOWN)
        return
    try:
        moving.carry(here, case, Event.RETURN, actor_of(here), wish.version, reason=wish.reason)
    except NotAllowed as refused:
        here.say(refused.words)
        return
    here.say(RETURNED.format(ticket=case.ticket), case_id=case.id)
