"""Looking into the database, and acting as the jobs and doors do."""

from __future__ import annotations

from io import BytesIO
from typing import TypeVar

from PIL import Image
from sqlalchemy import select

from flows.effects import Conversation, Effect
from handlers import effects, fetching
from handlers.here import Here
from handlers.house import House
from handlers.pictures.clean import clean
from storage import people
from storage.tables import Document, Job, Table
from tests.handlers.people import Person

T = TypeVar("T", bound=Table)


def rows(house: House, table: type[T]) -> list[T]:
    with house.database.read() as session:
        return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))


def jobs(house: House) -> list[tuple[str, int]]:
    return [(job.kind, job.subject_id) for job in rows(house, Job)]


def documents(house: House) -> list[tuple[str, int | None]]:
    return [(row.status, row.case_id) for row in rows(house, Document)]


def fetched(house: House, document_id: int = 1) -> None:
    """The job brought the photo home."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    fetching.keep(house, document_id, clean(picture.getvalue()))


def carried_out(house: House, person: Person, effect: Effect, talk: int) -> None:
    """An effect of a talk of that person."""
    with house.database.write() as session:
        address = people.find(session, person.channel, person.id)
        assert address is not None
        here = Here(house, session, address, house.clock())
        effects.do(here, Conversation(talk=talk), effect)
