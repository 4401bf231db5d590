"""Contacts, their addresses, consents and open talks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from flows.effects import Conversation
from storage.columns import UtcDateTime, keys_of
from storage.statements import dialect_of, run
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
    """The sender's address, made with a new contact at first sight; the contact is locked, and
    their open talk is read with it."""
    who = {"of": channel, "key": blind(session, external, f"address.{channel}")}
    on_sqlite = dialect_of(session) == "sqlite"
    while True:
        # First the lock, then what it protects: PostgreSQL would show what was there before.
        locked = None if on_sqlite else run(session, _LOCK, who).scalar()
        found = session.execute(_KNOWN, who, execution_options=_ANEW).first()
        if found is None:
            return _welcome(session, channel, external, now)
        # The session itself forgets what nobody holds.
        session.info[_MET] = found
        address: Address = found[0]
        if on_sqlite or address.contact_id == locked:
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
        if find(session, channel, external) is None:
            raise
        return meet(session, channel, external, now)
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
    return session.scalars(
        theirs.order_by(Address.last_in_at.desc().nulls_last(), Address.id)
    ).first()


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
        session.flush()
        return
    state = talk.to_json()
    run(session, _KEEP, {"of": contact_id, "talk": state, "at": now})
    set_committed_value(row, "state", state)
    set_committed_value(row, "updated_at", now)


def heard(session: Session, address: Address, at: datetime) -> None:
    """The person can be written to, and wrote at that moment or later."""
    if address.stopped_at is not None or address.invalid_at is not None:
        address.stopped_at = address.invalid_at = None
    if address.last_in_at is None or address.last_in_at < at:
        run(session, _HEARD, {"of": address.id, "at": at})
        set_committed_value(address, "last_in_at", at)


def consents(session: Session, contact_id: int) -> frozenset[str]:
    """Hashes of the texts whose latest answer is a consent that was not withdrawn."""
    latest: dict[str, bool] = {}
    for row in run(session, _CONSENTS, {"of": contact_id}):
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


_MET = "met"
_ANEW = {"populate_existing": True}
_BY_KEY = (Address.channel == bindparam("of"), Address.key == bindparam("key"))
_KNOWN = (
    select(Address, Contact, ConversationRow)
    .join(Contact, Contact.id == Address.contact_id)
    .outerjoin(ConversationRow, ConversationRow.contact_id == Contact.id)
    .where(*_BY_KEY)
)
"""All that is read of a person at each message, in one look."""
_LOCK = (
    select(Contact.id)
    .join(Address, Address.contact_id == Contact.id)
    .where(*_BY_KEY)
    # KEY SHARE lets rows that point at the contact be inserted meanwhile.
    .with_for_update(key_share=True, of=Contact)
)
_KEEP = (
    update(ConversationRow)
    .where(ConversationRow.contact_id == bindparam("of"))
    .values(
        state=bindparam("talk", type_=ConversationRow.state.type),
        updated_at=bindparam("at", type_=UtcDateTime()),
    )
)
_HEARD = (
    update(Address)
    .where(Address.id == bindparam("of"))
    .values(last_in_at=bindparam("at", type_=UtcDateTime()))
)
_CONSENTS = (
    select(Consent.text_hash, Consent.given, Consent.withdrawn_at)
    .where(Consent.contact_id == bindparam("of"))
    .order_by(Consent.id)
)
