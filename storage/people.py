"""Contacts, their addresses, consents and open talks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from flows.effects import Conversation
from storage.columns import keys_of
from storage.tables import Address, Consent, Contact, ConversationRow


def blind(session: Session, words: str, purpose: str) -> str:
    """The keyed hash under which something personal is found again."""
    return keys_of(session.get_bind().dialect).blind(words, purpose)


def phone_of(external: str) -> str:
    """The number in `whatsapp:+62...`; empty for any other id."""
    number = external.removeprefix("whatsapp:")
    return number if number != external and number.startswith("+") else ""


def find(session: Session, channel: str, external: str) -> Address | None:
    """The address with that external id."""
    key = blind(session, external, f"address.{channel}")
    return session.scalar(select(Address).where(Address.channel == channel, Address.key == key))


def meet(session: Session, channel: str, external: str, now: datetime) -> Address:
    """The sender's address, made with a new contact at first sight; the contact is locked."""
    address = find(session, channel, external) or _welcome(session, channel, external, now)
    while True:
        locked = lock(session, address.contact_id).id
        session.refresh(address)
        if address.contact_id == locked:
            return address


def _welcome(session: Session, channel: str, external: str, now: datetime) -> Address:
    """Two first messages may race: the constraint lets one win, the other one reads it."""
    phone = phone_of(external)
    try:
        with session.begin_nested():
            contact = Contact(created_at=now)
            session.add(contact)
            session.flush()
            address = Address(
                contact_id=contact.id,
                channel=channel,
                key=blind(session, external, f"address.{channel}"),
                external=external,
                phone_key=blind(session, phone, "phone") if phone else None,
            )
            session.add(address)
            session.flush()
    except IntegrityError:
        winner = find(session, channel, external)
        if winner is None:
            raise
        return winner
    return address


def lock(session: Session, contact_id: int) -> Contact:
    """The contact's row, held until the transaction ends: one person, one thing at a time."""
    # KEY SHARE lets rows that point at the contact be inserted meanwhile.
    return session.get_one(
        Contact, contact_id, with_for_update={"key_share": True}, populate_existing=True
    )


def addresses(session: Session, contact_id: int) -> list[Address]:
    """All addresses of a contact that can still be used, the last one heard from first."""
    rows = session.scalars(
        select(Address).where(
            Address.contact_id == contact_id,
            Address.stopped_at.is_(None),
            Address.invalid_at.is_(None),
        )
    ).all()
    return sorted(
        rows, key=lambda a: (a.last_in_at is None, a.last_in_at and -a.last_in_at.timestamp())
    )


def last_address(session: Session, contact_id: int) -> Address | None:
    """The contact's address last heard from, also when it is shut; none if all were merged."""
    theirs = select(Address).where(Address.contact_id == contact_id)
    return session.scalars(theirs.order_by(Address.last_in_at.desc().nulls_last(), Address.id)).first()


def by_phone(session: Session, phone: str) -> list[Address]:
    """Addresses proven to belong to that number (E.164)."""
    key = blind(session, phone, "phone")
    return list(session.scalars(select(Address).where(Address.phone_key == key)))


def officer_found(session: Session, contact_id: int) -> bool:
    """Make this transaction the one whose staff member answers a person who waits for a human;
    `False` when nobody waits. The one change to another person's row: one column, compared
    and set, so that one of several wins."""
    waited = session.scalar(
        update(Contact)
        .where(Contact.id == contact_id, Contact.officer_wanted_at.is_not(None))
        .values(officer_wanted_at=None)
        .returning(Contact.id)
        .execution_options(synchronize_session=False)
    )
    return waited is not None


def conversation(session: Session, contact_id: int) -> Conversation:
    """Where the contact is in a talk; an empty one at first."""
    row = session.get(ConversationRow, contact_id)
    return Conversation.from_json(row.state) if row else Conversation()


def keep(session: Session, contact_id: int, talk: Conversation, now: datetime) -> None:
    """Store where the contact is in a talk."""
    row = session.get(ConversationRow, contact_id)
    if row is None:
        session.add(ConversationRow(contact_id=contact_id, state=talk.to_json(), updated_at=now))
    else:
        row.state = talk.to_json()
        row.updated_at = now
    session.flush()


def consents(session: Session, contact_id: int) -> frozenset[str]:
    """Hashes of the texts whose latest answer is a consent that was not withdrawn."""
    latest: dict[str, bool] = {}
    for row in session.scalars(
        select(Consent).where(Consent.contact_id == contact_id).order_by(Consent.id)
    ):
        latest[row.text_hash] = row.given and row.withdrawn_at is None
    return frozenset(text for text, given in latest.items() if given)


def agreed(session: Session, contact_id: int, purpose: str) -> bool:
    """Whether the contact's latest answer for that purpose is a consent that still holds."""
    latest = session.scalars(
        select(Consent)
        .where(Consent.contact_id == contact_id, Consent.purpose == purpose)
        .order_by(Consent.id.desc())
        .limit(1)
    ).first()
    return latest is not None and latest.given and latest.withdrawn_at is None
