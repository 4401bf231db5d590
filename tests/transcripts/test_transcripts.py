"""Every conversation in this folder reads today as it was signed off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts.player import may_record, play

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_conversation_reads_as_it_was_signed_off(file: Path, rerecord: bool) -> None:
    before = file.read_text(encoding="utf-8")
    now, _wrong = play(before)
    if rerecord:
        file.write_text(now, encoding="utf-8")
    else:
        assert now == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_screen_breaks_a_promise(file: Path) -> None:
    _now, wrong = play(file.read_text(encoding="utf-8"))
    assert wrong == []


def test_nothing_is_recorded_in_ci() -> None:
    with pytest.raises(RuntimeError):
        may_record(wanted=True, environ={"CI": "true"})
    assert may_record(wanted=True, environ={}) is True


def test_there_are_conversations_to_play() -> None:
    assert len(FILES) >= 14
