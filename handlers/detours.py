"""When a message cannot go as it is: as a template, by the person's other channel, later when
they write, or not at all; then somebody who needs to know is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.states import Role
from flows.messages import Channel, Lane, Outgoing
from flows.words import Text, _staff
from handlers.telling import notify_staff, staff_of_area
from storage import outbox, people, templates
from storage.tables import Address, Case, Outbox, Staff

RESIDENT_SHUT = _staff(
    "Warga laporan {ticket} tidak bisa kami hubungi lewat chat lagi. "
    "Mohon datangi langsung, atau tanyakan nomor lain."
)
FACILITATOR_SHUT = _staff(
    "Fasilitator laporan {ticket} menutup chat dengan kami, jadi pesan kami tidak sampai. "
    "Mohon hubungi langsung."
)
_ONLY_THERE = frozenset({"linked"})
"""Notices that warn the owner of an address: elsewhere they would warn nobody."""


def another_way(
    session: Session, row: Outbox, address: Address, reason: str, now: datetime, *, keep: bool
) -> None:
    """Send by the contact's other channel if there is one; else hold (`keep`) or give up."""
    other = _other_address(session, row, address)
    if other is not None:
        outbox.reroute(session, row.id, other.channel, other.id, reason)
    elif keep:
        outbox.hold(session, row.id, reason)
    else:
        outbox.give_up(session, row.id, reason)
        _tell_who_needs_to_know(session, row, address, now)


def _other_address(session: Session, row: Outbox, address: Address) -> Address | None:
    """Telegram takes everything; to WhatsApp go only notices, which are short enough there.
    Never another address of the same channel: two shut ones would point to each other."""
    if row.notice in _ONLY_THERE or row.lane == Lane.CALLBACK:
        return None
    theirs = [
        a for a in people.addresses(session, address.contact_id) if a.channel != address.channel
    ]
    fit = [a for a in theirs if a.channel == Channel.TELEGRAM or row.lane >= Lane.NOTICE]
    return min(fit, key=lambda a: a.channel != Channel.TELEGRAM, default=None)


def as_template(session: Session, message: Outgoing) -> Outgoing:
    """The approved template of that notice; Indonesian where the person's language has none."""
    sid = templates.content_sid(session, message.notice, message.language)
    return replace(message, template=sid) if sid else message


def keep_template(session: Session, row: Outbox, tried: Outgoing) -> bool:
    """Make the row a template for good, another one than was tried; whether there is one."""
    language = templates.FALLBACK if tried.template else tried.language
    sid = templates.content_sid(session, tried.notice, language)
    if not sid or sid == tried.template:
        return False
    row.content = replace(Outgoing.from_json(row.content), template=sid).to_json()
    session.flush()
    return True


def _tell_who_needs_to_know(session: Session, row: Outbox, address: Address, now: datetime) -> None:
    """A notice about a case reached nobody: its facilitator hears that of the resident (the front
    office, where it has none), the supervisors that of the facilitator."""
    if row.case_id is None or row.lane != Lane.NOTICE:
        return
    case = session.get_one(Case, row.case_id)
    worked_on = session.get_one(Case, case.duplicate_of) if case.duplicate_of else case
    holder = session.get(Staff, worked_on.facilitator_id) if worked_on.facilitator_id else None
    if address.contact_id == case.contact_id:
        office = () if holder else staff_of_area(session, Role.FRONT_OFFICE, case.village_code)
        _tell(session, [holder] if holder else office, RESIDENT_SHUT, case, now)
    elif holder is not None and address.contact_id == holder.contact_id:
        tell_supervisors(session, case, now)


def tell_supervisors(session: Session, case: Case, now: datetime) -> None:
    """Its facilitator hears nothing from us any more: somebody has to call them."""
    supervisors = staff_of_area(session, Role.SUPERVISOR, case.village_code)
    _tell(session, supervisors, FACILITATOR_SHUT, case, now)


def _tell(session: Session, whom: Sequence[Staff], words: Text, case: Case, now: datetime) -> None:
    for member in whom:
        # Without the case's id: a message that fails must not cause the next one.
        notify_staff(session, member, words.format(ticket=case.ticket), now)
