"""What a button about a case carries: `c:<case id>:<version seen>:<what>`, at most 64 bytes.

It says all that is needed to judge it later, so it outlives restarts; the version lets the
table tell a stale press from a fresh one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.cases.states import Event

DETAILS = "details"
_DATA = re.compile(rf"c:([0-9]{{1,18}}):([0-9]{{1,9}}):({'|'.join([*Event, DETAILS])})")


@dataclass(frozen=True, slots=True)
class CasePress:
    """Somebody pressed a button about a case."""

    case_id: int
    version: int
    """The case's version when the button was shown."""
    event: Event | None
    """What they want to happen; None when they only want to see the details."""


def press_data(case_id: int, version: int, event: Event | None) -> str:
    """What the button carries."""
    return f"c:{case_id}:{version}:{event or DETAILS}"


def parse_press(data: str) -> CasePress | None:
    """The press that a button's data stands for; none where it is not about a case."""
    found = _DATA.fullmatch(data)
    if not found:
        return None
    case_id, version, what = found.groups()
    return CasePress(int(case_id), int(version), None if what == DETAILS else Event(what))
