"""Contacts, their addresses, consents and open talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from flows.effects import Conversation
from storage import together
from storage.columns import UtcDateTime, keys_of
from storage.glance import LOOKS, Glance, read
from storage.statements import brought, dialect_of, entities, row_of, run
from storage.tables import Address, Consent, Contact, ConversationRow
from storage.upsert import insert_for


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
    their open talk is read with it, and a glance at what is rarely there."""
    who = {"of": channel, "key": blind(session, external, f"address.{channel}")}
    on_sqlite = dialect_of(session) == "sqlite"
    while True:
        # First the lock, then what it protects: PostgreSQL would show what was there before.
        locked = None if on_sqlite else run(session, _LOCK, who).scalar()
        unknown = locked is None and not on_sqlite
        found = None if unknown else run(session, _KNOWN, {**who, "now": now}).first()
        if found is None:
            made = _welcome(session, channel, external, now)
            if made is not None:
                return made
        elif on_sqlite or found[_CONTACT_ID] == locked:
            return _as_met(session, found)


def _as_met(session: Session, found: Sequence[Any]) -> Address:
    address = brought(session, Address, found[:_CONTACT])
    contact = brought(session, Contact, found[_CONTACT:_STATE])
    # The session itself forgets what nobody holds.
    session.info[_MET] = _Met(address, contact, read(found[_STATE + 1 :]), found[_STATE])
    return address


@dataclass(slots=True)
class _Met:
    """Who is talking in this transaction, and where they are in a talk."""

    address: Address
    contact: Contact
    glance: Glance
    state: Any = None
    """Their talk as it is stored, until somebody asks for it."""
    talk: Conversation | None = None


def _met(session: Session, contact_id: int) -> _Met | None:
    met: _Met | None = session.info.get(_MET)
    return met if met is not None and met.contact.id == contact_id else None


def contact_of(session: Session, contact_id: int) -> Contact:
    """Whom an address belongs to."""
    met = _met(session, contact_id)
    return met.contact if met is not None else row_of(session, Contact, contact_id)


def glance(session: Session, contact_id: int) -> Glance | None:
    """How things stood when this contact wrote; none where it is not they who did."""
    met = _met(session, contact_id)
    return met.glance if met is not None else None


def _welcome(session: Session, channel: str, external: str, now: datetime) -> Address | None:
    """Two first messages may race: the constraint lets one win, the other one reads it."""
    phone = phone_of(external)
    contact = entities(session, Contact, _NEW_CONTACT, {"at": now})[0]
    new = {
        "contact_id": contact.id,
        "channel": channel,
        "key": blind(session, external, f"address.{channel}"),
        "external": external,
        "phone_key": blind(session, phone, "phone") if phone else None,
    }
    made = entities(session, Address, _new_address(dialect_of(session)), new)
    if not made:
        run(session, _NOBODY, {"of": contact.id})
        session.expunge(contact)
        return None
    session.info[_MET] = _Met(made[0], contact, Glance(), talk=Conversation())
    return made[0]


def lock(session: Session, contact_id: int) -> Contact:
    """The contact's row, held until the transaction ends: one person, one thing at a time."""
    # KEY SHARE lets rows that point at the contact be inserted meanwhile.
    return session.get_one(
        Contact, contact_id, with_for_update={"key_share": True}, populate_existing=True
    )


def addresses(session: Session, contact_id: int) -> list[Address]:
    """All addresses of a contact that can still be used, the last one heard from first."""
    held: list[Address] | None = together.known(session, "addresses", contact_id)
    if held is not None:
        return held
    rows = entities(session, Address, _OPEN, {"of": contact_id})
    rows.sort(key=lambda a: (a.last_in_at is None, a.last_in_at and -a.last_in_at.timestamp()))
    together.learn(session, "addresses", contact_id, rows)
    return rows


