"""A photo with no talk open: a better one for a report that was sent already is added to it; any
other is offered to the reports that run."""

from __future__ import annotations

from datetime import timedelta

from flows.cases import follow_up
from flows.cases.states import OVER, State
from flows.effects import Choice
from flows.intents import understand
from flows.messages import Kind
from flows.photos import unfit
from flows.words import _, literal
from handlers import documents, resident
from handlers.here import Heard
from storage import cases, papers, people
from storage.tables import Case, Document

ASKED_WITHIN = timedelta(hours=72)
"""A photo that comes later has nothing to do with our question."""
MOST = 3
"""So many of a person's newest reports are offered."""
WHICH = _(
    "Foto ini belum kami simpan. Pilih laporannya, lalu kirim fotonya sekali lagi; "
    "untuk laporan baru, ketik MENU."
)
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


def offer(here: Heard) -> bool:
    """Ask which of their reports the photo is for; whether they have any. Nothing is kept before:
    it may as well begin a new report."""
    if here.incoming.kind is not Kind.MEDIA or here.staff or unfit(here.incoming.media):
        return False
    contact = here.address.contact_id
    talk = resident.conversation(here)
    if talk.flow or talk.pending or understand(here.incoming.text) is not None:
        return False
    mine = [case for case in cases.of_contact(here.session, contact, MOST) if _runs(here, case)]
    if not mine or not people.agreed(here.session, contact, "case"):
        return False
    choices = tuple(
        Choice(follow_up.data_of(follow_up.ADD, case.id), literal(case.ticket)) for case in mine
    )
    here.say(WHICH, choices, hold=ALBUM if here.incoming.album else None)
    return True


def _runs(here: Heard, case: Case) -> bool:
    worked_on = here.session.get_one(Case, case.duplicate_of) if case.duplicate_of else case
    return State(worked_on.state) not in OVER and case.frozen_at is None


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
