"""kill -9 at each named point, on both databases: nothing lost, nothing twice, nothing out of
order."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kill.killing import POINTS
from tests.kill.trial import trial

pytestmark = pytest.mark.kill
KILLS = 5
"""At each point and on each database."""


def test_no_kill_loses_doubles_or_disorders_anything(
    tmp_path: Path, database_url: str, record_property: Callable[[str, object], None]
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    result = trial(tmp_path, database_url, dict.fromkeys(POINTS, KILLS), seed)
    print(result.table())
    record_property("told", f"{database_url.partition(':')[0]}\n{result.table()}")
    assert result.count.faults == []
    assert not result.missed
