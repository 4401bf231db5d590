"""What the cards of somebody who is to be verified say otherwise than they typed: for the officer,
as in a case's details; never a reason to turn somebody away, and never said to them."""

from __future__ import annotations

from sqlalchemy import select

from flows.cases.card_doubts import Typed
from flows.cases.casefile import doubt_lines
from flows.words import Text
from handlers.card_doubts import doubts_of
from handlers.here import Here
from storage.tables import Document, Person, Verification


def lines_of(here: Here, request: Verification, name: str = "") -> tuple[Text, ...]:
    """One line for each doubt; `name` as it was typed, where that is not the person's."""
    documents = here.session.scalars(
        select(Document).where(
            Document.contact_id == request.contact_id,
            Document.talk == request.talk,
            Document.case_id.is_(None),
        )
    ).all()
    person = here.session.get_one(Person, request.person_id)
    typed = Typed(person.nik or "", name or person.name or "", request.kk or "")
    return tuple(doubt_lines(doubts_of(here.session, documents, typed)))
