"""Quiet hours in city time."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from flows.quiet import QuietHours

ZONE = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
"""06.00 WIB of the 24th."""


@pytest.mark.parametrize(("hour", "minute"), [(14, 0), (16, 59), (22, 59)])
def test_at_night_it_is_quiet_until_the_morning(hour: int, minute: int) -> None:
    at = datetime(2026, 11, 23, hour, minute, tzinfo=UTC)
    assert QuietHours().until(at, ZONE) == MORNING


@pytest.mark.parametrize(("hour", "minute"), [(23, 0), (7, 0), (13, 59)])
def test_by_day_nothing_waits(hour: int, minute: int) -> None:
    at = datetime(2026, 11, 23, hour, minute, tzinfo=UTC)
    assert QuietHours().until(at, ZONE) is None


def test_quiet_hours_may_lie_within_a_day() -> None:
    noon = QuietHours(time(12), time(13))
    at = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    assert noon.until(at, ZONE) == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def test_the_same_moment_twice_means_never() -> None:
    never = QuietHours(time(0), time(0))
    assert never.until(datetime(2026, 11, 23, 17, 0, tzinfo=UTC), ZONE) is None
