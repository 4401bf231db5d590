"""kill -9 at each named point, on both databases: nothing lost, nothing twice, nothing out of
order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kill.killing import ISSUED, OTHERS
from tests.kill.trial import trial

pytestmark = pytest.mark.kill
WANTED = {**dict.fromkeys(ISSUED, 3), **dict.fromkeys(OTHERS, 1)}


def test_no_kill_loses_doubles_or_disorders_anything(tmp_path: Path, database_url: str) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    result = trial(tmp_path, database_url, WANTED, seed)
    print(result.table())
    assert result.count.faults == []
    assert not result.missed
