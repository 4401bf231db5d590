"""Where a handler stands: one person, one open transaction, and what that person did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from flows import layout
from flows.cases.catalogue import Catalogue
from flows.effects import Choice
from flows.facts import City
from flows.messages import Button, Channel, Incoming, Lane, Outgoing
from flows.words import Text, _staff
from handlers import riding
from handlers.house import House
from handlers.staffing import StaffMember, staff_of_contact
from storage import areas, outbox, people
from storage.catalogue import snapshot
from storage.glance import Glance
from storage.tables import Address, Contact

STAFF_LANGUAGE = "id"
OPEN_FIRST = _staff("Buka dulu chat pribadi dengan saya dan tekan Mulai, lalu tekan lagi di sini.")


@dataclass(frozen=True)
class Here:
    """A person we act for, whether they wrote or a timer did; lives as long as its transaction."""

    house: House
    session: Session
    address: Address
    """Where the person is answered; their contact is locked."""
    now: datetime

    @cached_property
    def contact(self) -> Contact:
        """The sender, locked."""
        return people.contact_of(self.session, self.address.contact_id)

    @cached_property
    def staff(self) -> StaffMember | None:
        """The staff member who is talking, if it is one."""
        if self.glance is not None and not self.glance.staff:
            return None
        return staff_of_contact(self.session, self.address.contact_id)

    @cached_property
    def city(self) -> City:
        """The city this installation serves."""
        return areas.city(self.session, self.house.city_code)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the city can do for people, as it stands now."""
        newest = self.glance.newest if self.glance is not None else None
        return snapshot(self.session, self.house.city_code, newest)

    @property
    def glance(self) -> Glance | None:
        """How things stood for whom we act when they wrote; none where they did not."""
        return people.glance(self.session, self.address.contact_id)

    @property
    def language(self) -> str:
        """What the sender reads; Indonesian for staff and while nothing is chosen."""
        return STAFF_LANGUAGE if self.staff else self.contact.language or STAFF_LANGUAGE

    def say(
        self,
        text: Text,
        choices: tuple[Choice, ...] = (),
        *,
        columns: int = 1,
        hold: timedelta | None = None,
        case_id: int | None = None,
        notice: str = "",
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Answer the sender in private (their own chat, even when they pressed in a group).

        `notice` and `values` name the template that stands in when the answer is late.
        """
        message = Outgoing(
            text=text.render(self.language),
            buttons=buttons(choices, self.language),
            columns=columns,
            language=self.language,
            notice=notice,
            values=values or {},
        )
        queue(self, self.address, Lane.REPLY, message, hold=hold, case_id=case_id)


@dataclass(frozen=True)
class Heard(Here):
    """A person who just did something."""

    incoming: Incoming

    def toast(self, text: Text | None = None, *, alert: bool = False) -> None:
        """Answer the tap itself, so that its spinner stops; nothing for what was not a tap."""
        press = self.incoming.press
        if press is None or not press.callback:
            return
        words = text.render(self.language)[:200] if text else ""
        trip = riding.trip_of(self.session)
        if trip is not None and not words:
            trip.tap = press.callback
            return
        message = Outgoing(text=words, callback=press.callback, alert=alert)
        queue(self, self.address, Lane.CALLBACK, message)

    def refuse(self, words: Text) -> None:
        """Say why not, to this person only: in a box over the chat, or as a message where the
        channel has no boxes."""
        self.answer(words, alert=True)

    def answer(self, words: Text, *, alert: bool = False) -> None:
        """Answer a tap by its small line, or in words where there is none."""
        press = self.incoming.press
        if press is not None and press.callback:
            self.toast(words, alert=alert)
        else:
            self.say(words)

    def can_write(self) -> bool:
        """Whether we may write to this person in private; they are told how when not."""
        shut = self.address.stopped_at or self.address.invalid_at
        if self.incoming.private or not shut:
            return True
        self.refuse(OPEN_FIRST)
        return False


def buttons(choices: tuple[Choice, ...], language: str) -> tuple[Button, ...]:
    """Choices in the reader's language."""
    return tuple(Button(c.data, c.label.render(language), c.number) for c in choices)


def queue(
    here: Here,
    to: Address,
    lane: Lane,
    message: Outgoing,
    *,
    hold: timedelta | None = None,
    case_id: int | None = None,
) -> None:
    """Put a message into the outbox, in as many rows as the channel's limit asks for."""
    for part in layout.parts(message, Channel(to.channel)):
        outbox.put(
            here.session,
            channel=to.channel,
            address_id=to.id,
            lane=lane,
            outgoing=part,
            now=here.now,
            not_before=here.now + hold if hold else None,
            notice=message.notice,
            case_id=case_id,
        )
