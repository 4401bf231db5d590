"""`pytest tests/transcripts --rerecord` writes our side of every transcript anew."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag, for people only."""
    parser.addoption("--rerecord", action="store_true", help="write the transcripts anew")


@pytest.fixture
def rerecord(request: pytest.FixtureRequest) -> bool:
    """Whether to write; never in CI, where a changed answer must be seen."""
    wanted = bool(request.config.getoption("--rerecord", default=False))
    if wanted and os.environ.get("CI"):
        pytest.fail("transcripts are not recorded in CI")
    return wanted
