"""Whether a facilitator is too near to a case: nobody visits their own family, nor a home that
they reported themselves.

A family is the family card's number, compared by its keyed hash. What the office recorded of its
staff (`sambung staff family`) counts, and what they told us as residents.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from storage import loads
from storage.people import blind
from storage.tables import Case, Person, Staff


def related_staff(
    session: Session, case: Case, members: Sequence[Staff], reporters: Collection[int]
) -> frozenset[int]:
    """Ids of those among `members` who may not visit; `reporters` are the contacts who reported
    this very matter."""
    person = session.get(Person, case.person_id) if case.person_id else None
    families = _families(session, case, person)
    near = {*reporters, *loads.reporters_of(session, case.person_id, families)}
    return frozenset(
        member.id
        for member in members
        if member.contact_id in near
        or (member.kk_key is not None and member.kk_key in families)
        or (person is not None and member.nik_key is not None and member.nik_key == person.nik_key)
    )


def _families(session: Session, case: Case, person: Person | None) -> frozenset[str]:
    """Keyed hashes of the family cards that the case names."""
    told = str((case.details or {}).get("kk") or "")
    keys = {blind(session, told, "kk")} if told else set()
    if person is not None and person.kk_key:
        keys.add(person.kk_key)
    return frozenset(keys)
