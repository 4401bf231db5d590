"""What time it is: `now` is always handed in, and this is where it comes from."""

from __future__ import annotations

from datetime import UTC, datetime


def system_clock() -> datetime:
    """The present moment in UTC. Production knows no other clock."""
    return datetime.now(UTC)