def last_address(session: Session, contact_id: int) -> Address | None:
    """The contact's address last heard from, also when it is shut; none if all were merged."""
    found = entities(session, Address, _LAST, {"of": contact_id})
    return found[0] if found else None


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
    met = _met(session, contact_id)
    if met is not None and met.talk is not None:
        return met.talk
    read = met is not None and met.state is not None
    state = met.state if met and read else run(session, _TALK, {"of": contact_id}).scalar()
    talk = Conversation.from_json(state) if state is not None else Conversation()
    if met is not None and read:
        met.talk, met.state = talk, None
    return talk


def keep(session: Session, contact_id: int, talk: Conversation, now: datetime) -> None:
    """Store where the contact is in a talk."""
    values = {"contact_id": contact_id, "state": talk.to_json(), "updated_at": now}
    run(session, _keep(dialect_of(session)), values)
    met = _met(session, contact_id)
    if met is not None:
        # Written in a savepoint, it may be taken back with it.
        met.talk = talk if session.get_nested_transaction() is None else None
        met.state = None


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
    latest = run(session, _AGREED, {"of": contact_id, "to": purpose}).first()
    return latest is not None and latest.given and latest.withdrawn_at is None


_MET = "met"
_BY_KEY = (Address.channel == bindparam("of"), Address.key == bindparam("key"))
_KNOWN = (
    select(*Address.__table__.c, *Contact.__table__.c, ConversationRow.state, *LOOKS)
    .join(Contact, Contact.id == Address.contact_id)
    .outerjoin(ConversationRow, ConversationRow.contact_id == Contact.id)
    .where(*_BY_KEY)
)
"""All that is read of a person at each message, in one look."""
_CONTACT = len(Address.__table__.c)
_STATE = _CONTACT + len(Contact.__table__.c)
_CONTACT_ID = list(Address.__table__.c).index(Address.__table__.c.contact_id)
_TALK = select(ConversationRow.state).where(ConversationRow.contact_id == bindparam("of"))
_LOCK = (
    select(Contact.id)
    .join(Address, Address.contact_id == Contact.id)
    .where(*_BY_KEY)
    # KEY SHARE lets rows that point at the contact be inserted meanwhile.
    .with_for_update(key_share=True, of=Contact)
)
_NEW_CONTACT = (
    insert(Contact)
    .values(created_at=bindparam("at", type_=UtcDateTime()))
    .returning(*Contact.__table__.c)
)
_NOBODY = delete(Contact).where(Contact.id == bindparam("of"))


@cache
def _new_address(dialect: str) -> Executable:
    new = insert_for(dialect, Address).on_conflict_do_nothing(index_elements=["channel", "key"])
    return new.returning(*Address.__table__.c)


@cache
def _keep(dialect: str) -> Executable:
    statement = insert_for(dialect, ConversationRow)
    new = statement.excluded
    again = {"state": new.state, "updated_at": new.updated_at}
    return statement.on_conflict_do_update(index_elements=["contact_id"], set_=again)


_HEARD = (
    update(Address)
    .where(Address.id == bindparam("of"))
    .values(last_in_at=bindparam("at", type_=UtcDateTime()))
)
_OPEN = (
    select(*Address.__table__.c)
    .where(Address.contact_id == bindparam("of"))
    .where(Address.stopped_at.is_(None), Address.invalid_at.is_(None))
)
_LAST = (
    select(*Address.__table__.c)
    .where(Address.contact_id == bindparam("of"))
    .order_by(Address.last_in_at.desc().nulls_last(), Address.id)
    .limit(1)
)
_AGREED = (
    select(Consent.given, Consent.withdrawn_at)
    .where(Consent.contact_id == bindparam("of"), Consent.purpose == bindparam("to"))
    .order_by(Consent.id.desc())
    .limit(1)
)
_CONSENTS = (
    select(Consent.text_hash, Consent.given, Consent.withdrawn_at)
    .where(Consent.contact_id == bindparam("of"))
    .order_by(Consent.id)
)
