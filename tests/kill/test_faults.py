"""A little of every trouble, while four residents report: nothing lost, nothing twice, nothing out
of order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kill.faults import played
from tests.kill.scenarios import SCENARIOS, Scenario

PLAYED = [
    pytest.param(scenario, kind, id=f"{scenario.name}-{kind}")
    for scenario in SCENARIOS
    for kind in scenario.databases
    if not scenario.alone
]


@pytest.mark.kill
@pytest.mark.skipif(
    "SAMBUNG_TEST_FAULTS" not in os.environ, reason="minutes each: set SAMBUNG_TEST_FAULTS=1"
)
@pytest.mark.parametrize(("scenario", "database_url"), PLAYED, indirect=["database_url"])
def test_no_trouble_loses_doubles_or_disorders_anything(
    scenario: Scenario, tmp_path: Path, database_url: str
) -> None:
    outcome = played(scenario, tmp_path, database_url, small=True)
    assert outcome.count.faults == []
    assert outcome.talks == 4
