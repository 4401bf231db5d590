"""A facilitator's survey: begun in their own chat, perhaps with earlier answers, and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases import lifecycle
from flows.cases.labels import label_of
from flows.cases.lifecycle import Actor, Guard, NotAllowed
from flows.cases.papers import REPLACED
from flows.cases.states import Event, State
from flows.cases.wanting import WANTING
from flows.effects import Act
from flows.talks.survey import PHOTOS, SURVEY
from flows.words import _staff
from handlers import documents, moving, resident
from handlers.case_facts import facts
from handlers.following_up import visit_ratings
from handlers.here import STAFF_LANGUAGE, Here
from handlers.naming import codes_of
from storage import case_papers
from storage.tables import Case

SENT = _staff("Terima kasih. Hasil survei {ticket} sudah dikirim.")
_IN_HAND = frozenset({State.FIELD_VISIT, State.RETURNED})
_TOLD = {
    "address": "ask_address",
    "phone": "ask_contact_phone",
    "people": "ask_household_size",
    "work": "ask_livelihood",
}
"""What a report may have told already, by the survey's key."""


def begin(here: Here, case: Case, actor: Actor) -> None:
    """Open the survey's talk, or go on with it; one that came back begins with its answers."""
    subject: dict[str, Any] = {
        "case_id": case.id,
        "version": case.version,
        "ticket": case.ticket,
        "event": str(Event.SURVEY),
        "told": told(here, case),
    }
    resident.begin(here, SURVEY.name, subject, earlier(case, actor))


def earlier(case: Case, actor: Actor) -> Mapping[str, Any] | None:
    """The answers that this facilitator gave before: of a survey that came back, or of the time
    before the case was reopened."""
    own = case.surveyed_by is not None and case.surveyed_by == actor.staff_id
    if not own or not case.survey:
        return None
    answers: dict[str, Any] = dict(case.survey)
    # A list and several photos count once somebody said that it was all.
    done = {f"{key}.done": True for key, value in answers.items() if isinstance(value, int | list)}
    return {**answers, **done}


def told(here: Here, case: Case) -> dict[str, str]:
    """What the report says of what the survey asks, to be confirmed rather than asked."""
    details: Mapping[str, Any] = case.details or {}
    found = {key: str(details.get(asked) or "") for key, asked in _TOLD.items()}
    if case.service or case.program:
        found["service"] = label_of(codes_of(case), here.catalogue).render(STAFF_LANGUAGE)
    return {**{k: v for k, v in found.items() if v}, "complaint": "sesuai laporan"}


def send(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """The answers and photos go with the case; a survey that was returned and has nothing new
    stands open again. Raises `NotAllowed`."""
    theirs = actor.staff_id is not None and case.facilitator_id == actor.staff_id
    # Given away and back meanwhile: still theirs, and nobody answers all that twice.
    seen = case.version if theirs and State(case.state) in _IN_HAND else act.version
    try:
        lifecycle.permit(facts(here, case), Event.SURVEY, actor, seen)
    except NotAllowed:
        documents.purge(here, resident.conversation(here).talk)
        raise
    fresh = _take_photos(here, case)
    changed = fresh or dict(act.answers) != (case.survey or {})
    if not changed and State(case.state) is State.RETURNED:
        here.say(WANTING[Guard.CHANGED], case_id=case.id)
        begin(here, case, actor)
        return
    case.survey, case.surveyed_by = dict(act.answers), actor.staff_id
    brings = frozenset({Guard.CHANGED}) if changed else frozenset()
    moving.carry(here, case, Event.SURVEY, actor, seen, given=moving.Given(brings))
    if actor.staff_id is not None:
        visit_ratings.expect(here, case, actor.staff_id)
    here.say(SENT.format(ticket=case.ticket), case_id=case.id)


def _take_photos(here: Here, case: Case) -> bool:
    """The photos of the talk that has just ended become the case's; a new one of the same part
    of the house stands for the earlier. Whether there were any."""
    contact_id, talk = here.address.contact_id, resident.conversation(here).talk
    case_papers.take_documents(here.session, contact_id, talk, case.id)
    here.session.flush()
    ours = [d for d in case_papers.documents(here.session, case.id) if d.question in PHOTOS]
    fresh = [d for d in ours if d.contact_id == contact_id and d.talk == talk]
    parts = {d.question for d in fresh}
    for document in ours:
        if document not in fresh and document.question in parts:
            document.verdict = REPLACED
    return bool(fresh)
