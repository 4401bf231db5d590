"""A referral's own life: what one program answers to one case.

A case may be referred to several programs; it stays `referred` until all have decided, and each
answer reaches the resident at once. What follows for the case is asked of `consequence`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flows.cases.actors import Actor, NotAllowed, covers
from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.entitled import entitled
from flows.cases.states import Event, Role, State
from flows.words import Text, _, _staff

EXPECTED = BY_KIND[Kind.DECISION].length
"""Programs decide in about two months; SLRT only refers."""


class ReferralState(StrEnum):
    """Where a referral stands with the program's owner."""

    SENT = "sent"
    WAITING_QUOTA = "waiting_quota"
    GRANTED = "granted"
    REJECTED = "rejected"
    DONE = "done"
    """The resident said that the help arrived."""
    WITHDRAWN = "withdrawn"
    """The case was cancelled or reopened before the program decided."""


REFERRAL_LABELS: Mapping[ReferralState, Text] = {
    ReferralState.SENT: _("dikirim ke pemilik program"),
    ReferralState.WAITING_QUOTA: _("menunggu kuota"),
    ReferralState.GRANTED: _("dikabulkan"),
    ReferralState.REJECTED: _("belum dapat dikabulkan"),
    ReferralState.DONE: _("sudah diterima"),
    ReferralState.WITHDRAWN: _("ditarik"),
}

OPEN: frozenset[ReferralState] = frozenset({ReferralState.SENT, ReferralState.WAITING_QUOTA})
"""Undecided."""

ANSWERS: Mapping[tuple[ReferralState, Event], ReferralState] = {
    (ReferralState.SENT, Event.WAIT): ReferralState.WAITING_QUOTA,
    (ReferralState.SENT, Event.GRANT): ReferralState.GRANTED,
    (ReferralState.SENT, Event.REJECT): ReferralState.REJECTED,
    (ReferralState.WAITING_QUOTA, Event.WAIT): ReferralState.WAITING_QUOTA,
    (ReferralState.WAITING_QUOTA, Event.GRANT): ReferralState.GRANTED,
    (ReferralState.WAITING_QUOTA, Event.REJECT): ReferralState.REJECTED,
    (ReferralState.GRANTED, Event.CONFIRM): ReferralState.DONE,
}
"""What may follow on what; a second `wait` names another round."""

BUTTONS: Mapping[Event, Text] = {
    Event.WAIT: _staff("Menunggu kuota"),
    Event.GRANT: _staff("Dikabulkan"),
    Event.REJECT: _staff("Belum bisa"),
}


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What an answer needs to know of a referral."""

    program: str
    state: ReferralState
    version: int
    """Counts its state changes; a press carries the one it saw."""
    village_code: str
    absent: frozenset[Role] = frozenset()


def answer(referral: ReferralFacts, event: Event, actor: Actor, seen: int) -> ReferralState:
    """What the referral becomes. Raises NotAllowed."""
    if not may_answer(referral, actor):
        raise NotAllowed(_staff("Laporan ini tidak dirujuk ke program Anda."))
    target = ANSWERS.get((referral.state, event))
    if target is None or seen != referral.version:
        status = REFERRAL_LABELS[referral.state]
        raise NotAllowed(_staff("Rujukan ini sudah berubah: {status}.").format(status=status))
    return target


def may_answer(referral: ReferralFacts, actor: Actor) -> bool:
    """The program's own contact, the back office on its behalf, or who stands in for them."""
    allowed = entitled((Role.PROGRAM_MANAGER, Role.BACK_OFFICE), referral.absent)
    return any(
        role is Role.SYSTEM
        or (role is Role.PROGRAM_MANAGER and referral.program in actor.programs)
        or (
            role in allowed
            and role is not Role.PROGRAM_MANAGER
            and covers(area, referral.village_code)
        )
        for role, area in actor.roles
    )


def consequence(states: Collection[ReferralState], case: State) -> Event | None:
    """What the program's answers, taken together, do to the case; none where nothing changes."""
    if not states:
        return None
    if any(state is ReferralState.SENT for state in states):
        return None
    if any(state is ReferralState.WAITING_QUOTA for state in states):
        return Event.WAIT if case is State.REFERRED else None
    if any(state in {ReferralState.GRANTED, ReferralState.DONE} for state in states):
        return Event.GRANT
    return Event.REJECT if ReferralState.REJECTED in states else None
