"""Looking into the database, and acting as the jobs and doors do."""

from __future__ import annotations

from io import BytesIO
from typing import TypeVar

from PIL import Image
from sqlalchemy import select, text

from flows.effects import Conversation, Effect
from handlers import effects, fetching
from handlers.here import Here
from handlers.house import House
from handlers.pictures.clean import clean
from storage import people
from storage.tables import Document, Table
from tests.handlers.people import Person

T = TypeVar("T", bound=Table)


def rows(house: House, table: type[T]) -> list[T]:
    with house.database.read() as session:
        return list(session.scalars(select(table).order_by(*table.__table__.primary_key)))


ORDERED = {
    "sqlite": "SELECT kind, subject_id, status FROM job ORDER BY id",
    "postgresql": """
        SELECT queue_name, (args ->> 'subject_id')::int, CASE status
            WHEN 'todo' THEN 'waiting' WHEN 'doing' THEN 'running'
            WHEN 'succeeded' THEN 'done' ELSE status::text END
        FROM procrastinate_jobs ORDER BY id""",
}


def ordered(house: House) -> list[tuple[str, int, str]]:
    """Kind, subject and state of every job: `waiting`, `running`, `done`, `failed`."""
    with house.database.read() as session:
        found = session.execute(text(ORDERED[session.get_bind().dialect.name]))
        return [(kind, subject_id, state) for kind, subject_id, state in found]


UNDONE = {
    "sqlite": "UPDATE job SET status = 'waiting' WHERE kind = :kind",
    "postgresql": "UPDATE procrastinate_jobs SET status = 'todo' WHERE queue_name = :kind",
}


def undone(house: House, kind: str) -> None:
    """The jobs of that kind wait again, as if nobody had done them."""
    with house.database.write() as session:
        session.execute(text(UNDONE[session.get_bind().dialect.name]), {"kind": kind})


def jobs(house: House) -> list[tuple[str, int]]:
    return [(kind, subject_id) for kind, subject_id, _ in ordered(house)]


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
