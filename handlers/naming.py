"""The words for a case: what it is about, and where."""

from __future__ import annotations

from sqlalchemy.orm import Session

from flows.cases.labels import About, label_of
from flows.words import Text
from storage.catalogue import snapshot
from storage.tables import Area, Case


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
    return session.get_one(Area, case.village_code).name
