"""Photos that came with a request about the registry: shown to who decides, on record, and
destroyed once it is decided. What was seen on them stays as the decision."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from flows.messages import Lane, Outgoing
from handlers.documents import PURGE
from handlers.here import Heard, Here, queue
from handlers.registry import answering
from storage import jobs
from storage.tables import Document


def of(here: Here, contact_id: int, talk: int, question: str) -> Sequence[Document]:
    """The photos that answered that question of a talk."""
    return here.session.scalars(
        select(Document).where(
            Document.contact_id == contact_id,
            Document.talk == talk,
            Document.question == question,
            Document.case_id.is_(None),
        )
    ).all()


def show(here: Heard, photos: Sequence[Document]) -> bool:
    """Send those that were fetched; whether there were any."""
    ready = [photo for photo in photos if photo.status == "fetched"]
    for photo in ready:
        queue(here, here.address, Lane.REPLY, Outgoing(file=photo.key, mime=photo.mime))
        answering.log_look(here, "document_shown", "document", photo.id)
    return bool(ready)


def destroy(here: Here, photos: Sequence[Document]) -> None:
    """Nobody needs them any more: the files go by a job, the rest at once."""
    for photo in photos:
        photo.status, photo.ref = "purged", ""
        if photo.key:
            jobs.order(here.session, PURGE, photo.id, here.now)
    here.session.flush()
    bare = [photo.id for photo in photos if not photo.key]
    if bare:
        here.session.execute(delete(Document).where(Document.id.in_(bare)))
