"""Running statements that were built once.

On the way of every message, building a statement and the session's own bookkeeping cost several
times what the database needs to answer it. So the few statements of that way stand in their
modules with `bindparam`s, and go straight to the session's connection, in its transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.orm import Session


def run(
    session: Session, statement: Executable, values: Mapping[str, Any] | None = None
) -> CursorResult[Any]:
    """Execute it in the session's transaction, after what the session has not written yet.

    Objects that the session already holds do not learn of it: that is the caller's part.
    """
    session.flush()
    return session.connection().execute(statement, values)


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name


def leave_work(session: Session) -> None:
    """Something was ordered in this transaction that somebody else will do after it."""
    session.info[_LEFT] = True


def left_elsewhere(session: Session) -> bool:
    """Whether something was; the queue of messages keeps its own account."""
    return _LEFT in session.info


_LEFT = "left work"
