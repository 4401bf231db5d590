"""Fetching a photo in three steps: what is wanted, (a door fetches it), what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.messages import Channel, Lane, MediaKind, Outgoing
from flows.words import _
from handlers.here import Here, queue
from handlers.house import House
from handlers.pictures.clean import CleanFile
from handlers.reaching import home
from storage import people
from storage.files import new_key
from storage.tables import Document


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
        here = Here(house, session, address, now)
        people.lock(session, row.contact_id)
        words = _("Maaf, foto tadi tidak bisa kami buka. Mohon kirim lagi fotonya di sini.")
        message = Outgoing(text=words.render(here.language), language=here.language)
        queue(here, address, Lane.NOTICE, message)
    house.wake()


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
