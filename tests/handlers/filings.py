"""Finished talks of a test: what they hand over, and what their reporters hear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.cases.standing import describe
from flows.effects import Conversation, OpenCase
from flows.messages import Channel
from flows.talks.consent import CONSENT
from flows.words import fingerprint
from handlers import effects, resident
from handlers.here import Here
from handlers.house import House
from storage import people
from storage.tables import Case, Consent, Document
from tests.handlers.people import WATES, Person

NIK, OTHER_NIK, KK = "3576014508829991", "3576014508829992", "3576010101159990"
NAME = "SUMINAH CONTOH"
DROPPED = {
    "kind": "membership",
    "subtype": "dropped",
    "program": "PKH",
    "for_whom": "self",
    "name": NAME,
    "nik": NIK,
    "kk": KK,
    "village": WATES,
    "category": "social",
    "story": "Sejak Mei bantuan saya berhenti",
    "paper_ktp": 1,
    "paper_kk": "none",
}
VIOLENCE = {
    "kind": "urgent",
    "subtype": "violence",
    "village": WATES,
    "story": "Ada anak yang dipukuli setiap malam",
    "urgent": True,
    "no_nik": "unknown",
}
DISASTER = {**VIOLENCE, "subtype": "disaster", "story": "Rumah roboh terkena angin kencang"}
STRANDED = {
    "kind": "service",
    "service": "MJK_OT",
    "category": "social",
    "story": "Ditemukan di: terminal",
    "no_nik": "stranded",
    "urgent": False,
    "paper_police_letter": "none",
    "ask_found_where": "Terminal Kertajaya",
}


def here_of(house: House, session: Session, person: Person) -> Here:
    """That person, met and ready to be acted for."""
    address = people.meet(session, person.channel, person.id, house.clock())
    return Here(house, session, address, house.clock())


def agrees(here: Here, *, given: bool = True, words: str = "") -> None:
    """The consent of the person who reports, to today's words where no others are named."""
    here.session.add(
        Consent(
            contact_id=here.address.contact_id,
            purpose="case",
            given=given,
            text_hash=words or fingerprint(CONSENT, "id"),
            language="id",
            channel=here.address.channel,
            at=here.now,
        )
    )
    here.session.flush()


def reports(
    house: House,
    person: Person,
    answers: dict[str, Any],
    *,
    talk: int = 1,
    before: Callable[[Here], None] = agrees,
    **more: Any,
) -> Case:
    """The person's talk hands these answers over; the newest case after that."""
    with house.database.write() as session:
        here = here_of(house, session, person)
        before(here)
        effect = OpenCase({**answers, **more})
        effects.do(here, Conversation(talk=talk), effect)
    with house.database.read() as session:
        return session.scalars(select(Case).order_by(Case.id.desc())).first() or Case()


def stands(house: House, person: Person) -> list[str]:
    """What the person reads who asks how their reports stand, the newest last."""
    with house.database.write() as session:
        facts = resident.facts_for(here_of(house, session, person), frozenset({"cases"}))
    zone = house.zone.key
    return [describe(one, house.clock(), zone).render("id") for one in facts.standings or ()]


def kept_photo(house: House, person: Person, question: str, **fields: Any) -> None:
    """A photo of the person's talk that was fetched already."""
    with house.database.write() as session:
        here = here_of(house, session, person)
        values = {"status": "fetched", "verdict": "good", "key": "0" * 32, **fields}
        session.add(
            Document(
                contact_id=here.address.contact_id,
                talk=1,
                channel=person.channel,
                question=question,
                ref="file-1",
                media="image",
                mime="image/jpeg",
                received_at=here.now,
                **values,
            )
        )


def neighbour(house: House, number: int = 2) -> Person:
    """Another resident on WhatsApp."""
    return Person(house, Channel.WHATSAPP, f"whatsapp:+62899000000{number}")
