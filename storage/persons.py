"""Whom cases are about, found again by the keyed hash of their NIK."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.people import blind
from storage.statements import run
from storage.tables import Person

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
    person = known or _make(session, nik=nik, name=name, birth=birth, sex=sex, now=now)
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


def _make(
    session: Session, *, nik: str, name: str, birth: date | None, sex: str, now: datetime
) -> Person:
    """Two first reports may race: the constraint lets one win, the other one reads it."""
    person = Person(
        nik_key=_key(session, nik) if nik else None,
        nik=nik or None,
        name=name,
        birth=birth.isoformat() if birth else None,
        sex=sex,
        made_at=now,
    )
    try:
        with session.begin_nested():
            session.add(person)
            session.flush()
    except IntegrityError:
        winner = by_nik(session, nik)
        if winner is None:
            raise
        return winner
    return person


def _key(session: Session, nik: str) -> str:
    return blind(session, nik, "nik")
