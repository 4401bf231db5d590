"""Who reads what residents say of the service and its officers: the manager, or the next whom it
does not concern. Nobody reads it in a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from flows.cases.feedback import READERS, names_person, names_post
from handlers.reaching import home
from storage import cases
from storage.tables import Feedback, Staff


def readers(session: Session, row: Feedback) -> Sequence[Staff]:
    """Those of the first post where anybody is left whom it does not concern."""
    return next(_posts(session, row), ())


def above(session: Session, row: Feedback) -> Sequence[Staff]:
    """Who hears of it besides, where those do not answer in time."""
    posts = _posts(session, row)
    first = {one.id for one in next(posts, ())}
    for some in posts:
        others = [one for one in some if one.id not in first]
        if others:
            return others
    return ()


def able(session: Session, row: Feedback) -> frozenset[int]:
    """Who may answer it: readers, and once it is late those above."""
    some = (*readers(session, row), *(above(session, row) if row.stage == "late" else ()))
    return frozenset(one.id for one in some)


def _posts(session: Session, row: Feedback) -> Iterator[Sequence[Staff]]:
    for role in READERS:
        if row.about and names_post(row.about, role):
            continue
        found = [one for one in cases.staff_anywhere(session, role) if _may(session, row, one)]
        if found:
            yield found


def _may(session: Session, row: Feedback, member: Staff) -> bool:
    """Whether it does not concern them, did not come from them, and can reach them."""
    named = names_person(f"{row.about or ''} {row.words}", member.name)
    theirs = member.id == row.officer_id or member.contact_id == row.contact_id
    reached = member.contact_id is not None and home(session, member.contact_id) is not None
    return reached and not named and not theirs
