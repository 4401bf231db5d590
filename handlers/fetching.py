"""Fetching a photo in three steps: what is wanted, (a door fetches it), what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from flows.messages import Channel, Lane, MediaKind, Outgoing
from flows.words import Text, _
from handlers.here import Here, queue
from handlers.house import House
from handlers.pictures.clean import CleanFile
from handlers.reaching import home
from storage.files import new_key
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
        return Wanted(row.id, Channel(row.channel), row.ref, row.mime)


def keep(house: House, document_id: int, file: CleanFile) -> None:
    """Seal the file, then record it. A crash in between leaves a file nobody names, never a
    record without its file."""
    key = new_key()
    house.files.put(key, file.content)
    house.reached("after_file")
    with house.database.write() as session:
        row = session.get(Document, document_id, with_for_update=True)
        if row is None or row.status != "pending":
            house.files.delete(key)
            return
        row.key, row.mime, row.size = key, file.mime, len(file.content)
        row.status, row.fetched_at = "fetched", house.clock()


def give_up(house: House, document_id: int, reason: str) -> None:
    """It cannot be had: the record says why, and the person is asked to send it again."""
    now = house.clock()
    with house.database.write() as session:
        row = session.get(Document, document_id, with_for_update=True)
        if row is None or row.status != "pending":
            return
        row.status, row.reason = "failed", reason
        address = home(session, row.contact_id, row.channel)
        if address is None:
            return
        # A notice only adds rows: nobody is locked for it.
        here = Here(house, session, address, now)
        message = Outgoing(text=_lost(session, row).render(here.language), language=here.language)
        queue(here, address, Lane.NOTICE, message, case_id=row.case_id)
    house.wake()


def _lost(session: Session, row: Document) -> Text:
    """What to do about a photo that cannot be had: send it again while the talk is open."""
    if row.case_id is None:
        return _("Maaf, foto tadi tidak bisa kami buka. Mohon kirim lagi fotonya di sini.")
    return _(
        "Maaf, satu foto pada laporan {ticket} tidak bisa kami buka. "
        "Tunjukkan aslinya kepada petugas saat survei."
    ).format(ticket=session.get_one(Case, row.case_id).ticket)


def purge(house: House, document_id: int) -> None:
    """Delete the sealed file of a talk that became no case, and then its record."""
    with house.database.read() as session:
        row = session.get(Document, document_id)
        key = row.key if row is not None and row.status == "purged" else ""
    if key:
        house.files.delete(key)
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is not None and row.status == "purged":
            session.delete(row)
