"""Looking into a case: in private only, within one's area, and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flows.cases.card import Answer, choices_for, details
from flows.cases.lifecycle import Actor, NotAllowed, covers
from flows.cases.states import Role, State
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.messages import Lane, Outgoing
from flows.talks.survey import described
from flows.words import _staff
from handlers import cards
from handlers.here import STAFF_LANGUAGE, Heard, queue
from storage import cases
from storage.tables import Case, Document

MAY_LOOK = frozenset({Role.SUPERVISOR, Role.FRONT_OFFICE, Role.BACK_OFFICE, Role.MANAGER})


def show(here: Heard, case: Case, actor: Actor) -> None:
    """Send the case and its photos to the private chat of somebody who may see it.

    Raises `NotAllowed`.
    """
    if not _may_look(case, actor):
        raise NotAllowed(_staff("Laporan ini bukan di wilayah Anda."))
    if not here.can_write():
        return
    file = cards.file_of(here.session, case)
    file = replace(file, survey=_surveyed(case))
    here.toast(_staff("Rincian dikirim ke chat pribadi Anda."))
    choices = _may_do(case, actor)
    here.say(details(file, here.now, here.house.zone.key), choices, columns=2, case_id=case.id)
    _seen(here, "case_shown", "case", case.id)
    documents = cases.documents(here.session, case.id)
    for document in documents:
        if document.status == "fetched":
            _send(here, document, case.id)
    _say_what_is_missing(here, documents, case.id)


def _surveyed(case: Case) -> tuple[Answer, ...]:
    """What the facilitator found; a number as long as a NIK is masked in their own words too."""
    answers: Mapping[str, Any] = case.survey or {}
    shown = {k: mask_numbers(v) if isinstance(v, str) else v for k, v in answers.items()}
    return tuple(Answer(title, words) for title, words in described(shown))


def _may_look(case: Case, actor: Actor) -> bool:
    own = actor.staff_id is not None and case.facilitator_id == actor.staff_id
    return own or any(
        role in MAY_LOOK and covers(area, case.village_code) for role, area in actor.roles
    )


def _may_do(case: Case, actor: Actor) -> tuple[Choice, ...]:
    """The supervisor's buttons once more, so that who has read everything decides right there."""
    mine = any(
        role is Role.SUPERVISOR and covers(area, case.village_code) for role, area in actor.roles
    )
    if not mine or case.surveyed_by == actor.staff_id:
        return ()
    return choices_for(case.id, case.version, State(case.state), Role.SUPERVISOR)


def _send(here: Heard, document: Document, case_id: int) -> None:
    """One outbox row per file, so that one that fails does not hide the others."""
    message = Outgoing(file=document.key, mime=document.mime, language=STAFF_LANGUAGE)
    queue(here, here.address, Lane.REPLY, message, case_id=case_id)
    _seen(here, "document_shown", "document", document.id)


def _say_what_is_missing(here: Heard, documents: Sequence[Document], case_id: int) -> None:
    waiting = sum(d.status == "pending" for d in documents)
    lost = sum(d.status == "failed" for d in documents)
    if waiting:
        words = _staff("{count} foto masih diambil. Tekan Rincian lagi sebentar lagi.")
        here.say(words.format(count=waiting), case_id=case_id)
    if lost:
        words = _staff("{count} foto tidak bisa dibuka. Mohon minta lagi kepada warga.")
        here.say(words.format(count=lost), case_id=case_id)


def _seen(here: Heard, action: str, subject: str, subject_id: int) -> None:
    assert here.staff is not None  # a stranger's press does not come this far
    cases.seen(
        here.session,
        staff_id=here.staff.id,
        action=action,
        subject=subject,
        subject_id=subject_id,
        channel=here.address.channel,
        at=here.now,
    )
