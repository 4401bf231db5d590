"""Fetching a photo in three steps: what is wanted, (a door fetches it), what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.states import State
from flows.messages import Channel, Lane, MediaKind, Outgoing
from flows.words import Text, _
from handlers import letters
from handlers.checking import CHECK, PATIENCE, reopen
from handlers.following import concerns
from handlers.here import Here, queue
from handlers.house import House
from handlers.later import NotYet
from handlers.pictures.advice import REFUSALS
from handlers.pictures.clean import CleanFile
from handlers.reaching import home
from storage import jobs, papers, people, readings
from storage.files import StoreAway, new_key
from storage.tables import Case, Document


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that waits at a provider."""

    document_id: int
    channel: Channel
    ref: str
    mime: str


def wanted(house: House, document_id: int) -> Wanted | None:
    """What to fetch; none when it was fetched, purged or given up meanwhile."""
    with house.database.read() as session:
        row = session.get(Document, document_id)
        if row is None or row.status != "pending" or row.media == MediaKind.OTHER:
            return None
        concerns(contact_id=row.contact_id, case_id=row.case_id)
        if house.cards is not None and readings.is_wanted(session, row.id):
            house.cards.warm()
        return Wanted(row.id, Channel(row.channel), row.ref, row.mime)


def keep(house: House, document_id: int, file: CleanFile) -> None:
    """Seal the file, then record it and have it looked at. A crash in between leaves a file
    nobody names, never a record without its file. Raises NotYet while the store is away."""
    key = new_key()
    try:
        house.files.put(key, file.content)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    house.reached("after_file")
    with house.database.write() as session:
        row = session.get(Document, document_id, with_for_update=True)
        if row is not None and row.status == "pending":
            row.key, row.mime, row.size = key, file.mime, len(file.content)
            row.status, row.fetched_at = "fetched", house.clock()
            if not file.mime.startswith("audio/"):
                jobs.order(session, CHECK, document_id, house.clock())
            letters.fetched(house, session, row)
            key = ""
    if key:
        # Somebody else was quicker, or it was purged meanwhile.
        _delete(house, key)
    house.wake()


def _delete(house: House, key: str) -> None:
    try:
        house.files.delete(key)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None


def give_up(house: House, document_id: int, reason: str) -> None:
    """It cannot be had: the record says why, and the person is asked to send it again."""
    now = house.clock()
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is None:
            return
        people.lock(session, row.contact_id)
        session.refresh(row)
        if row.status != "pending":
            return
        row.status, row.reason, row.verdict = "failed", reason, "failed"
        address = home(session, row.contact_id, row.channel)
        if address is not None and not _just_told(session, row, now):
            _tell(Here(house, session, address, now), row)
        row.told_at = now
    house.wake()


def _just_told(session: Session, row: Document, now: datetime) -> bool:
    """Several files of an album that cannot be opened are one reason to write, not several."""
    return any(
        one.verdict == "failed" and one.told_at is not None and now - one.told_at < PATIENCE
        for one in papers.of_question(session, row)
    )


def _tell(here: Here, row: Document) -> None:
    """In an open talk its question is asked again; else a notice says what to do."""
    words = _lost(here.session, row)
    if row.case_id is None and reopen(here, row, words):
        return
    message = Outgoing(text=words.render(here.language), language=here.language)
    queue(here, here.address, Lane.NOTICE, message, case_id=row.case_id)


def _lost(session: Session, row: Document) -> Text:
    """What to do about a photo that cannot be had: send it again while the talk is open, and
    how, where we know what was wrong."""
    if row.media == MediaKind.AUDIO:
        return _("Maaf, pesan suara tadi tidak bisa kami buka. Mohon kirim lagi, atau tuliskan.")
    case = session.get_one(Case, row.case_id) if row.case_id is not None else None
    if case is None or case.state == State.NEEDS_DOCUMENTS:
        lost = _("Maaf, foto tadi tidak bisa kami buka. Mohon kirim lagi fotonya di sini.")
        return REFUSALS.get(row.reason, lost)
    return _(
        "Maaf, satu foto pada laporan {ticket} tidak bisa kami buka. "
        "Tunjukkan aslinya kepada petugas saat survei."
    ).format(ticket=case.ticket)


def purge(house: House, document_id: int) -> None:
    """Delete the sealed file of a talk that became no case, and then its record."""
    with house.database.read() as session:
        row = session.get(Document, document_id)
        key = row.key if row is not None and row.status == "purged" else ""
    if key:
        _delete(house, key)
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is not None and row.status == "purged":
            session.delete(row)
