"""A case for the private chat of somebody who works on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flows.cases import lifecycle
from flows.cases.card_doubts import Typed
from flows.cases.case_lines import look
from flows.cases.casefile import Answer, CaseFile, PersonLines, assignment_card
from flows.cases.identity import Nik, read_nik
from flows.cases.labels import asked, label_of
from flows.cases.notices import NOTICES, Values
from flows.cases.papers import REPLACED, paper_code
from flows.cases.press import press_data
from flows.cases.priority import Priority
from flows.cases.states import Event, Role, Stage, State
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.messages import MediaKind
from flows.talks.acts.office_delivery import OFFICE_FILES
from flows.words import Text, _staff, lines, literal
from handlers import disclosing
from handlers.card_doubts import doubts_of
from handlers.case_facts import facts
from handlers.here import STAFF_LANGUAGE, Here
from handlers.naming import codes_of, papers_of, village_of
from handlers.registry import hinting
from storage import case_papers, casebook, cases
from storage.tables import Case, Document, Person

_MORE_TO_READ = frozenset({"report_added", "report_joined"})
_WITH_FILE = frozenset({"assignment", "survey_returned", "visit_other_day", *_MORE_TO_READ})
"""Notices to a facilitator that come with the case itself and its buttons."""


def file_of(here: Here, case: Case) -> CaseFile:
    """What its facilitator may know: no marks, no other reports."""
    documents = case_papers.documents(here.session, case.id)
    file = CaseFile(
        case_id=case.id,
        version=case.version,
        ticket=case.ticket,
        state=State(case.state),
        opened_at=case.opened_at,
        due=case.due_at,
        village=village_of(here.session, case),
        category=case.category,
        story=case.story,
        photos=sum(
            not (paper_code(d.question) or d.question in OFFICE_FILES)
            and d.verdict != REPLACED
            and d.media != MediaKind.AUDIO
            for d in documents
        ),
        reach=_reach(here, case),
        about=label_of(codes_of(case), here.catalogue),
        urgent=case.priority == Priority.URGENT,
        stage=Stage(case.stage),
        offers=lifecycle.offered(facts(here, case), Role.FACILITATOR),
        visit_at=case.visit_at,
        visit_part=case.visit_part,
        attempts=len(casebook.attempts(here.session, case.id)),
    )
    return _with_answers(here, case, file, documents) if case.kind else file


def _with_answers(
    here: Here, case: Case, file: CaseFile, documents: Sequence[Document]
) -> CaseFile:
    """The answers of the whole talk."""
    answers: Mapping[str, Any] = case.details or {}
    return replace(
        file,
        person=_person(here, case, answers, documents),
        asked=_asked(here, case, answers),
        papers=papers_of(here.catalogue, case, documents),
    )


def _asked(here: Here, case: Case, answers: Mapping[str, Any]) -> tuple[Answer, ...]:
    """The service's own questions; not what the story, made from the answers, says already."""
    rows = asked(codes_of(case), answers, here.catalogue)
    spoken = {line.partition(": ")[0] for line in case.story.splitlines()}
    return tuple(
        Answer(title, answer)
        for title, answer in rows
        if title.render(STAFF_LANGUAGE) not in spoken
    )


def _person(
    here: Here, case: Case, answers: Mapping[str, Any], documents: Sequence[Document]
) -> PersonLines:
    person = here.session.get(Person, case.person_id) if case.person_id else None
    nik = _nik(person, here.now.astimezone(here.house.zone).date())
    kk = str(answers.get("kk") or (person.kk if person else "") or "")
    name = str(answers.get("name") or (person.name if person else ""))
    typed = Typed(nik.digits if nik else "", name, kk)
    return PersonLines(
        name=name,
        relation=case.relation or "",
        applicant=str(answers.get("applicant_name") or ""),
        nik=nik.masked if nik else "",
        read_back=nik.read_back() if nik else None,
        kk=mask_numbers(kk),
        no_nik="" if nik else str(answers.get("no_nik") or ""),
        doubts=(*(answers.get("doubts") or ()), *doubts_of(here.session, documents, typed)),
        registry=hinting.hint(here, person),
    )


def _nik(person: Person | None, today: date) -> Nik | None:
    read = read_nik(person.nik, today) if person and person.nik else None
    return read if isinstance(read, Nik) else None


def _reach(here: Here, case: Case) -> str:
    """How the facilitator finds the resident: a number to write to, or their Telegram chat."""
    external = cases.home_of(here.session, case).external
    number = external.removeprefix("whatsapp:")
    return number if number != external else f"tg://user?id={external}"


def _reply(case: Case) -> Choice:
    """The button under a supervisor's question."""
    return Choice(press_data(case.id, case.version, Event.ASK, choice="reply"), _staff("Jawab"))


def for_facilitator(
    here: Here, case: Case, notice: str, values: Values
) -> tuple[Text, tuple[Choice, ...]]:
    """A notice to a facilitator, with the case and its buttons where there is work to do."""
    words = NOTICES[notice].text(values)
    if notice == "question":
        return words, (_reply(case), look(case.id, case.version))
    if notice not in _WITH_FILE:
        return words, ()
    disclosing.told(here, case, case.facilitator_id)
    file, choices = assignment_card(file_of(here, case), here.now, here.house.zone.key)
    if notice == "assignment":
        return file, choices
    to_details = look(case.id, case.version)
    if notice in _MORE_TO_READ and to_details not in choices:
        choices = (*choices, to_details)
    return lines(words, literal(""), file), choices
