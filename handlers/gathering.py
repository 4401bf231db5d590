"""Reading what a list of cases needs for all of them at once, when the first one needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial

from handlers.here import Here
from handlers.telling import scopes
from storage import casebook, cases, needs, readings, referrals, seldom, together
from storage.registry import looking
from storage.registry.looking import Found
from storage.tables import Case, Person
from storage.together import Asks


@contextmanager
def gathered(here: Here, some: Sequence[Case]) -> Iterator[None]:
    """Inside, what is asked of one of these cases is asked of all of them."""
    with together.held(here.session, _asks(here, some)):
        yield


def _asks(here: Here, some: Sequence[Case]) -> Asks:
    session, ids = here.session, [case.id for case in some]
    places = {tuple(scopes(case.village_code or here.house.city_code)) for case in some}
    documents = cache(partial(cases.documents_of, session, some))
    # The papers of the case that one was split off from are its own too.
    origins = {case.split_from for case in some if case.split_from is not None}
    few = cache(partial(seldom.kept, session, {*ids, *origins}))

    def read() -> Mapping[int, Sequence[object]]:
        papers = [paper for of in documents().values() for paper in of]
        photos = {paper.id for paper in papers if paper.case_id in few()[seldom.READINGS]}
        every = {paper.id for paper in papers}
        return together.of_few(every, photos, partial(readings.all_of, session))

    return {
        "documents": documents,
        "last_move": partial(cases.last_moves, session, ids),
        "attempts": lambda: together.of_few(
            ids, few()[seldom.ATTEMPTS], partial(casebook.attempts_of, session)
        ),
        "linked": lambda: together.of_few(
            ids, few()[seldom.LINKED], partial(needs.linked_of, session)
        ),
        "referrals": lambda: together.of_few(
            ids, few()[seldom.REFERRALS], partial(referrals.all_of, session)
        ),
        "readings": read,
        "roles": partial(casebook.roles_of_areas, session, places),
        "registry": partial(_registry, here, some),
        "catalogue": lambda: {here.house.city_code: here.catalogue},
    }


def _registry(here: Here, some: Sequence[Case]) -> Mapping[str, tuple[Found | None]]:
    people = (here.session.get(Person, case.person_id) for case in some if case.person_id)
    keys = {person.nik_key for person in people if person is not None and person.nik_key}
    return {key: (found,) for key, found in looking.look_up_all(here.session, keys).items()}
