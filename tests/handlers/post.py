"""The post of a test: what may leave now leaves, and is recorded as sent."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from flows.messages import Channel
from handlers import delivery
from handlers.house import House
from storage.tables import Outbox


def leaves(house: House) -> list[str]:
    """Texts that leave now, in order; what each causes leaves after it."""
    told: list[str] = []
    for channel in (Channel.WHATSAPP, Channel.TELEGRAM):
        while parcels := delivery.claim(house, channel, "test", 16):
            for parcel in parcels:
                delivery.sent(house, parcel, f"{channel}-{parcel.outbox_id}")
                told.append(parcel.message.text)
    return told


def waits(house: House) -> list[tuple[str, str]]:
    """Notice and reason of everything that is not sent."""
    with house.database.read() as session:
        rows = session.scalars(select(Outbox).where(Outbox.status != "sent").order_by(Outbox.id))
        return [(row.notice, row.reason) for row in rows]


MINUTE = timedelta(minutes=1)
