"""A better photo for a report that was sent already: whoever was asked for one and now sends a
photo, with no talk open, has it added to that report."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.states import OVER, State
from flows.messages import Kind
from flows.photos import unfit
from flows.words import _
from handlers import documents, resident
from handlers.here import Heard
from storage import papers, people
from storage.tables import Case, Document

ASKED_WITHIN = timedelta(hours=72)
"""A photo that comes later has nothing to do with our question."""
ALBUM = timedelta(seconds=2)
"""So long the thanks wait for the next photo of an album, which takes their place."""


def take(here: Heard) -> bool:
    """Add the photos to the report that waits for a better one; whether there was one."""
    if here.incoming.kind is not Kind.MEDIA or here.staff or unfit(here.incoming.media):
        return False
    poor = _asked_for(here)
    if poor is None or poor.case_id is None or resident.conversation(here).flow:
        return False
    documents.keep_late(here, poor, here.incoming.media)
    ticket = here.session.get_one(Case, poor.case_id).ticket
    here.say(
        _("Terima kasih, fotonya kami tambahkan ke laporan {ticket}.").format(ticket=ticket),
        hold=ALBUM if here.incoming.album else None,
        case_id=poor.case_id,
    )
    return True


def _asked_for(here: Heard) -> Document | None:
    """The poor photo that a better one was asked for, if its report is still open."""
    if here.glance is not None and not here.glance.poor_photo:
        return None
    contact = here.address.contact_id
    asked = papers.poor_of_cases(here.session, contact, here.now - ASKED_WITHIN)
    if not asked or not people.agreed(here.session, contact, "case"):
        return None
    case = here.session.get_one(Case, asked[0].case_id)
    return None if State(case.state) in OVER else asked[0]
