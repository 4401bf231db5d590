"""Reading what a list of cases needs for all of them at once, when the first one needs it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from sqlalchemy.orm import Session

from handlers.here import Here
from handlers.telling import scopes
from storage import case_papers, casebook, cases, needs, readings, referrals, seldom, together
from storage.registry import looking
from storage.registry.looking import Found
from storage.tables import Case, Person
from storage.together import Later

OfMany = Callable[[Session, Collection[int]], Mapping[int, list[Any]]]
"""A question about several cases."""


@contextmanager
def gathered(here: Here, some: Sequence[Case]) -> Iterator[None]:
    """Inside, what is asked of one of these cases is asked of all of them."""
    session = here.session
    asks = _asks(here, some)
    with together.held(session, {question: Later(session, asks[question]) for question in asks}):
        yield


def _asks(here: Here, some: Sequence[Case]) -> Mapping[str, Callable[[], Mapping[Any, Any]]]:
    """How each question is answered for all of them."""
    session, ids = here.session, [case.id for case in some]
    places = {tuple(scopes(case.village_code or here.house.city_code)) for case in some}
    # The papers of the case that one was split off from are its own too.
    origins = {case.split_from for case in some if case.split_from is not None}
    documents = cache(partial(case_papers.documents_of, session, some))
    few = cache(partial(seldom.kept, session, {*ids, *origins}))

    def rare(kind: str, ask: OfMany) -> Callable[[], Mapping[int, Any]]:
        return lambda: together.of_few(ids, few()[kind], partial(ask, session))

    def read() -> Mapping[int, Any]:
        papers = [paper for of in documents().values() for paper in of]
        photos = {paper.id for paper in papers if paper.case_id in few()[seldom.READINGS]}
        every = {paper.id for paper in papers}
        return together.of_few(every, photos, partial(readings.all_of, session))

    return {
        "documents": documents,
        "last_move": partial(cases.last_moves, session, ids),
        "attempts": rare(seldom.ATTEMPTS, casebook.attempts_of),
        "linked": rare(seldom.LINKED, needs.linked_of),
        "referrals": rare(seldom.REFERRALS, referrals.all_of),
        "readings": read,
        "roles": partial(casebook.roles_of_areas, session, places),
        "registry": partial(_registry, here, some),
        "catalogue": lambda: {here.house.city_code: here.catalogue},
    }


def _registry(here: Here, some: Sequence[Case]) -> Mapping[str, tuple[Found | None]]:
    people = (here.session.get(Person, case.person_id) for case in some if case.person_id)
    keys = {person.nik_key for person in people if person is not None and person.nik_key}
    return {key: (found,) for key, found in looking.look_up_all(here.session, keys).items()}
