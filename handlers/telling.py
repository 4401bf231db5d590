"""Messages to people who did not just write: notices to one person, lines to a staff group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from flows.cases.notices import MAY_REPEAT, NOTICES, Values, of_one_change
from flows.effects import Choice
from flows.layout import parts
from flows.messages import Channel, Lane, Outgoing
from flows.words import Text
from handlers.here import STAFF_LANGUAGE, buttons
from handlers.reaching import home
from handlers.staffing import MAY_BIND
from storage import cases, outbox, superseding
from storage.tables import Address, Contact, Staff, StaffGroup


def scopes(area_code: str) -> list[str]:
    """The area itself and every area that contains it: `35.76.02.1010` -> `35`, `35.76`, ..."""
    steps = area_code.split(".")
    return [".".join(steps[: n + 1]) for n in range(len(steps))]


def staff_of_area(session: Session, role: str, village_code: str | None) -> Sequence[Staff]:
    """Who has that role for the village and can be reached; without a village, who has it
    anywhere in the city."""
    if village_code is None:
        return cases.staff_anywhere(session, role)
    return cases.reachable_staff(session, role, scopes(village_code))


def put(
    session: Session,
    to: Address,
    message: Outgoing,
    now: datetime,
    *,
    lane: Lane = Lane.NOTICE,
    case_id: int | None = None,
) -> None:
    """Queue a message for an address, in as many rows as its channel's limit asks for.

    A person hears of one change once, and not of what a later notice makes unnecessary.
    """
    if case_id is not None and message.notice in NOTICES:
        if message.notice not in MAY_REPEAT and _told(session, to, case_id, message.notice):
            return
        unneeded = NOTICES[message.notice].supersedes
        superseding.drop(session, to.contact_id, case_id, unneeded)
    for part in parts(message, Channel(to.channel)):
        outbox.put(
            session,
            channel=to.channel,
            address_id=to.id,
            lane=lane,
            outgoing=part,
            now=now,
            notice=message.notice,
            case_id=case_id,
        )


def _told(session: Session, to: Address, case_id: int, notice: str) -> bool:
    """Whether this transaction told them of that change before, by whatever notice of it."""
    told: set[tuple[int, int, str]] = session.info.setdefault("told", set())
    change = to.id, case_id, min(of_one_change(notice))
    known = change in told
    told.add(change)
    return known


def notify_contact(
    session: Session,
    contact_id: int,
    channel: str,
    notice: str,
    values: Values,
    now: datetime,
    *,
    case_id: int | None = None,
    choices: Sequence[Choice] = (),
) -> None:
    """A notice to a resident, in their language, on the channel they reported by if it is open.
    An answer to what they asked goes also to who wants no news.

    Nobody's row is locked for it: a notice only adds a row to the outbox.
    """
    contact = session.get_one(Contact, contact_id)
    address = home(session, contact_id, channel)
    if address is None or (
        contact.notices_stopped_at is not None and not NOTICES[notice].asked_for
    ):
        return
    language = contact.language or STAFF_LANGUAGE
    message = Outgoing(
        text=NOTICES[notice].text(values).render(language),
        buttons=buttons(tuple(choices), language),
        language=language,
        notice=notice,
        values=NOTICES[notice].variables(values),
    )
    put(session, address, message, now, case_id=case_id)


def notify_staff(
    session: Session,
    member: Staff,
    text: Text,
    now: datetime,
    *,
    choices: Sequence[Choice] = (),
    notice: str = "",
    values: Values | None = None,
    case_id: int | None = None,
) -> None:
    """A message to a staff member's private chat; nothing while they have not opened it."""
    if member.contact_id is None:
        return
    address = home(session, member.contact_id, Channel.TELEGRAM)
    if address is None:
        return
    message = Outgoing(
        text=text.render(STAFF_LANGUAGE),
        buttons=buttons(tuple(choices), STAFF_LANGUAGE),
        columns=2,
        notice=notice,
        values=NOTICES[notice].variables(values) if notice and values else {},
    )
    put(session, address, message, now, case_id=case_id)


def tell_office(
    session: Session,
    city_code: str,
    area_code: str,
    text: Text,
    now: datetime,
    choices: tuple[Choice, ...] = (),
    *,
    notice: str = "",
    values: Values | None = None,
) -> None:
    """A line in the staff groups of that area; where there is none, in every group of the
    city; and without any group to each of the office in private: somebody must read it."""
    groups = cases.groups_for(session, scopes(area_code)) or cases.groups_within(session, city_code)
    keys = buttons(choices, STAFF_LANGUAGE)
    message = Outgoing(text=text.render(STAFF_LANGUAGE), buttons=keys, notice=notice)
    for group in groups:
        say_in(session, group, message, Lane.NOTICE, now)
    if groups:
        return
    for member in cases.staff_within(session, MAY_BIND, city_code):
        notify_staff(session, member, text, now, choices=choices, notice=notice, values=values)


def say_in(
    session: Session, group: StaffGroup, message: Outgoing, lane: Lane, now: datetime
) -> None:
    """A line in one group; never anything personal."""
    outbox.put(
        session,
        channel=group.channel,
        group_id=group.id,
        lane=lane,
        outgoing=message,
        now=now,
        notice=message.notice,
    )
