"""The history of a case for the office: everything that happened, and nobody's story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.papers import PAPER_STATES
from flows.cases.states import State
from flows.cases.ticket import find_ticket
from handlers.here import STAFF_LANGUAGE
from handlers.history_lines import Line, lines_of
from handlers.house import House
from handlers.naming import about, papers_of, village_of
from handlers.refused import Refused
from storage import case_papers, casebook, cases, staff
from storage.catalogue import snapshot
from storage.tables import Case, Document


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """A case as the office may see it: where it is and how it came there."""

    case_id: int
    """As log lines name it."""
    ticket: str
    state: State
    since: datetime
    due: datetime
    village: str
    """Empty where none is known."""
    category: str
    about: str
    """What it is about, in Indonesian."""
    need: str
    priority: str
    follows: str
    """Ticket of the open case with which this report was linked; empty for a case."""
    contact_id: int
    facilitator_id: int | None
    story_length: int
    documents: Mapping[str, int]
    """How many papers are in which condition (`fetched`, `pending`, `failed` ...)."""
    papers: tuple[str, ...]
    """Every paper by name, with its state; in Indonesian."""
    lines: tuple[Line, ...]
    """Moves, notes, looks and messages, the oldest first."""
    stage: str = ""
    profile: str = ""
    registry: str = ""
    """What the registry said."""
    referrals: Mapping[str, str] = field(default_factory=dict)
    """Where each program's referral stands, by its code."""
    split_from: str = ""
    """Ticket of the case from which this one was split off."""


def history_of(house: House, words: str, now: datetime) -> CaseHistory:
    """The history of the case with that ticket number (written anyhow); leaves an audit row.

    Raises Refused for what is not a ticket number, and for one we do not know.
    """
    number = find_ticket(words)
    if not isinstance(number, str):
        raise Refused("That is not a ticket number: check its digits (year-counter-check digit).")
    with house.database.write() as session:
        case = cases.by_ticket(session, number)
        if case is None:
            raise Refused(f"There is no case {number}.")
        staff.note(session, "case_history_seen", "case", case.id, now)
        return _told(session, house.city_code, case)


def _told(session: Session, city_code: str, case: Case) -> CaseHistory:
    documents = case_papers.documents(session, case.id)
    counted: dict[str, int] = {}
    for document in documents:
        counted[document.status] = counted.get(document.status, 0) + 1
    return CaseHistory(
        case_id=case.id,
        ticket=case.ticket,
        state=State(case.state),
        since=case.state_since,
        due=case.due_at,
        village=village_of(session, case),
        category=case.category,
        about=about(session, city_code, case).render(STAFF_LANGUAGE),
        need=case.need,
        priority=case.priority,
        follows=session.get_one(Case, case.duplicate_of).ticket if case.duplicate_of else "",
        contact_id=case.contact_id,
        facilitator_id=case.facilitator_id,
        story_length=len(case.story),
        documents=counted,
        papers=_papers(session, city_code, case, documents),
        lines=tuple(lines_of(session, case)),
        stage=case.stage,
        profile=case.profile,
        registry=case.registry_check,
        referrals={r.program: r.state for r in casebook.referrals(session, case.id)},
        split_from=session.get_one(Case, case.split_from).ticket if case.split_from else "",
    )


def _papers(
    session: Session, city_code: str, case: Case, documents: Sequence[Document]
) -> tuple[str, ...]:
    named = papers_of(snapshot(session, city_code), case, documents)
    return tuple(
        f"{paper.name.render(STAFF_LANGUAGE)}: {PAPER_STATES[paper.state].render(STAFF_LANGUAGE)}"
        for paper in named
    )
