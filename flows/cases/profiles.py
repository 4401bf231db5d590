"""Route profiles: in which order a service's case goes from desk to desk.

The profiles differ in order, not only in what is left out, so every arrow that depends on the
profile is written out here; `flows.cases.table` says who may take it. A row of the table whose
target is `Arrow.NEXT` is looked up by (state, stage, event); an arrow that is not here is refused.

Sources: the national guide of 2017 as lived in Bekasi; Mojokerto as it was taught to residents
(2018-19); the letter service of Mojokerto's present procedure and Depok's public standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.cases.states import Event, Stage, State

Place = tuple[State, Stage]
"""Where a case stands: its state, and the stage of its profile."""

Arrows = Mapping[tuple[State, Stage, Event], Place]

WAITS_FOR_FACILITATOR: Place = (State.SCREENING, Stage.FIELD)
"""Screened, and nobody has been found yet who visits."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A route: its stages in order, and the arrows that are its own."""

    name: str
    stages: tuple[Stage, ...]
    arrows: Arrows
    if_unlisted: Arrows | None = None
    """Arrows that hold instead for a person who is not in the registry."""
    needs_list_check: bool = False
    """Screening is over only when somebody looked into the registry."""
    screens_itself: bool = False
    """A report with nothing doubtful goes past the desk without a person's hand."""

    def next_place(self, place: Place, event: Event, *, listed: bool) -> Place | None:
        """Where the event leads from there; none where this route has no such arrow."""
        key = (*place, event)
        if not listed and self.if_unlisted and key in self.if_unlisted:
            return self.if_unlisted[key]
        return self.arrows.get(key)


_FIELD: Arrows = {
    (State.SCREENING, Stage.FIELD, Event.ASSIGN): (State.ASSIGNED, Stage.FIELD),
}

NATIONAL_2017 = Profile(
    "national_2017",
    (
        Stage.SCREENING,
        Stage.FIELD,
        Stage.SUPERVISOR,
        Stage.SECRETARIAT,
        Stage.REFERRAL,
        Stage.ANSWER,
    ),
    {
        **_FIELD,
        # Nothing to screen and a facilitator at once: one step for what would be two.
        (State.SUBMITTED, Stage.SCREENING, Event.ASSIGN): (State.ASSIGNED, Stage.FIELD),
        (State.SUBMITTED, Stage.SCREENING, Event.SCREENED): WAITS_FOR_FACILITATOR,
        (State.SCREENING, Stage.SCREENING, Event.SCREENED): WAITS_FOR_FACILITATOR,
        # The visit is optional here, and nowhere else.
        (State.SCREENING, Stage.SCREENING, Event.SKIP_VISIT): (
            State.AWAITING_SUPERVISOR,
            Stage.SUPERVISOR,
        ),
        (State.SCREENING, Stage.FIELD, Event.SKIP_VISIT): (
            State.AWAITING_SUPERVISOR,
            Stage.SUPERVISOR,
        ),
        (State.FIELD_VISIT, Stage.FIELD, Event.SURVEY): (
            State.AWAITING_SUPERVISOR,
            Stage.SUPERVISOR,
        ),
        (State.RETURNED, Stage.FIELD, Event.SURVEY): (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR),
        (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, Event.APPROVE): (
            State.APPROVED,
            Stage.SECRETARIAT,
        ),
        (State.SECRETARIAT_REVIEW, Stage.SECRETARIAT, Event.FORWARD): (
            State.PROCESSING,
            Stage.SECRETARIAT,
        ),
        # Without a manager's stage the back office refers, as the manager's delegate; it may ask.
        (State.PROCESSING, Stage.SECRETARIAT, Event.REFER): (State.REFERRED, Stage.REFERRAL),
        (State.PROCESSING, Stage.SECRETARIAT, Event.ASK_MANAGER): (
            State.AWAITING_MANAGER,
            Stage.SECRETARIAT,
        ),
        (State.AWAITING_MANAGER, Stage.SECRETARIAT, Event.SEND_BACK): (
            State.PROCESSING,
            Stage.SECRETARIAT,
        ),
        (State.AWAITING_MANAGER, Stage.SECRETARIAT, Event.REFER): (State.REFERRED, Stage.REFERRAL),
    },
    screens_itself=True,
)

