"""Files that an officer sent in the talk before an act become papers of the case."""

from __future__ import annotations

from sqlalchemy import select, update

from handlers.here import Here
from storage import people
from storage.tables import Case, Document


def take(here: Here, case: Case, question: str, *, instead: bool = False) -> int:
    """Put the files of that question of the talk just ended into the case; how many they are.
    With `instead`, earlier ones of the case give way to them."""
    contact_id = here.address.contact_id
    talk = people.conversation(here.session, contact_id).talk
    mine = (
        Document.contact_id == contact_id,
        Document.talk == talk,
        Document.question == question,
        Document.case_id.is_(None),
    )
    fresh = here.session.scalars(select(Document.id).where(*mine)).all()
    if fresh and instead:
        earlier = (Document.case_id == case.id, Document.question == question)
        here.session.execute(update(Document).where(*earlier).values(verdict="replaced"))
    here.session.execute(update(Document).where(Document.id.in_(fresh)).values(case_id=case.id))
    return len(fresh)
