"""A card that was read after its sender's request had reached the officers: they hear of a doubt
while they can still act on it."""

from __future__ import annotations

from sqlalchemy import select

from flows.talks.registry import SELF
from flows.words import _staff, lines, literal
from handlers.here import Here
from handlers.registry import card_doubts, verifying
from handlers.telling import notify_staff
from storage.tables import Document, Verification

_READ = _staff("Permintaan {number}: foto kartunya sudah terbaca.")


def card_read(here: Here, document: Document) -> None:
    """Tell who decides, where something differs; `here` is the sender of that photo."""
    waiting = select(Verification).where(
        Verification.contact_id == document.contact_id,
        Verification.talk == document.talk,
        Verification.relation == SELF,
        Verification.state == "asked",
    )
    for request in here.session.scalars(waiting).all() if document.case_id is None else ():
        doubts = card_doubts.lines_of(here, request)
        if doubts:
            words = lines(_READ.format(number=literal(f"V{request.id}")), *doubts)
            for member in verifying.officers(here, request):
                notify_staff(here.session, member, words, here.now)
