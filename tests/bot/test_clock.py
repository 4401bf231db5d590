"""The clocks: always UTC, and only the demo's can be moved, forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, system_clock


def test_the_system_clock_knows_its_zone() -> None:
    assert system_clock().tzinfo is UTC


def test_the_demo_clock_starts_now_and_runs() -> None:
    clock = MovableClock()
    before = datetime.now(UTC)
    first, second = clock(), clock()
    assert before <= first <= second <= datetime.now(UTC)


def test_the_demo_clock_moves_forward_and_runs_on_from_there() -> None:
    clock = MovableClock()
    moved = clock.forward(timedelta(hours=48))
    assert timedelta(hours=48) <= moved - datetime.now(UTC) + timedelta(seconds=5)
    assert clock() >= moved


def test_the_demo_clock_is_never_moved_back() -> None:
    with pytest.raises(ValueError, match="back"):
        MovableClock().forward(timedelta(seconds=-1))
