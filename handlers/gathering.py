"""Reading what a list of cases needs for all of them at once, before each is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from handlers.here import Here
from handlers.telling import scopes
from storage import casebook, cases, needs, readings, referrals, together
from storage.tables import Address, Case, Person
from storage.together import Found


@contextmanager
def gathered(here: Here, some: Sequence[Case]) -> Iterator[None]:
    """Inside, what is asked of these cases is at hand, and so are their people and addresses."""
    session, ids = here.session, [case.id for case in some]
    documents = cases.documents_of(session, some)
    photos = [paper.id for papers in documents.values() for paper in papers]
    places = {tuple(scopes(case.village_code or here.house.city_code)) for case in some}
    # The session lets go of what nobody holds.
    kept = (
        cases.loaded(session, Person, {case.person_id for case in some}),
        cases.loaded(session, Address, {case.address_id for case in some}),
        cases.loaded(session, Case, {case.duplicate_of for case in some}),
    )
    found: Found = {
        "documents": documents,
        "last_move": cases.last_moves(session, ids),
        "attempts": casebook.attempts_of(session, ids),
        "linked": needs.linked_of(session, ids),
        "referrals": referrals.all_of(session, ids),
        "readings": readings.all_of(session, photos),
        "roles": casebook.roles_of_areas(session, places),
        "kept": dict(enumerate(kept)),
    }
    with together.held(session, found):
        yield
