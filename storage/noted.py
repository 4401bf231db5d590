"""What a transaction did to the send queue, for whoever must know before it is committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from flows.messages import Lane, Outgoing
from storage.statements import left_elsewhere

_WATCHED, _CHANNELS = "watched", "channels"


@dataclass(frozen=True, slots=True)
class Put:
    """A message that this transaction put."""

    id: int
    channel: str
    address_id: int | None
    lane: Lane
    outgoing: Outgoing
    held: bool
    """It must not leave at once."""


@dataclass(slots=True)
class Watched:
    """What a transaction did to the queue, for whoever must know before it is committed."""

    put: list[Put] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    """Those of them that are the sender's."""
    standing: frozenset[int] = frozenset()
    """What stood in line for the person who wrote, or was on its way, before we answered."""


def watch(session: Session) -> Watched:
    """From now on, remember what is put in this transaction."""
    seen = session.info[_WATCHED] = Watched()
    return seen


def watched(session: Session) -> Watched:
    """What was put since `watch`."""
    seen: Watched = session.info.get(_WATCHED) or Watched()
    return seen


def note(session: Session, put: Put) -> None:
    """A message was put; its channel is remembered, and all of it where somebody watches."""
    session.info.setdefault(_CHANNELS, set()).add(put.channel)
    seen: Watched | None = session.info.get(_WATCHED)
    if seen is not None:
        seen.put.append(put)
        seen.left.add(put.id)


def note_standing(session: Session, rows: frozenset[int]) -> None:
    """What stood in line for the person who wrote."""
    seen: Watched | None = session.info.get(_WATCHED)
    if seen is not None:
        seen.standing = rows


def left_work(
    session: Session, on_way: Callable[[frozenset[int]], frozenset[int]] = frozenset
) -> bool:
    """Whether this transaction left something to a sender or to who works the jobs; `on_way`
    says which of what stood in line still does."""
    seen = watched(session)
    return bool(seen.left or on_way(seen.standing) or left_elsewhere(session))


def to_ring(session: Session, channel: str) -> frozenset[str] | None:
    """Who has something to do after a message that came by `channel`: senders by their channel,
    and who works the jobs; none where it may be anybody's (a card)."""
    others = left_elsewhere(session)
    if "" in others:
        return None
    return frozenset({channel, *others, *session.info.get(_CHANNELS, ())})
