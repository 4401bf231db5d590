"""Production's clock is always UTC."""

from __future__ import annotations

from datetime import UTC

from bot.clock import system_clock


def test_the_system_clock_knows_its_zone() -> None:
    assert system_clock().tzinfo is UTC
