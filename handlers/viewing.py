"""Looking into a case: in private only, within one's area, and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from flows.cases import lifecycle
from flows.cases.card import choices_for
from flows.cases.casefile import Answer, CaseFile, details, details_choices
from flows.cases.lifecycle import Actor, NotAllowed, covers
from flows.cases.priority import Priority
from flows.cases.states import Role
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.messages import MediaKind
from flows.talks.survey_read import described
from flows.words import _staff
from handlers import casefiles, forwarding, group_marks, program_contacts, relating, showing
from handlers.case_facts import facts
from handlers.desk_notes import notes_of
from handlers.here import Heard, Here
from storage import case_papers, cases, needs, referrals
from storage.tables import Case, Document

MAY_LOOK = frozenset(
    {
        Role.SUPERVISOR,
        Role.FRONT_OFFICE,
        Role.BACK_OFFICE,
        Role.PROGRAM_ADMINISTRATOR,
        Role.MANAGER,
        Role.DIVISION_HEAD,
        Role.AGENCY_HEAD,
    }
)
AT_THE_DESK = frozenset({Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR, Role.REGISTRY_OPERATOR})
"""They see what nobody has in their area, and what is urgent there."""


def look(here: Heard, case: Case, actor: Actor, marking: str) -> None:
    """Show the case in private, or its group marks. Raises `NotAllowed`."""
    if case.frozen_at is not None:
        raise NotAllowed(lifecycle.FROZEN)
    whole = may_look(here.session, case, actor)
    if not whole and (marking or not owns_its_program(here.session, case, actor)):
        raise NotAllowed(_staff("Laporan ini bukan di wilayah Anda."))
    if not here.can_write():
        return
    if marking:
        group_marks.press(here, case, marking)
    elif whole:
        _show(here, case, actor)
    else:
        _show_to_program(here, case, actor)


def _show(here: Heard, case: Case, actor: Actor) -> None:
    """Send the case and its photos to the private chat of somebody who may see it."""
    file = _whole_file(here, case, actor)
    here.toast(_staff("Rincian dikirim ke chat pribadi Anda."))
    words = details(file, here.now, here.house.zone.key)
    choices = (*_may_do(here, case, actor), *details_choices(file))
    here.say(words, choices, columns=2, case_id=case.id)
    seen(here, "case_shown", "case", case.id)
    documents = case_papers.documents(here.session, case.id)
    showing.show(here, case, documents)
    _say_what_is_missing(here, documents, case.id)
    for referral in program_contacts.answerable(here, case, actor):
        program_contacts.show(here, case, referral)


def _show_to_program(here: Heard, case: Case, actor: Actor) -> None:
    """What a program needs of a case that was referred to it: the referral and the papers."""
    here.toast(_staff("Rincian dikirim ke chat pribadi Anda."))
    for referral in program_contacts.owned(here, case, actor):
        program_contacts.show(here, case, referral)
    seen(here, "case_shown", "case", case.id)
    documents = case_papers.documents(here.session, case.id)
    papers = [one for one in documents if of_the_resident(here.session, case, one)]
    showing.show(here, case, papers)
    _say_what_is_missing(here, papers, case.id)


def _surveyed(case: Case) -> tuple[Answer, ...]:
    """What the facilitator found; a number as long as a NIK is masked in their own words too."""
    answers: Mapping[str, Any] = case.survey or {}
    shown = {k: mask_numbers(v) if isinstance(v, str) else v for k, v in answers.items()}
    return tuple(Answer(title, words) for title, words in described(shown))


def _whole_file(here: Heard, case: Case, actor: Actor) -> CaseFile:
    def visible(other: Case) -> bool:
        return may_look(here.session, other, actor)

    return replace(
        casefiles.file_of(here, case),
        survey=_surveyed(case),
        marks=tuple(case.marks or ()),
        related=relating.related(here, case, visible),
        noted=notes_of(here, case),
    )


def may_look(session: Session, case: Case, actor: Actor) -> bool:
    """Whether somebody may see a case with its story and photos; nobody may while its data are
    frozen."""
    if case.frozen_at is not None:
        return False
    worked_on = session.get_one(Case, case.duplicate_of) if case.duplicate_of else case
    own = actor.staff_id is not None and worked_on.facilitator_id == actor.staff_id
    open_there = worked_on.facilitator_id is None or case.priority == Priority.URGENT
    able = MAY_LOOK | AT_THE_DESK if open_there else MAY_LOOK
    return own or any(
        role in able and covers(area, case.village_code or "") for role, area in actor.roles
    )


def owns_its_program(session: Session, case: Case, actor: Actor) -> bool:
    """Whether the case was referred to a program of theirs, for its area."""
    if case.frozen_at is not None:
        return False
    there = any(
        role is Role.PROGRAM_MANAGER and covers(area, case.village_code or "")
        for role, area in actor.roles
    )
    asked = there and referrals.referred_to(session, case.id, actor.programs)
    return asked and forwarding.allowed(session, case)


def may_open(session: Session, case: Case, document: Document, actor: Actor) -> bool:
    """Whether somebody may see that paper of a case: a program's contact only what the resident
    sent."""
    if may_look(session, case, actor):
        return True
    return owns_its_program(session, case, actor) and of_the_resident(session, case, document)


def of_the_resident(session: Session, case: Case, document: Document) -> bool:
    """Whether who reported it sent it, and not an officer."""
    reporters = {case.contact_id, *(one.contact_id for one in needs.linked(session, case.id))}
    return document.contact_id in reporters and document.media != MediaKind.AUDIO


def _may_do(here: Here, case: Case, actor: Actor) -> tuple[Choice, ...]:
    """Their buttons once more, so that who has read everything decides right there."""
    seen = facts(here, case)
    mine = {role for role, area in actor.roles if covers(area, case.village_code or "")} - {
        Role.FACILITATOR
    }
    rows = lifecycle.offered(seen, *mine)
    able = lifecycle.moves_for(seen, actor)
    return choices_for(case.id, case.version, [row for row in rows if row.event in able])


def _say_what_is_missing(here: Heard, documents: Sequence[Document], case_id: int) -> None:
    waiting = sum(d.status == "pending" for d in documents)
    lost = sum(d.status == "failed" for d in documents)
    if waiting:
        words = _staff("{count} foto masih diambil. Tekan Rincian lagi sebentar lagi.")
        here.say(words.format(count=waiting), case_id=case_id)
    if lost:
        words = _staff("{count} foto tidak bisa dibuka. Mohon minta lagi kepada warga.")
        here.say(words.format(count=lost), case_id=case_id)


def seen(here: Heard, action: str, subject: str, subject_id: int) -> None:
    """Put on record that an officer looked."""
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
