"""The photos of a case for somebody who may see them: by links of ten minutes where the program
has a public address, else as files in the private chat. Either way on record.

A link is only named here, `photo:<document>/<staff>`; the door makes the address when the message
leaves, so that no address waits in the outbox and its ten minutes begin when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.cases.papers import paper_code
from flows.messages import Button, Channel, Lane, MediaKind, Outgoing
from flows.talks.acts.office_delivery import OFFICE_FILES
from flows.talks.survey import PHOTOS
from flows.words import _staff
from handlers.here import STAFF_LANGUAGE, Heard, queue
from storage import cases
from storage.tables import Case, Document

LINK = "photo:"
_LONGEST_LABEL = 40
_LINKS = _staff(
    "Foto dan surat laporan {ticket}. Tautan hanya untuk Anda dan berlaku 10 menit; "
    "setiap kali dibuka, dicatat."
)
_POOR = _staff("{name} (kurang jelas)")
_REPLACED = _staff("{name} (sudah diganti)")
_MARKED = {"poor": _POOR, "accepted_poor": _POOR, "replaced": _REPLACED}
_PHOTO = _staff("Foto")
_NAMES = {**PHOTOS, **OFFICE_FILES}
_VOICE = _staff("Pesan suara")


def show(here: Heard, case: Case, documents: Sequence[Document]) -> None:
    """Send what was fetched. A photo that a better one replaced may be looked at by its link,
    and is not copied into a chat."""
    ready = [document for document in documents if document.status == "fetched"]
    if ready and _has_links(here):
        _send_links(here, case, ready)
        return
    shown = [document for document in ready if document.verdict != "replaced"]
    for number, document in enumerate(shown, 1):
        _send_file(here, document, case, f"{case.ticket} - {_label(here, number, document)}")


def _has_links(here: Heard) -> bool:
    """A button with an address is Telegram's; in WhatsApp the address itself would stand in the
    chat, and previews would open it."""
    secure = here.house.public_url.startswith("https://")
    return secure and here.address.channel == Channel.TELEGRAM


def _send_links(here: Heard, case: Case, ready: Sequence[Document]) -> None:
    assert here.staff is not None  # a stranger's press does not come this far
    buttons = tuple(
        Button("", _label(here, number, document), url=f"{LINK}{document.id}/{here.staff.id}")
        for number, document in enumerate(ready, 1)
    )
    words = _LINKS.format(ticket=case.ticket).render(STAFF_LANGUAGE)
    message = Outgoing(text=words, buttons=buttons, language=STAFF_LANGUAGE)
    queue(here, here.address, Lane.REPLY, message, case_id=case.id)
    for document in ready:
        _seen(here, "document_linked", document)


def _label(here: Heard, number: int, document: Document) -> str:
    paper = here.catalogue.document(paper_code(document.question))
    spoken = document.media == MediaKind.AUDIO
    other = _VOICE if spoken else _NAMES.get(document.question, _PHOTO)
    name = (paper.name if paper else other).render(STAFF_LANGUAGE)
    label = f"{number}. {name}"[:_LONGEST_LABEL]
    marked = _MARKED.get(document.verdict)
    return marked.format(name=label).render(STAFF_LANGUAGE) if marked else label


def _send_file(here: Heard, document: Document, case: Case, caption: str) -> None:
    """One outbox row per file, so that one that fails does not hide the others; below it which
    paper of which case it is."""
    message = Outgoing(text=caption, file=document.key, mime=document.mime, language=STAFF_LANGUAGE)
    queue(here, here.address, Lane.REPLY, message, case_id=case.id)
    _seen(here, "document_shown", document)


def _seen(here: Heard, action: str, document: Document) -> None:
    assert here.staff is not None
    cases.seen(
        here.session,
        staff_id=here.staff.id,
        action=action,
        subject="document",
        subject_id=document.id,
        channel=here.address.channel,
        at=here.now,
    )
