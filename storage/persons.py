"""Whom cases are about, found again by the keyed hash of their NIK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from storage.people import blind
from storage.statements import dialect_of, entities, run
from storage.tables import Person
from storage.upsert import insert_for

_MADE = "persons made"
_BY_NIK = select(Person.id).where(Person.nik_key == bindparam("key"))


def by_nik(session: Session, nik: str) -> Person | None:
    """The person with that NIK."""
    found = run(session, _BY_NIK, {"key": _key(session, nik)}).scalar()
    return session.get_one(Person, found) if found is not None else None


def meet(
    session: Session,
    *,
    nik: str,
    kk: str,
    name: str,
    birth: date | None,
    sex: str,
    now: datetime,
) -> Person:
    """The person with that NIK, made at first sight; without a NIK always a new one.

    What was unknown so far is filled in; what is known is never overwritten by a later report.
    """
    known = by_nik(session, nik) if nik else None
    fresh = {
        "nik_key": _key(session, nik) if nik else None,
        "nik": nik or None,
        "kk_key": blind(session, kk, "kk") if kk else None,
        "kk": kk or None,
        "name": name,
        "birth": birth.isoformat() if birth else None,
        "sex": sex,
        "made_at": now,
    }
    person = known or _make(session, nik, fresh)
    if person.frozen_at is not None:
        return person  # nothing is done with their data for now
    if kk and person.kk is None:
        person.kk, person.kk_key = kk, blind(session, kk, "kk")
    person.name = person.name or name
    session.flush()
    return person


def frozen(session: Session, nik_keys: Iterable[str]) -> frozenset[str]:
    """Those of these keys whose persons asked that nothing be done with their data for now."""
    theirs = Person.nik_key.in_(list(nik_keys)), Person.frozen_at.is_not(None)
    return frozenset(key for key in session.scalars(select(Person.nik_key).where(*theirs)) if key)


def is_new(session: Session, person: Person) -> bool:
    """Whether this transaction made them, so that nobody else knows of them."""
    return person.id in session.info.get(_MADE, ())


def _make(session: Session, nik: str, values: Mapping[str, Any]) -> Person:
    """Two first reports may race: the constraint lets one win, the other one reads it."""
    made = entities(session, Person, _new(dialect_of(session)), values)
    if made:
        session.info.setdefault(_MADE, set()).add(made[0].id)
        return made[0]
    winner = by_nik(session, nik)
    if winner is None:
        raise RuntimeError("a person was refused whom nobody has made")
    return winner


@cache
def _new(dialect: str) -> Executable:
    new = insert_for(dialect, Person).on_conflict_do_nothing(index_elements=["nik_key"])
    return new.returning(*Person.__table__.c)


def _key(session: Session, nik: str) -> str:
    return blind(session, nik, "nik")
