"""What was read for several cases at once, held for the time that they are shown one after the
other.

A list of cases asks the same of each: its papers, its last move, who else reported it. The
questions stay where they are (`storage.cases.documents` and its like); inside `held` they answer
from what is read for all, once one of them is asked. Nothing inside may change what it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.orm import Session

_HELD = "together"
Asks = Mapping[str, Callable[[], Mapping[Any, Any]]]
"""By question, how it is answered for everything it may be asked about."""
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Held:
    asks: Asks
    found: dict[str, Mapping[Any, Any]] = field(default_factory=dict)


@contextmanager
def held(session: Session, asks: Asks) -> Iterator[None]:
    """These questions are put to the database once at most."""
    with _holding(session, _Held(asks)):
        yield


@contextmanager
def _holding(session: Session, one: _Held | None) -> Iterator[None]:
    before = session.info.get(_HELD)
    session.info[_HELD] = one
    try:
        yield
    finally:
        session.info[_HELD] = before


def known(session: Session, question: str, about: Hashable) -> Any:
    """The answer, if it is held; none where the database has to be asked."""
    one: _Held | None = session.info.get(_HELD)
    if one is None or question not in one.asks:
        return None
    if question not in one.found:
        with _holding(session, None):
            one.found[question] = one.asks[question]()
    return one.found[question].get(about)


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
