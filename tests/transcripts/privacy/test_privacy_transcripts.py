"""What people and officers read of one another about personal data, as it was signed off."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.house import House
from tests.handlers.people import Clock
from tests.transcripts.privacy.player import play

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_play_reads_as_it_was_signed_off(
    file: Path, loaded: House, clock: Clock, rerecord: bool
) -> None:
    before = file.read_text(encoding="utf-8")
    now = play(before, loaded, clock)
    if rerecord:
        file.write_text(now, encoding="utf-8")
    else:
        assert now == before


def test_there_are_plays_in_both_languages() -> None:
    names = {file.stem for file in FILES}

    assert len(names) >= 10
    assert {name.removesuffix("_jawa") for name in names if name.endswith("_jawa")} <= names