MOJOKERTO_CLASSIC = Profile(
    "mojokerto_classic",
    (
        Stage.SCREENING,
        Stage.SECRETARIAT,
        Stage.FIELD,
        Stage.SUPERVISOR,
        Stage.MANAGER,
        Stage.REFERRAL,
        Stage.ANSWER,
    ),
    {
        **_FIELD,
        (State.SCREENING, Stage.SCREENING, Event.SCREENED): (
            State.SECRETARIAT_REVIEW,
            Stage.SECRETARIAT,
        ),
        (State.SECRETARIAT_REVIEW, Stage.SECRETARIAT, Event.FORWARD): WAITS_FOR_FACILITATOR,
        (State.FIELD_VISIT, Stage.FIELD, Event.SURVEY): (
            State.AWAITING_SUPERVISOR,
            Stage.SUPERVISOR,
        ),
        (State.RETURNED, Stage.FIELD, Event.SURVEY): (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR),
        (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR, Event.APPROVE): (
            State.AWAITING_MANAGER,
            Stage.MANAGER,
        ),
        (State.AWAITING_MANAGER, Stage.MANAGER, Event.SEND_BACK): (State.PROCESSING, Stage.MANAGER),
        (State.PROCESSING, Stage.MANAGER, Event.ASK_MANAGER): (
            State.AWAITING_MANAGER,
            Stage.MANAGER,
        ),
        (State.AWAITING_MANAGER, Stage.MANAGER, Event.REFER): (State.REFERRED, Stage.REFERRAL),
    },
    needs_list_check=True,
)

LETTER_SERVICE = Profile(
    "letter_service",
    (
        Stage.SCREENING,
        Stage.FIELD,
        Stage.PROCESSING,
        Stage.MANAGER,
        Stage.INITIAL,
        Stage.SIGNATURE,
        Stage.ANSWER,
    ),
    {
        **_FIELD,
        (State.SCREENING, Stage.SCREENING, Event.SCREENED): (State.PROCESSING, Stage.PROCESSING),
        (State.FIELD_VISIT, Stage.FIELD, Event.SURVEY): (State.PROCESSING, Stage.PROCESSING),
        (State.PROCESSING, Stage.PROCESSING, Event.ASK_MANAGER): (
            State.AWAITING_MANAGER,
            Stage.MANAGER,
        ),
        (State.AWAITING_MANAGER, Stage.MANAGER, Event.SEND_BACK): (
            State.PROCESSING,
            Stage.PROCESSING,
        ),
        (State.AWAITING_MANAGER, Stage.INITIAL, Event.SEND_BACK): (
            State.PROCESSING,
            Stage.PROCESSING,
        ),
        (State.AWAITING_MANAGER, Stage.SIGNATURE, Event.SEND_BACK): (
            State.PROCESSING,
            Stage.PROCESSING,
        ),
        (State.AWAITING_MANAGER, Stage.MANAGER, Event.CHECK): (
            State.AWAITING_MANAGER,
            Stage.INITIAL,
        ),
        (State.AWAITING_MANAGER, Stage.INITIAL, Event.INITIAL): (
            State.AWAITING_MANAGER,
            Stage.SIGNATURE,
        ),
        (State.AWAITING_MANAGER, Stage.SIGNATURE, Event.SIGN): (State.PROCESSING, Stage.ANSWER),
        (State.PROCESSING, Stage.ANSWER, Event.ANSWER): (State.ANSWERED, Stage.ANSWER),
    },
    if_unlisted={
        (State.SCREENING, Stage.SCREENING, Event.SCREENED): WAITS_FOR_FACILITATOR,
    },
    needs_list_check=True,
)

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (NATIONAL_2017, MOJOKERTO_CLASSIC, LETTER_SERVICE)
}


def profile_of(name: str) -> Profile:
    """The profile of that name; a case from before there were profiles took the national one."""
    return PROFILES.get(name, NATIONAL_2017)
