"""Which contact is which person, by an officer's word, and how often a contact has asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.statements import entities
from storage.tables import Person, RegistryCheck, Verification

SELF, FAMILY = "self", "family"


def of_contact(session: Session, contact_id: int, now: datetime) -> Verification | None:
    """The verification that says who this contact is; none where nobody did, or it ran out."""
    found = entities(session, Verification, _OF_CONTACT, {"of": contact_id, "now": now})
    return found[0] if found else None


def person_of(session: Session, contact_id: int, now: datetime) -> Person | None:
    """Who this contact was found to be."""
    found = of_contact(session, contact_id, now)
    return session.get_one(Person, found.person_id) if found is not None else None


def may_ask_about(session: Session, contact_id: int, person_id: int, now: datetime) -> bool:
    """Whether an officer confirmed that this contact may ask about that member of the family."""
    mine = _holds(now).where(
        Verification.contact_id == contact_id,
        Verification.person_id == person_id,
        Verification.relation == FAMILY,
    )
    return session.scalars(mine).first() is not None


def others(session: Session, person_id: int, contact_id: int) -> Sequence[Verification]:
    """Verifications by which another contact is that person."""
    return session.scalars(
        select(Verification).where(
            Verification.person_id == person_id,
            Verification.contact_id != contact_id,
            Verification.relation == SELF,
            Verification.state == "verified",
        )
    ).all()


def asked(session: Session, contact_id: int, person_id: int, relation: str) -> Verification | None:
    """The request that waits for an officer."""
    return session.scalars(
        select(Verification).where(
            Verification.contact_id == contact_id,
            Verification.person_id == person_id,
            Verification.relation == relation,
            Verification.state == "asked",
        )
    ).first()


def lock(session: Session, verification_id: int) -> Verification | None:
    """The request, held until the transaction ends."""
    return session.get(Verification, verification_id, with_for_update=True, populate_existing=True)


def checks_since(session: Session, contact_id: int, since: datetime) -> int:
    """How often this contact has asked since then."""
    mine = select(func.count()).select_from(RegistryCheck)
    return (
        session.scalar(
            mine.where(RegistryCheck.contact_id == contact_id, RegistryCheck.at >= since)
        )
        or 0
    )


def niks_since(session: Session, contact_id: int, since: datetime) -> frozenset[str]:
    """About whom, by the NIK's keyed hash."""
    return frozenset(
        session.scalars(
            select(RegistryCheck.nik_key)
            .where(RegistryCheck.contact_id == contact_id, RegistryCheck.at >= since)
            .distinct()
        )
    )


def _holds(now: datetime) -> Select[Verification]:
    return select(Verification).where(Verification.state == "verified", Verification.until > now)


_OF_CONTACT = (
    select(*Verification.__table__.c)
    .where(Verification.contact_id == bindparam("of"), Verification.relation == SELF)
    .where(Verification.state == "verified")
    .where(Verification.until > bindparam("now", type_=UtcDateTime()))
    .order_by(Verification.id.desc())
    .limit(1)
)
"""Asked at every turn, so it is built once."""
