"""These are played with a whole house, as the tests of the handlers are."""

from __future__ import annotations

from tests.handlers.conftest import clock, house

__all__ = ["clock", "house"]
