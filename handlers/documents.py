"""Photos and papers: a reference in the turn, fetched by a job, sealed, shown on record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, delete, select, union

from flows.messages import Media, MediaKind
from flows.talks.complaint import CONSENT
from flows.words import Text, agreed_to
from handlers.here import Here
from storage import jobs, people, readings
from storage.statements import entities
from storage.tables import Case, Document, Feedback, MismatchReport, Verification

FETCH = "fetch"
PURGE = "purge"
_WAITING = (
    select(*Document.__table__.c)
    .where(Document.contact_id == bindparam("whose"), Document.talk == bindparam("which"))
    .where(Document.status == "reference")
)


def keep(
    here: Here,
    talk: int,
    question: str,
    media: Sequence[Media],
    *,
    ours: bool = False,
    reads: str = "",
    consent: Text = CONSENT,
) -> None:
    """Remember the files of a message; before `consent` they stay references and are not fetched.
    In a talk of `ours`, for staff, nobody's consent is asked. `reads` is the card that may be on
    them (`flows.cases.card_reading.Wants`)."""
    allowed = ours or _has_consented(here, consent)
    for file in media:
        document = Document(
            contact_id=here.address.contact_id,
            talk=talk,
            channel=here.address.channel,
            question=question,
            ref=file.ref,
            media=file.kind,
            mime=file.mime,
            size=file.size,
            status="pending" if allowed else "reference",
            received_at=here.now,
        )
        here.session.add(document)
        here.session.flush()
        if reads and file.kind is MediaKind.IMAGE:
            readings.want(here.session, document.id, reads, here.now)
        if allowed:
            jobs.order(here.session, FETCH, document.id, here.now, fresh=True)


def keep_late(here: Here, poor: Document, media: Sequence[Media]) -> None:
    """Files that come for a report which was sent already, in the place of a poor one."""
    _keep_in(here, poor.case_id, poor.talk, poor.question, media)


def keep_for(here: Here, case: Case, question: str, media: Sequence[Media]) -> None:
    """Files that its reporter sends for a report that waits for them."""
    _keep_in(here, case.id, case.talk, question, media)


def _keep_in(
    here: Here, case_id: int | None, talk: int, question: str, media: Sequence[Media]
) -> None:
    for file in media:
        document = Document(
            contact_id=here.address.contact_id,
            talk=talk,
            case_id=case_id,
            channel=here.address.channel,
            question=question,
            ref=file.ref,
            media=file.kind,
            mime=file.mime,
            size=file.size,
            status="pending",
            received_at=here.now,
        )
        here.session.add(document)
        here.session.flush()
        jobs.order(here.session, FETCH, document.id, here.now, fresh=True)


def release(here: Here, talk: int) -> None:
    """Consent was given: what was only referred to may be fetched now."""
    theirs = {"whose": here.address.contact_id, "which": talk}
    for document in entities(here.session, Document, _WAITING, theirs):
        document.status = "pending"
        jobs.order(here.session, FETCH, document.id, here.now)


def drop(here: Here, talk: int, question: str) -> None:
    """Forget the files of one question; the person wants to send others."""
    _forget(here, Document.talk == talk, Document.question == question)


def accept_poor(here: Here, talk: int, question: str) -> None:
    """The person sends what is hard to read as it is; an officer sees that."""
    mine = (Document.contact_id == here.address.contact_id, Document.talk == talk)
    poor = select(Document).where(*mine, Document.question == question, Document.verdict == "poor")
    for document in here.session.scalars(poor):
        document.verdict = "accepted_poor"


def purge(here: Here, talk: int) -> None:
    """Forget the files of talks that became no case, up to that one: a talk that is dropped
    when the next one opens has a lower number. What an officer is still to look at stays."""
    contact = here.address.contact_id
    waits = union(
        select(MismatchReport.talk).where(MismatchReport.contact_id == contact),
        select(Verification.talk).where(Verification.contact_id == contact),
        select(Feedback.talk).where(Feedback.contact_id == contact, Feedback.state == "open"),
    )
    _forget(here, Document.talk <= talk, Document.talk.not_in(waits))


def _forget(here: Here, *which: ColumnElement[bool]) -> None:
    """References are forgotten at once; fetched files are deleted by a job, then their record."""
    mine = (Document.contact_id == here.address.contact_id, Document.case_id.is_(None), *which)
    fetched = here.session.scalars(select(Document).where(*mine, Document.key != "")).all()
    readings.forget(here.session, [document.id for document in fetched])
    for document in fetched:
        document.status = "purged"
        document.ref = ""
        jobs.order(here.session, PURGE, document.id, here.now)
    here.session.execute(delete(Document).where(*mine, Document.key == ""))


def _has_consented(here: Here, words: Text) -> bool:
    """To exactly the words that are asked today, in either language."""
    return agreed_to(words, people.consents(here.session, here.address.contact_id))
