"""Who acts, on what, and what comes of it: what `flows.cases.lifecycle` is asked with."""

from __future__ import annotations

from dataclasses import dataclass

from flows.cases.rows import Guard, Tell
from flows.cases.states import Role, Stage, State
from flows.words import Text


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a move needs to know of a case."""

    id: int
    ticket: str
    state: State
    version: int
    """Counts state changes."""
    village_code: str
    """Empty where none is known: the case is the whole city's."""
    facilitator_id: int | None
    surveyed_by: int | None
    reporter_id: int
    """Contact who reported it."""
    also_reported_by: frozenset[int] = frozenset()
    """Contacts whose own reports were linked with it."""
    profile: str = ""
    """Route profile (see `flows.cases.profiles`)."""
    stage: Stage = Stage.SCREENING
    asked_from: State | None = None
    """Where it stood when papers were asked for."""
    listed: bool | None = None
    """Whether the registry has the person; none while nobody looked."""
    programs: frozenset[str] = frozenset()
    """Codes of the programs it was referred to."""
    absent: frozenset[Role] = frozenset()
    """Roles which nobody who can be reached has for this case's area."""
    holds: frozenset[Guard] = frozenset()
    """Facts of the case that guards ask for."""
    frozen: bool = False
    """Whose data it holds asked that nothing be done with them for now."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to do something, in all their roles."""

    staff_id: int | None
    """None for a resident and for the system."""
    roles: tuple[tuple[Role, str], ...]
    """Each role with the code of the area it counts in."""
    contact_id: int | None = None
    """Whom we talk with; None for the system."""
    programs: frozenset[str] = frozenset()
    """Codes of the programs they own, if they are a program manager."""


SYSTEM = Actor(None, ((Role.SYSTEM, ""),))


def resident(contact_id: int) -> Actor:
    """The resident behind a contact."""
    return Actor(None, ((Role.RESIDENT, ""),), contact_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move leads to; nothing has happened until a handler stores it."""

    target: State
    version: int
    """The case's version after the move; the same where it stays where it is."""
    tells: tuple[Tell, ...]
    stage: Stage


class NotAllowed(Exception):
    """Somebody may not do this now; `words` say why, for that person only."""

    def __init__(self, words: Text) -> None:
        super().__init__()
        self.words = words


def covers(area_code: str, village_code: str) -> bool:
    """Whether an area is the village or contains it; codes nest by dots (`35.76` > `35.76.01`).

    Without a village a case is everybody's whose role has an area.
    """
    if not village_code:
        return bool(area_code)
    return bool(area_code) and f"{village_code}.".startswith(f"{area_code}.")
