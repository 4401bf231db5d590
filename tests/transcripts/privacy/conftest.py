"""These are played with a whole house and a small registry of invented people."""

from __future__ import annotations

from tests.handlers.conftest import clock, house
from tests.registry.conftest import loaded

__all__ = ["clock", "house", "loaded"]
