"""`pytest tests/transcripts --rerecord` writes our side of every transcript anew."""

from __future__ import annotations

import os

import pytest

from tests.handlers.conftest import clock, house, siti  # noqa: F401  for what is told by itself
from tests.transcripts.player import may_record


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag, for people only."""
    parser.addoption("--rerecord", action="store_true", help="write the transcripts anew")


@pytest.fixture
def rerecord(request: pytest.FixtureRequest) -> bool:
    """Whether to write."""
    return may_record(bool(request.config.getoption("--rerecord", default=False)), os.environ)
