"""Ids that every log line of one piece of work carries, so that a case can be followed.

    with following(channel="telegram"):     a turn, a send, a job, a timer
        concerns(inbox_id=7)                known later: from here on
        concerns(case_id=3)

What is added inside ends with the block. Only ids and words of our own may be handed in; what
`bot.logs` does not know is withheld there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

_inside: ContextVar[bool] = ContextVar("inside_followed_work", default=False)


@contextmanager
def following(**ids: int | str | None) -> Iterator[None]:
    """One piece of work, told apart from all others by these ids."""
    outside = get_contextvars()
    begun = _inside.set(True)
    bind_contextvars(**ids)
    try:
        yield
    finally:
        _inside.reset(begun)
        clear_contextvars()
        bind_contextvars(**outside)


def concerns(**ids: int | None) -> None:
    """The work in hand is about these rows too; nothing, where no work is being followed: the ids
    would stay on the lines of whatever this thread does next."""
    if _inside.get():
        bind_contextvars(**{name: value for name, value in ids.items() if value is not None})
