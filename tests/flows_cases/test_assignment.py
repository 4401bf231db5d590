"""Which facilitator gets a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.cases.assignment import Candidate, choose
from tests.flows_cases.people import REPORTER_ID, WATES

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
IDLE = Candidate(
    staff_id=5,
    contact_id=105,
    areas=(WATES,),
    active=True,
    declined=False,
    load=0,
    last_assigned_at=NOW,
)


def chosen(*candidates: Candidate) -> Candidate | None:
    return choose(candidates, village_code=WATES, reporter_id=REPORTER_ID)


def test_nobody_is_chosen_from_nobody() -> None:
    assert chosen() is None


@pytest.mark.parametrize(
    "unable",
    [
        replace(IDLE, active=False),
        replace(IDLE, declined=True),
        replace(IDLE, contact_id=None),
        replace(IDLE, contact_id=REPORTER_ID),
        replace(IDLE, areas=("35.76.02.1002", "35.76.01")),
        replace(IDLE, areas=()),
    ],
    ids=["inactive", "declined", "unreachable", "reporter", "elsewhere", "nowhere"],
)
def test_somebody_who_cannot_take_it_is_passed_over(unable: Candidate) -> None:
    busy = replace(IDLE, staff_id=6, contact_id=106, load=9)
    assert chosen(unable) is None
    assert chosen(unable, busy) is busy


def test_the_lowest_load_goes_first() -> None:
    busy = replace(IDLE, staff_id=4, load=2, last_assigned_at=None)
    assert chosen(busy, IDLE) is IDLE


def test_among_equals_who_has_waited_longest_goes_first() -> None:
    rested = replace(IDLE, staff_id=6, last_assigned_at=NOW - timedelta(days=1))
    assert chosen(IDLE, rested) is rested


def test_somebody_who_never_had_a_case_has_waited_longest() -> None:
    new = replace(IDLE, staff_id=9, last_assigned_at=None)
    assert chosen(IDLE, new) is new


def test_the_last_tie_is_broken_by_number_whatever_the_order() -> None:
    twin = replace(IDLE, staff_id=6)
    assert chosen(twin, IDLE) is chosen(IDLE, twin) is IDLE


def test_a_district_role_covers_its_villages() -> None:
    assert chosen(replace(IDLE, areas=("35.76.02",))) is not None
