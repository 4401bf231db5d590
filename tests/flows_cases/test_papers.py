"""The papers of a case, by name and state."""

from __future__ import annotations

import pytest

from flows.cases.asking import Paper
from flows.cases.catalogue import Catalogue
from flows.cases.papers import PaperLine, PaperState, SentFile, paper_lines

KTP = Paper("ktp")
EMPTY = Catalogue((), ())


def line(said: object, *files: SentFile) -> PaperLine:
    answers = {"paper_ktp": said} if said is not None else {}
    (found,) = paper_lines((KTP,), answers, files, EMPTY)
    return found


def sent(status: str = "fetched", verdict: str = "good") -> SentFile:
    return SentFile("paper_ktp", status, verdict)


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ([sent()], PaperState.GOOD),
        ([sent(), sent(verdict="accepted_poor")], PaperState.POOR),
        ([sent(verdict="replaced"), sent()], PaperState.GOOD),
        ([sent("pending", "")], PaperState.PENDING),
        ([sent(verdict="failed")], PaperState.PENDING),
        ([sent(), sent("failed", "")], PaperState.LOST),
    ],
)
def test_the_worst_file_says_how_a_paper_stands(files: list[SentFile], state: PaperState) -> None:
    assert line(len(files), *files).state is state


def test_a_needed_paper_that_is_not_there_yet_is_wanting() -> None:
    assert (line("none").state, line("none").wanting) == (PaperState.NONE, True)


def test_a_needed_paper_that_was_never_asked_for_is_wanting() -> None:
    assert (line(None).state, line(None).wanting) == (PaperState.UNASKED, True)


def test_a_paper_that_may_be_left_out_is_not_missed() -> None:
    assert paper_lines((Paper("sktm", need="if_any"),), {}, (), EMPTY) == ()


def test_that_all_files_came_is_no_paper() -> None:
    (found,) = paper_lines((KTP,), {"paper_ktp": 1, "paper_ktp.done": "yes"}, (sent(),), EMPTY)
    assert found.code == "ktp"
