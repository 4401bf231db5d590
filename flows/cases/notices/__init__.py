"""What people are told without having asked, one notice a name, one module an audience.

The name is also the key of WhatsApp's approved template, which stands in for the text outside
the 24-hour window. Meta knows no Javanese, so a template is Indonesian for everybody; inside
the window the text is in the reader's language. A template may neither begin nor end with a
variable, and every value is one line.

Whom a returned survey is *not* told to: the resident, who cannot do anything about it.

    resident    who reported                    field   the facilitator
    desk        Puskesos, supervisor, groups    office  secretariat, manager, programs, head
    clocks      reminders, warnings, apology        privacy one's own data
    registry    verification, DTKS/DTSEN answers
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flows.cases.notices.clocks import CLOCKS
from flows.cases.notices.desk import DESK
from flows.cases.notices.field import FIELD
from flows.cases.notices.following import FOLLOWING
from flows.cases.notices.notice import TEMPLATE_LANGUAGE, Notice, Values
from flows.cases.notices.office import OFFICE
from flows.cases.notices.privacy import PRIVACY
from flows.cases.notices.registry import REGISTRY
from flows.cases.notices.resident import RESIDENT
from flows.cases.notices.resident_result import RESULT

__all__ = ["NOTICES", "TEMPLATE_LANGUAGE", "Notice", "Values", "of_one_change"]

NOTICES: Mapping[str, Notice] = MappingProxyType(
    {
        notice.name: notice
        for notice in (
            *RESIDENT,
            *RESULT,
            *CLOCKS,
            *FIELD,
            *DESK,
            *OFFICE,
            *FOLLOWING,
            *PRIVACY,
            *REGISTRY,
        )
    }
)
"""Every notice there is, by its name."""

_AUDIENCES = ("supervisor", "puskesos", "front_office", "manager", "holder")
_ONE_CHANGE: tuple[frozenset[str], ...] = (
    frozenset({"case_decided", "case_decided_office"}),
    *(
        frozenset(f"{change}_{audience}" for audience in _AUDIENCES)
        for change in ("urgent", "reopened", "objection", "warn", "breach")
    ),
)


def of_one_change(name: str) -> frozenset[str]:
    """The notices that tell several audiences of the same change as that one: who is in two of
    them hears of it once."""
    return next((same for same in _ONE_CHANGE if name in same), frozenset({name}))


MAY_REPEAT = frozenset(
    {
        "yours_now",
        "referral_sent",
        "referral_waiting",
        "referral_granted",
        "referral_rejected",
        "referral_rejected_partly",
        "referral_rejected_again",
        "resident_question",
        "question_late",
    }
)
"""Notices of which one case may bring several to one person in one transaction: of a program
each, of two desks that are both theirs, the later with the buttons that hold, or of a question
each."""
