"""The life of a case: one table, read as sentences.

    While it stands in STATE, EVENT may be done by ROLES and leads to TARGET; TELLS hear of it.

Everything follows from the table: what `lifecycle.move` allows, the buttons under a card, who
is told, the role matrix and the drawing in docs/cases.md. What is not a row is refused.

Rules the table cannot show:

- A role counts only in its area: a village, or a district or city whose code is a prefix.
- A press carries the version of the case it saw; once the case has moved it is refused, so
  that of several presses at the same moment one wins.
- A facilitator who declines gives the case back; the handler assigns it again in the same
  transaction (`assignment.choose`), or tells `UNASSIGNED` when nobody is left.
- Every move refreshes a group card that already stands. A row that tells `card` also posts
  one where none stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from flows.cases.states import Event, Role, State
from flows.words import Text, _, _staff


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
    MANAGER = "manager"
    """The manager, in private."""
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
    REASON = auto()
    """A reason is obligatory."""


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
    target: State
    tells: tuple[Tell, ...] = ()
    guards: tuple[Guard, ...] = ()
    button: Text | None = None
    """Label where a person may press for it, at most 20 characters."""


_R, _F, _S, _G, _FO = (
    Audience.RESIDENT,
    Audience.FACILITATOR,
    Audience.SUPERVISOR,
    Audience.GROUP,
    Audience.FRONT_OFFICE,
)
_CARD = Tell(_G, "card")

_DECIDES = (Guard.NOT_SURVEYOR, Guard.NOT_REPORTER)


def _cancel(state: State) -> Row:
    """The resident may withdraw a case until the supervisor has decided."""
    return Row(
        state,
        Event.CANCEL,
        (Role.RESIDENT,),
        State.CANCELLED,
        (Tell(_R, "cancelled"), Tell(_F, "case_cancelled")),
        (Guard.ITS_REPORTER,),
        _("Batalkan laporan"),
    )


TABLE: tuple[Row, ...] = (
    Row(
        State.SUBMITTED,
        Event.ASSIGN,
        (Role.SYSTEM, Role.SUPERVISOR),
        State.ASSIGNED,
        (Tell(_R, "assigned"), Tell(_F, "assignment")),
        button=_staff("Cari petugas"),
    ),
    Row(
        State.ASSIGNED,
        Event.ACCEPT,
        (Role.FACILITATOR,),
        State.FIELD_VISIT,
        guards=(Guard.ITS_FACILITATOR,),
        button=_staff("Mulai survei"),
    ),
    Row(
        State.ASSIGNED,
        Event.DECLINE,
        (Role.FACILITATOR,),
        State.SUBMITTED,
        guards=(Guard.ITS_FACILITATOR,),
        button=_staff("Tidak bisa"),
    ),
    Row(
        State.FIELD_VISIT,
        Event.SURVEY,
        (Role.FACILITATOR,),
        State.AWAITING_SUPERVISOR,
        (_CARD,),
        (Guard.ITS_FACILITATOR,),
        _staff("Lanjutkan survei"),
    ),
    Row(
        State.AWAITING_SUPERVISOR,
        Event.APPROVE,
        (Role.SUPERVISOR,),
        State.APPROVED,
        (
            Tell(_R, "approved"),
            Tell(_F, "survey_approved"),
            Tell(_FO, "approved_case"),
            _CARD,
        ),
        _DECIDES,
        _staff("Setujui"),
    ),
    Row(
        State.AWAITING_SUPERVISOR,
        Event.RETURN,
        (Role.SUPERVISOR,),
        State.RETURNED,
        (Tell(_F, "survey_returned"), _CARD),
        (*_DECIDES, Guard.REASON),
        _staff("Kembalikan"),
    ),
    Row(
        State.RETURNED,
        Event.SURVEY,
        (Role.FACILITATOR,),
        State.AWAITING_SUPERVISOR,
        (_CARD,),
        (Guard.ITS_FACILITATOR,),
        _staff("Perbaiki survei"),
    ),
    _cancel(State.SUBMITTED),
    _cancel(State.ASSIGNED),
    _cancel(State.FIELD_VISIT),
    _cancel(State.AWAITING_SUPERVISOR),
    _cancel(State.RETURNED),
)

OPENED: tuple[Tell, ...] = (Tell(_R, "submitted"),)
"""Told when a case comes into being; a draft is a conversation, so this is no row."""

OPENED_URGENT: tuple[Tell, ...] = (Tell(_R, "submitted_urgent"),)
"""The same for an urgent case, which also alerts:"""

ALERTED: tuple[Tell, ...] = (
    Tell(_S, "urgent_supervisor"),
    Tell(Audience.PUSKESOS, "urgent_puskesos"),
    Tell(_FO, "urgent_front_office"),
    Tell(Audience.MANAGER, "urgent_manager"),
    _CARD,
)
"""Told at once of a case that became urgent; its facilitator reads it on the task itself."""

UNASSIGNED: tuple[Tell, ...] = (_CARD, Tell(_S, "unassigned"))
"""Told when nobody can be found for a submitted case."""
