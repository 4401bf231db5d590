"""What a row of the life of a case is made of: who is told, what must hold, where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from flows.cases.states import Event, Role, Stage, State
from flows.words import Text


class Audience(StrEnum):
    """Who is told of a move."""

    RESIDENT = "resident"
    """The contact who reported the case."""
    FACILITATOR = "facilitator"
    """Who has the case, or had it before the move."""
    SUPERVISOR = "supervisor"
    """Supervisors of the area, each in private."""
    PUSKESOS = "puskesos"
    """Who sits at the desk of the kelurahan, each in private."""
    FRONT_OFFICE = "front_office"
    """Front office of the city, each in private."""
    BACK_OFFICE = "back_office"
    """Back office of the city, each in private."""
    MANAGER = "manager"
    """The manager, in private."""
    PROGRAM = "program"
    """Contacts of the programs the case was referred to, each in private."""
    ASKER = "asker"
    """The officer who asked the resident for papers."""
    HOLDER = "holder"
    """Whoever must act next, by state and stage (`flows.cases.holding`), each in private."""
    AGENCY_HEAD = "agency_head"
    """The head of the agency, in private."""
    GROUP = "group"
    """The staff groups of the area, by the case's card."""


class Guard(Enum):
    """What must hold besides role and area."""

    ITS_FACILITATOR = auto()
    """Only the facilitator whom the case was given to."""
    NOT_SURVEYOR = auto()
    """Nobody decides on their own survey."""
    NOT_REPORTER = auto()
    """Nobody decides on a case they reported themselves."""
    ITS_REPORTER = auto()
    """Only the contact who reported it."""

    # What an act's own talk brings (asked by `move`, not yet by `permit`):
    REASON = auto()
    """A reason is obligatory."""
    HELP_RECORDED = auto()
    """What help, and from whom, is known."""
    PROGRAMS_CHOSEN = auto()
    """At least one program to refer to."""
    DRAFTED = auto()
    """A letter's or referral's draft is attached."""
    AGENCY_NAMED = auto()
    """Which agency has it now."""
    MAIN_NAMED = auto()
    """Which case it is the same as."""
    PAPERS_NAMED = auto()
    """Which papers are asked for, each with a plain reason."""
    PROOF = auto()
    """How the answer reached the resident."""
    CHANGED = auto()
    """Something in the survey is not as it was when it was returned."""

    # Facts of the case (asked by `permit` too):
    TRIED_THREE_TIMES = auto()
    """Three dated attempts at a visit."""
    LIST_CHECKED = auto()
    """The registry was looked into, where the route asks for that."""
    OBJECTABLE = auto()
    """A program or the city said no, within the objection's clock, and not objected to before."""
    REOPENABLE = auto()
    """Answered or closed not longer than 30 days ago, and no newer case of the same need."""
    UNSIGNED = auto()
    """No letter was signed yet: what is signed needs no more papers."""
    HELP_OFFERED = auto()
    """Somebody recorded local help, which waits for a yes."""


SUPPLIED: frozenset[Guard] = frozenset(
    {
        Guard.REASON,
        Guard.HELP_RECORDED,
        Guard.PROGRAMS_CHOSEN,
        Guard.DRAFTED,
        Guard.AGENCY_NAMED,
        Guard.MAIN_NAMED,
        Guard.PAPERS_NAMED,
        Guard.PROOF,
        Guard.CHANGED,
    }
)
"""Guards that the talk before an act fulfils; a press alone may begin that talk."""


class Arrow(Enum):
    """A target that the table alone does not know."""

    NEXT = auto()
    """Where the case's route profile leads (`flows.cases.profiles`)."""
    BACK = auto()
    """Where it stood when papers were asked for."""
    SAME = auto()
    """It stays: something is noted in its history, and its version does not change."""


@dataclass(frozen=True, slots=True)
class Tell:
    """One audience and the notice (see `flows.cases.notices`) that goes to it."""

    audience: Audience
    notice: str


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the life of a case."""

    state: State
    event: Event
    roles: tuple[Role, ...]
    target: State | Arrow
    tells: tuple[Tell, ...] = ()
    guards: tuple[Guard, ...] = ()
    button: Text | None = None
    """Label where a person may press for it, at most 20 characters."""
    stage: Stage | None = None
    """The stage it leads to; none leaves the stage, or leaves it to the profile."""
