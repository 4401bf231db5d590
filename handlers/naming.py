"""The words for a case: what it is about, where, and which papers it has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from flows.cases.asked_papers import UNSORTED, read_asked
from flows.cases.catalogue import Catalogue
from flows.cases.filing import papers_for
from flows.cases.labels import About, label_of
from flows.cases.papers import REPLACED, PaperLine, SentFile, paper_code, paper_lines
from flows.messages import MediaKind
from flows.words import Rendered, Text, _staff, literal
from storage import areas
from storage.catalogue import snapshot
from storage.tables import Case, Document


def codes_of(case: Case) -> About:
    """The codes that say what the case is about."""
    return About(case.subtype, case.service, case.program, case.category)


def about(session: Session, city_code: str, case: Case) -> Text:
    """What the case is about, as today's catalogue calls it."""
    return label_of(codes_of(case), snapshot(session, city_code))


def village_of(session: Session, case: Case) -> str:
    """Name of the kelurahan; empty where none is known."""
    if case.village_code is None:
        return ""
    return areas.name_of(session, case.village_code)


def papers_of(
    catalogue: Catalogue, case: Case, documents: Sequence[Document]
) -> tuple[PaperLine, ...]:
    """The papers of a case by name; its service may want some that never came."""
    answers = case.details or {}
    known = {
        **answers,
        "kind": case.kind,
        "subtype": case.subtype,
        "service": case.service,
        "relationship": case.relation or "",
    }
    wanted = papers_for(catalogue.entry(case.service), catalogue.sub_type(case.subtype), known)
    files = [SentFile(d.question, d.status, d.verdict) for d in documents]
    return paper_lines(wanted, answers, files, catalogue, _later_papers(case))


def _later_papers(case: Case) -> dict[str, Rendered]:
    """Names of what was asked for later and stands in no catalogue."""
    own = {one.paper: literal(one.name) for one in read_asked(case.asked_papers) if one.name}
    return {**own, paper_code(UNSORTED): _staff("susulan, belum dipilah")}


def is_shown_photo(document: Document) -> bool:
    """Whether it counts as a photo: not one that a better one replaced, and no voice note."""
    return document.verdict != REPLACED and document.media != MediaKind.AUDIO
