"""A town between two fakes, with the real program in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.town import Town


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    """Both platforms and an empty database; the program is started by the test."""
    with Town(tmp_path, database_url) as made:
        yield made
