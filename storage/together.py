"""What was read for several cases at once, held for the time that they are shown one after the
other.

A list of cases asks the same of each: its papers, its last move, who else reported it. The
questions stay where they are (`storage.cases.documents` and its like); inside `held` they answer
from what was read for all. Nothing inside may change what it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.orm import Session

_HELD = "together"
Found = Mapping[str, Mapping[Any, Any]]
"""By question, and then by what it is asked about."""
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@contextmanager
def held(session: Session, found: Found) -> Iterator[None]:
    """Questions about what was found are answered from it."""
    before = session.info.get(_HELD)
    session.info[_HELD] = found
    try:
        yield
    finally:
        session.info[_HELD] = before


def known(session: Session, question: str, about: Hashable) -> Any:
    """The answer, if it is held; none where the database has to be asked."""
    found: Found | None = session.info.get(_HELD)
    return found[question].get(about) if found and question in found else None


@contextmanager
def asked_once(session: Session, *questions: str) -> Iterator[None]:
    """What is learnt inside of these questions is not asked again inside."""
    with held(session, {question: {} for question in questions}):
        yield


def learn(session: Session, question: str, about: Hashable, answer: Any) -> None:
    """Hold this answer too, where that question is asked once (`asked_once`)."""
    found = session.info.get(_HELD)
    known_of = found.get(question) if found else None
    if isinstance(known_of, dict):
        known_of[about] = answer


def grouped(keys: Iterable[K], rows: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The rows of each key in their order; an empty list where there are none."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return {key: found[key] for key in keys}
