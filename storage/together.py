"""What was read for several cases at once, held for the time that they are shown one after the
other.

A list of cases asks the same of each: its papers, its last move, who else reported it. The
questions stay where they are (`storage.case_papers.documents` and its like); inside `held` they
answer from what was read for all, or is (`Later`) once one of them is asked. Nothing inside may
change what it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.orm import Session

_HELD = "together"
Found = Mapping[str, Mapping[Any, Any]]
"""By question, and then by what it is asked about."""
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@contextmanager
def held(session: Session, found: Found | None) -> Iterator[None]:
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


def of_few(
    keys: Collection[K], few: Collection[K], ask: Callable[[Collection[K]], Mapping[K, list[V]]]
) -> dict[K, list[V]]:
    """The rows of each key, where only these few have any: only they are asked about, if at all."""
    rows = ask(few) if few else {}
    return {key: rows.get(key, []) for key in keys}


class Later(Mapping[Any, Any]):
    """The answers to one question, read for all when the first one is wanted."""

    def __init__(self, session: Session, ask: Callable[[], Mapping[Any, Any]]) -> None:
        self._session = session
        self._ask = ask
        self._answers: Mapping[Any, Any] | None = None

    def __getitem__(self, about: Hashable) -> Any:
        return self._read()[about]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> Mapping[Any, Any]:
        if self._answers is None:
            # Who answers for all may put the same question to the database.
            with held(self._session, None):
                self._answers = self._ask()
        return self._answers
