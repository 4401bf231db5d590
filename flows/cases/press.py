"""What a button about a case carries: `c:<case id>:<version seen>:<what>`, at most 64 bytes; one
about a referral `r:<referral id>:<version seen>:<event>`.

Of `<what>`, an event moves the case (`documents.ktp` says which of it), `details` shows it,
`marks` its group marks, and `mark.elder` or `unmark.elder` sets one or takes it off.

It says all that is needed to judge it later, so it outlives restarts; the version lets the
table tell a stale press from a fresh one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.cases.states import Event

DETAILS = "details"
MARKING = "marks"
_EVENTS = "|".join(Event)
_WHAT = rf"(?:{_EVENTS})(?:\.[a-z0-9_]{{1,30}})?|{DETAILS}|{MARKING}|(?:un)?mark\.[a-z_]{{1,30}}"
_ANSWERS = (Event.WAIT, Event.GRANT, Event.REJECT)
_REFERRAL = re.compile(rf"r:([0-9]{{1,18}}):([0-9]{{1,9}}):({'|'.join(_ANSWERS)})")
_DATA = re.compile(rf"c:([0-9]{{1,18}}):([0-9]{{1,9}}):({_WHAT})")


@dataclass(frozen=True, slots=True)
class CasePress:
    """Somebody pressed a button about a case."""

    case_id: int
    version: int
    """The case's version when the button was shown."""
    event: Event | None
    """What they want to happen; None when they only want to see something."""
    marking: str = ""
    """`marks` to see the group marks, `mark.<code>` or `unmark.<code>` to change one."""
    choice: str = ""
    """Which of it, where an event has buttons of several kinds."""


def press_data(
    case_id: int, version: int, event: Event | None, marking: str = "", *, choice: str = ""
) -> str:
    """What the button carries."""
    what = f"{event}.{choice}" if event and choice else event or marking or DETAILS
    return f"c:{case_id}:{version}:{what}"


def parse_press(data: str) -> CasePress | None:
    """The press that a button's data stands for; none where it is not about a case."""
    found = _DATA.fullmatch(data)
    if not found:
        return None
    case_id, version, what = found.groups()
    seen = int(case_id), int(version)
    head, _dot, choice = what.partition(".")
    if head in {MARKING, "mark", "unmark"}:
        return CasePress(*seen, None, what)
    return CasePress(*seen, None if head == DETAILS else Event(head), choice=choice)


@dataclass(frozen=True, slots=True)
class ReferralPress:
    """Somebody pressed an answer of a program."""

    referral_id: int
    version: int
    """The referral's version when the button was shown."""
    event: Event


def referral_press_data(referral_id: int, version: int, event: Event) -> str:
    """What the button carries."""
    return f"r:{referral_id}:{version}:{event}"


def parse_referral_press(data: str) -> ReferralPress | None:
    """The press that a button's data stands for; none where it is not about a referral."""
    found = _REFERRAL.fullmatch(data)
    if not found:
        return None
    referral_id, version, event = found.groups()
    return ReferralPress(int(referral_id), int(version), Event(event))
