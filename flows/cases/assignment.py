"""Which facilitator gets a case: somebody who can be reached, near, no relative of whom it is
about, and with the least to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.cases.lifecycle import covers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A facilitator as far as one case is concerned."""

    staff_id: int
    contact_id: int | None
    """None until they opened their invitation: nobody can reach them."""
    areas: tuple[str, ...]
    """Codes of the areas in which they are a facilitator."""
    active: bool
    declined: bool
    """They gave this case back before."""
    load: int
    """Cases they have and have not finished surveying."""
    last_assigned_at: datetime | None
    """None when they never had one."""
    related: bool = False
    """They reported this person, are this person, or stand on the same family card."""
    away: bool = False
    """On leave just now."""
    name: str = ""
    """For a supervisor who chooses."""


def choose(
    candidates: Sequence[Candidate], *, village_code: str, reporter_id: int
) -> Candidate | None:
    """The one with the lowest load, then without a new case the longest; none if nobody may."""
    able = ranked(candidates, village_code=village_code, reporter_id=reporter_id)
    return next((who for who in able if not who.declined), None)


def ranked(
    candidates: Sequence[Candidate], *, village_code: str, reporter_id: int
) -> tuple[Candidate, ...]:
    """Who may have the case at all, in the order in which they would get it; somebody who gave
    it back before may still be asked again by a person."""
    able = (who for who in candidates if _may_have(who, village_code, reporter_id))
    return tuple(sorted(able, key=_busyness))


def _may_have(who: Candidate, village_code: str, reporter_id: int) -> bool:
    return (
        who.active
        and not who.away
        and not who.related
        and who.contact_id is not None
        and who.contact_id != reporter_id
        and any(covers(area, village_code) for area in who.areas)
    )


def _busyness(who: Candidate) -> tuple[int, datetime, int]:
    never = datetime.min.replace(tzinfo=UTC)
    return who.load, who.last_assigned_at or never, who.staff_id
